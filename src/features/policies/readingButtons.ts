import { z } from 'zod'
import { button } from '../../platform/dialog/button.ts'
import { mode } from '../../shared/policies/buttons.ts'

const id = z.coerce.bigint()
const identity = z.coerce.number().int().min(0).max(1_000_000)
const key = z.string().max(16)
const page = z.coerce.number().int().min(0).max(10_000)

/** All policies, on pages. */
export const listButton = button('policy.list', { page })
/** Reading, where one left off. */
export const readButton = button('policy.read', { policy: id })
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
/** An answer: the question and the option by their keys. */
export const answerButton = button('policy.try', { version: id, question: key, option: key, mode })
/** "Saya paham". */
export const acknowledgeButton = button('policy.ack', { version: id })
/** A question about a paragraph, by its row. */
export const askButton = button('policy.ask', { paragraph: id, mode })
/** What others asked about a paragraph and were answered. */
export const faqButton = button('policy.faq', { paragraph: id, mode, page })
