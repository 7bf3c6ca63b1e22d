import { press } from '../../platform/dialog/button.ts'
import type { Press } from '../../platform/dialog/button.ts'
import type { Turn } from '../../platform/inbox/turn.ts'
import { unitsLedBy } from '../../shared/people/leading.ts'
import { recentView, reachedView } from './listViews.ts'
import type { listButton, reachedButton } from './listViews.ts'
import { listReached, listRecent } from './recent.ts'

/** The last broadcasts, below what was said. */
export async function showRecent(turn: Turn): Promise<void> {
  turn.answer(recentView(turn.voice, await listRecent(turn.db, 0, turn.now)))
}

/** Those that a head's units have to read, below what was said. */
export async function showReached(turn: Turn): Promise<void> {
  const units = await unitsLedBy(turn.db, turn.who.telegramId)
  turn.answer(reachedView(turn.voice, await listReached(turn.db, units, 0)))
}

/** Turns the pages of the last broadcasts. */
export function onRecentPage(kind: typeof listButton): Press {
  return press(kind, 'planner', async (turn, { page }) =>
    turn.replace(recentView(turn.voice, await listRecent(turn.db, page, turn.now))),
  )
}

/** Turns the pages of those that a head's units have to read. */
export function onReachedPage(kind: typeof reachedButton): Press {
  return press(kind, 'head', async (turn, { page }) => {
    const units = await unitsLedBy(turn.db, turn.who.telegramId)
    turn.replace(reachedView(turn.voice, await listReached(turn.db, units, page)))
  })
}
