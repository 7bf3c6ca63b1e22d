import { z } from 'zod'
import { event } from '../../platform/events/events.ts'

/** Somebody has sent a response that bears their name; also when they changed it. */
export const responded = event('responded', z.object({ response: z.string() }))

/** A round takes no more answers, and what of it may be published is. */
export const roundClosed = event('roundClosed', z.object({ round: z.string() }))
