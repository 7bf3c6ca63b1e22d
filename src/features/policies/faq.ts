import { press } from '../../platform/dialog/button.ts'
import type { Press } from '../../platform/dialog/button.ts'
import { demandReadable } from '../../shared/policies/access.ts'
import { faqView } from './faqView.ts'
import { listPublic } from './questions.ts'
import type { faqButton } from './readingButtons.ts'
import { paragraphOf } from '../../shared/policies/versions.ts'

/** "Tanya jawab" of a paragraph. */
export function onFaq(kind: typeof faqButton): Press {
  return press(kind, 'all', async (turn, { paragraph, mode, page }) => {
    const { passage, edition } = await paragraphOf(turn.db, paragraph)
    await demandReadable(turn, edition)
    const published = await listPublic(turn.db, edition.policyId, passage)
    turn.replace(faqView(turn.voice, { passage, edition, mode }, published, page))
  })
}
