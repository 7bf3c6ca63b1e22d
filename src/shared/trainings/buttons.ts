import { z } from 'zod'
import { button } from '../../platform/dialog/button.ts'

/** Shows a training, with what somebody may do about it. */
export const trainingButton = button('training.card', { id: z.coerce.bigint() })
/** Shows what a training is measured by, for planners. */
export const measuringButton = button('training.measure', { id: z.coerce.bigint() })
