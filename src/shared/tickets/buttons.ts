import { z } from 'zod'
import { button } from '../../platform/dialog/button.ts'

const id = z.coerce.bigint()
const page = z.coerce.number().int().min(0).max(10_000)

/** Begins a suggestion; what was said in the message that its message replies to is its text. */
export const suggestButton = button('ticket.suggest', {})
/** A ticket, as who presses it may see it: its author, or who works on it. */
export const ticketButton = button('ticket.open', { ticket: id })
/** The objections to a policy's paragraphs, for planners. */
export const objectionsButton = button('ticket.objections', { policy: id, page })
/** What an author thinks of how their ticket was answered, from 1 to 5. */
export const rateButton = button('ticket.rate', { ticket: id, score: z.coerce.number().int().min(1).max(5) })
