import { z } from 'zod'
import { button } from '../../../platform/dialog/button.ts'
import { purposes } from './purposes.ts'

const id = z.coerce.bigint()
const purpose = z.enum(purposes)

/** Offers the questionnaires that can serve a purpose. */
export const chooseButton = button('training.ask', { id, purpose })
/** Has a training ask one; 0: nothing is asked for that purpose. */
export const planButton = button('training.plan', { id, purpose, version: id })
