import { z } from 'zod'
import { button } from '../../platform/dialog/button.ts'

const id = z.coerce.bigint()
/** What is read: a: all of it; c: what has changed since one acknowledged it. */
export const mode = z.enum(['a', 'c'])
export type Mode = z.infer<typeof mode>

/** What a policy is and where one stands with it. */
export const cardButton = button('policy.card', { policy: id })
/** A paragraph of a version, and the part of it where it is long; identity 0: what stands before the first one. */
export const atButton = button('policy.at', {
  version: id,
  at: z.coerce.number().int().min(0).max(1_000_000),
  part: z.coerce.number().int().min(0).max(10_000),
  mode,
})
/** An objection to a paragraph, or a proposal, by its row. */
export const objectButton = button('policy.object', { paragraph: id, mode })
