import { z } from 'zod'
import { button } from '../../../platform/dialog/button.ts'

const id = z.coerce.bigint()

/** What units need, the newest first. */
export const needsButton = button('needs.list', { page: z.coerce.number().int().min(0).max(10_000) })
/** One of them, with what came of it. */
export const needButton = button('needs.need', { id })
/** Makes a draft of a training of it. */
export const turnButton = button('needs.turn', { id })
