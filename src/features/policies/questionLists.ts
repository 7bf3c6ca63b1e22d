import { press } from '../../platform/dialog/button.ts'
import type { Press } from '../../platform/dialog/button.ts'
import type { Turn } from '../../platform/inbox/turn.ts'
import { objectionsView, perPage, questionsView } from './questionListViews.ts'
import { listObjections, listQuestions } from './questions.ts'
import type { objectionsButton, questionsButton, renewButton } from './questionViews.ts'
import { submitting } from './submitting.ts'
import { newestEdition } from './versions.ts'

/** A policy's questions. */
export function onQuestions(kind: typeof questionsButton): Press {
  return press(kind, 'planner', async (turn, { policy, page }) => showQuestions(turn, policy, page))
}

/** A policy's objections. */
export function onObjections(kind: typeof objectionsButton): Press {
  return press(kind, 'planner', async (turn, { policy, page }) => {
    const edition = await newestEdition(turn.db, policy)
    const part = { skip: page * perPage.objections, take: perPage.objections }
    turn.replace(objectionsView(turn.voice, edition, await listObjections(turn.db, policy, part), page))
  })
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
  const part = { skip: page * perPage.questions, take: perPage.questions }
  turn.replace(questionsView(turn.voice, edition, await listQuestions(turn.db, policy, part), page))
}
