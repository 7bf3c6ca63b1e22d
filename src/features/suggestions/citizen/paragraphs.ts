import type { Turn } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { demandReadable } from '../../../shared/policies/access.ts'
import { placeOf } from '../../../shared/policies/places.ts'
import { paragraphOf } from '../../../shared/policies/versions.ts'
import type { Opening } from './answers.ts'

/** Asks for what there is to say: about the paragraph, or about anything. */
export async function askText(turn: Turn, { paragraph }: Opening) {
  if (paragraph === undefined) return turn.t('suggestions:askText')
  const { passage, edition } = await objectedOf(turn, paragraph)
  return turn.t('suggestions:askObjection', placeOf(turn.voice, { ...passage, version: edition }))
}

/** The paragraph; refused when they may not read it, or nothing is said about it any more. */
export async function objectedOf(turn: Turn, paragraph: string) {
  const { passage, edition } = await paragraphOf(turn.db, BigInt(paragraph))
  await demandReadable(turn, edition)
  if (edition.policy.withdrawnAt !== null) throw new Refusal('policies:withdrawnClosed')
  return { passage, edition }
}
