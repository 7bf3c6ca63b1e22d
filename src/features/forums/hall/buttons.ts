import { z } from 'zod'
import { HallPhase } from '../../../generated/prisma/enums.ts'
import { button } from '../../../platform/dialog/button.ts'

const forum = z.coerce.bigint()
const question = z.coerce.bigint()
const page = z.coerce.number().int().min(0).max(10_000)

/** Begins to ask a question in a running hall. */
export const askButton = button('forum.ask', { forum })
/** The questions of a hall, those that most want to have answered first. */
export const questionsButton = button('forum.questions', { forum, page })
/** Supports a question, or takes that back, and shows the same page again. */
export const upvoteButton = button('forum.upvote', { question, page })
/** Starts a hall, or starts it again. */
export const startButton = button('forum.hallStart', { forum })
export const phaseButton = button('forum.hallPhase', { forum, phase: z.enum(HallPhase) })
/** 0: the timer is off. */
export const timerButton = button('forum.hallTimer', { forum, minutes: z.coerce.number().int().min(0).max(180) })
/** Asks for how long. */
export const ownTimerButton = button('forum.hallOwnTime', { forum })
/** Shows or hides something on the page. */
export const showButton = button('forum.hallShow', { forum, what: z.enum(['map', 'results']) })
export const endButton = button('forum.hallEnd', { forum, sure: z.enum(['ask', 'y']) })
/** The facilitator's list of open questions, and one of them. */
export const queueButton = button('forum.hallQueue', { forum, page })
export const queuedButton = button('forum.hallOne', { question })
export const deedButton = button('forum.hallDeed', { question, deed: z.enum(['answered', 'note', 'reject', 'show']) })
/** Notes what was promised; all that was; takes one out again. */
export const promiseButton = button('forum.promise', { forum })
export const promisesButton = button('forum.promises', { forum })
export const unpromiseButton = button('forum.unpromise', { promise: z.coerce.bigint() })
