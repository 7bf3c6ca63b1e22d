import { z } from 'zod'
import { event } from '../../platform/events/events.ts'

/** A training was opened, takes place at another time, or was cancelled: what goes by its times is planned anew. */
export const trainingScheduled = event('trainingScheduled', z.object({ training: z.string() }))

/** The last session of a training is over. */
export const trainingHeld = event('trainingHeld', z.object({ training: z.string() }))
