import { z } from 'zod'
import { button } from '../../platform/dialog/button.ts'

const id = z.coerce.bigint()
const page = z.coerce.number().int().min(0).max(10_000)
const kind = z.enum(['ticket', 'question'])
const sure = z.enum(['ask', 'y', 'n'])

/** Reads what an outcome led to, below what was said about it; identity 0: the policy. */
export const readButton = button('outcome.read', { policy: id, at: z.coerce.number().int().min(0).max(1_000_000) })
/** What can become of something that was said: an outcome that is there already, on pages, or a new one. */
export const chooseButton = button('outcome.choose', { kind, id, page })
export const joinButton = button('outcome.join', { outcome: id, kind, id })
export const newButton = button('outcome.new', { kind, id })
/** An outcome with all that it is about. */
export const cardButton = button('outcome.card', { outcome: id, page })
/** Takes something out of it, by the row of the source. */
export const dropButton = button('outcome.drop', { source: id })
export const addButton = button('outcome.add', { outcome: id })
/** The questions about its policy, each of which can be added or taken out. */
export const askedButton = button('outcome.asked', { outcome: id, page })
export const toggleButton = button('outcome.toggle', { outcome: id, question: id, page })
export const rewordButton = button('outcome.reword', { outcome: id })
export const cancelButton = button('outcome.cancel', { outcome: id, sure })
export const tellButton = button('outcome.tell', { outcome: id, sure })
