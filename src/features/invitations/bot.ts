import { press } from '../../platform/dialog/button.ts'
import type { Press } from '../../platform/dialog/button.ts'
import type { Command } from '../../platform/feature.ts'
import { countOpen, listGuestLinks, revoke } from './actions.ts'
import { inviting } from './inviting.ts'
import { openView } from './views.ts'
import type { revokeButton } from './views.ts'

export const commands: Command[] = [
  {
    name: 'undang',
    alias: 'invite',
    right: 'admin',
    summary: 'invitations:inviteSummary',
    async run(turn) {
      const { db, now } = turn
      turn.answer(openView(turn, await countOpen(db, now), await listGuestLinks(db, now)))
      await turn.open(inviting, {})
    },
  },
]

/** Calls a guest link off, or all personal ones that are open. */
export function onRevoke(kind: typeof revokeButton): Press {
  return press(kind, 'admin', async (turn, { id }) => {
    const { db, now, who } = turn
    await revoke(db, { by: who.telegramId, id }, now)
    turn.replace(openView(turn, await countOpen(db, now), await listGuestLinks(db, now)))
  })
}
