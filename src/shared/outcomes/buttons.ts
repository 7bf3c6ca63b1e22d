import { z } from 'zod'
import { button } from '../../platform/dialog/button.ts'
import { mode } from '../policies/buttons.ts'

const id = z.coerce.bigint()
const page = z.coerce.number().int().min(0).max(10_000)

/** "Anda usul, kami lakukan": what became of what people said about a policy. */
export const outcomesButton = button('outcome.list', { policy: id, page })
/** The same about one paragraph, by its row, while it is read. */
export const paragraphOutcomesButton = button('outcome.at', { paragraph: id, mode, page })
/** Writes down what became of a ticket, or of a question about a paragraph. */
export const concludeButton = button('outcome.write', { kind: z.enum(['ticket', 'question']), id })
/** All outcomes of a policy for planners, those first that nobody has been told of; policy 0: of all. */
export const ledgerButton = button('outcome.all', { policy: id, page })
