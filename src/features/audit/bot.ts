import { press } from '../../platform/dialog/button.ts'
import type { Press } from '../../platform/dialog/button.ts'
import type { Command } from '../../platform/feature.ts'
import { readPage } from './actions.ts'
import { auditView } from './views.ts'
import type { pageButton } from './views.ts'

export const commands: Command[] = [
  {
    name: 'audit',
    right: 'admin',
    summary: 'audit:auditSummary',
    async run(turn) {
      turn.answer(auditView(turn, await readPage(turn.db, 0)))
    },
  },
]

/** Turns the pages of the record. */
export function onPage(kind: typeof pageButton): Press {
  return press(kind, 'admin', async (turn, { page }) => turn.replace(auditView(turn, await readPage(turn.db, page))))
}
