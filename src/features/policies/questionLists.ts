import { press } from '../../platform/dialog/button.ts'
import type { Press } from '../../platform/dialog/button.ts'
import type { Turn } from '../../platform/inbox/turn.ts'
import { perPage, questionsView } from './questionListViews.ts'
import { listQuestions } from './questions.ts'
import type { questionsButton, renewButton } from './questionViews.ts'
import { submitting } from './submitting.ts'
import { newestEdition } from '../../shared/policies/versions.ts'

/** A policy's questions. */
export function onQuestions(kind: typeof questionsButton): Press {
  return press(kind, 'planner', async (turn, { policy, page }) => showQuestions(turn, policy, page))
}

/** Asks for the file of a policy's next version. */
export function onRenew(kind: typeof renewButton): Press {
  return press(kind, 'planner', async (turn, { policy }) => {
    await newestEdition(turn.db, policy)
    await turn.open(submitting, { policy: String(policy) })
  })
}

/** A page of a policy's questions, in the place of what was pressed. */
export async function showQuestions(turn: Turn, policy: bigint, page: number): Promise<void> {
  const edition = await newestEdition(turn.db, policy)
  const part = { skip: page * perPage, take: perPage }
  turn.replace(questionsView(turn.voice, edition, await listQuestions(turn.db, policy, part), page))
}
