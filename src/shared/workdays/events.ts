import { z } from 'zod'
import { event } from '../../platform/events/events.ts'

/** Days of a year are working days, or none, that were not before: what is reckoned in office time is reckoned anew. */
export const holidaysChanged = event('holidaysChanged', z.object({ year: z.number() }))
