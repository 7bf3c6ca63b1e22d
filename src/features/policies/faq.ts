import { press } from '../../platform/dialog/button.ts'
import type { Press } from '../../platform/dialog/button.ts'
import type { Db } from '../../platform/database/database.ts'
import { demandReadable } from './access.ts'
import { faqView } from './questionViews.ts'
import type { faqButton } from './readingButtons.ts'
import { paragraphOf } from './versions.ts'

/** What is public about a paragraph. */
export interface Published {
  question: string
  answer: string
  at: Date
}

/** How many answers are public about a paragraph, in whatever version it was asked. */
export async function countPublic(db: Db, policyId: bigint, identity: number): Promise<number> {
  return db.policyQuestion.count({ where: isPublic(policyId, identity) })
}

/** What others asked about a paragraph and were answered, the oldest first. */
async function listPublic(db: Db, policyId: bigint, identity: number): Promise<Published[]> {
  const found = await db.policyQuestion.findMany({ where: isPublic(policyId, identity), orderBy: { publicAt: 'asc' } })
  return found.flatMap(({ publicText: question, answer, publicAt: at }) =>
    question === null || answer === null || at === null ? [] : [{ question, answer, at }],
  )
}

/** "Tanya jawab" of a paragraph. */
export function onFaq(kind: typeof faqButton): Press {
  return press(kind, 'all', async (turn, { paragraph, mode, page }) => {
    const { passage, edition } = await paragraphOf(turn.db, paragraph)
    await demandReadable(turn, edition)
    const published = await listPublic(turn.db, edition.policyId, passage.identity)
    turn.replace(faqView(turn.voice, { passage, edition, mode }, published, page))
  })
}

const isPublic = (policyId: bigint, identity: number) => ({
  publicAt: { not: null },
  paragraph: { identity, version: { policyId } },
})
