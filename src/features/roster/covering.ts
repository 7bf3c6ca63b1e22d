import { press } from '../../platform/dialog/button.ts'
import type { Press } from '../../platform/dialog/button.ts'
import { enclose } from '../../platform/files/documents.ts'
import type { Turn } from '../../platform/inbox/turn.ts'
import { findCover, listAbsent } from './coverage.ts'
import { absentFile, coverView } from './coverageViews.ts'
import type { absentButton, coverButton } from './coverageViews.ts'

/** "/cakupan": who of the roster has joined. */
export async function showCover(turn: Turn): Promise<void> {
  turn.answer(coverView(turn, await findCover(turn.db, null), 0))
}

/** Opens a unit's coverage, or another page of it; 0: all units. */
export function onCover(kind: typeof coverButton): Press {
  return press(kind, 'admin', async (turn, { unit, page }) => {
    turn.replace(coverView(turn, await findCover(turn.db, unit === 0n ? null : unit), page))
  })
}

/** Sends who has not joined, as a table. */
export function onAbsent(kind: typeof absentButton): Press {
  return press(kind, 'admin', async (turn, { unit }) => {
    const { db, now, voice } = turn
    const absent = await listAbsent(db, unit === 0n ? null : unit)
    if (absent.length === 0) return turn.alert('roster:nobodyAbsent')
    await turn.post(await enclose(db, absentFile(voice, absent), now))
  })
}
