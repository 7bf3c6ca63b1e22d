import { z } from 'zod'
import { button } from '../../platform/dialog/button.ts'

const id = z.coerce.bigint()

/**
 * Begins, or goes on with, one's answers in a round, on the message that brings it: what is said in reply to that answers the
 * first question.
 */
export const beginButton = button('round.begin', { round: id })
/** The same with the first question's answer, from the message that brings the round. */
export const firstButton = button('round.first', { round: id, option: z.string().max(20) })
/** The same as `beginButton` on a message that is about other things as well: a reply to that is no answer. */
export const goOnButton = button('round.goOn', { round: id })
/** The results of a round, as far as whoever presses it may see them. */
export const resultsButton = button('round.results', { round: id })
