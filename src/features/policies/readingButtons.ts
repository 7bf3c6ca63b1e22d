import { z } from 'zod'
import { button } from '../../platform/dialog/button.ts'

const id = z.coerce.bigint()
const identity = z.coerce.number().int().min(0).max(1_000_000)
/** What is read: a: all of it; c: what has changed since one acknowledged it. */
const mode = z.enum(['a', 'c'])
const page = z.coerce.number().int().min(0).max(10_000)

export type Mode = z.infer<typeof mode>

/** All policies, on pages. */
export const listButton = button('policy.list', { page })
/** What a policy is and where one stands with it. */
export const cardButton = button('policy.card', { policy: id })
/** Reading, where one left off. */
export const readButton = button('policy.read', { policy: id })
/** A paragraph of a version, and the part of it where it is long; identity 0: what stands before the first one. */
export const atButton = button('policy.at', { version: id, at: identity, part: page, mode })
/** What follows the last paragraph. */
export const endButton = button('policy.end', { version: id, mode })
/** The contents of a version. */
export const contentsButton = button('policy.contents', { version: id, mode, page })
/** Why it concerns one, asked from a paragraph. */
export const whyButton = button('policy.why', { version: id, at: identity, mode, page })
/** The original as a file. */
export const originalButton = button('policy.original', { version: id })
/** The next question of the quiz. */
export const quizButton = button('policy.quiz', { version: id, mode })
/** An answer: the option by its place, from 0. */
export const answerButton = button('policy.answer', {
  question: id,
  option: z.coerce.number().int().min(0).max(9),
  mode,
})
/** "Saya paham". */
export const acknowledgeButton = button('policy.ack', { version: id })
/** A question about a paragraph, by its row. */
export const askButton = button('policy.ask', { paragraph: id, mode })
/** An objection to a paragraph, or a proposal, by its row. */
export const objectButton = button('policy.object', { paragraph: id, mode })
/** What others asked about a paragraph and were answered. */
export const faqButton = button('policy.faq', { paragraph: id, mode, page })
