import { z } from 'zod'
import { button } from '../../../platform/dialog/button.ts'
import { periods } from './periods.ts'

/** `unit` 0: all that somebody may see. */
const at = { unit: z.coerce.bigint(), period: z.enum(periods) }

/** How tickets are answered, of a unit with its sub-units; also another page or period, or the same anew. */
export const figuresButton = button('ticket.figures', { ...at, page: z.coerce.number().int().min(0).max(10_000) })
/** The same as a picture. */
export const chartButton = button('ticket.chart', at)
