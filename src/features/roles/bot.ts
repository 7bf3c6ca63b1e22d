import { press } from '../../platform/dialog/button.ts'
import type { Press } from '../../platform/dialog/button.ts'
import type { Command } from '../../platform/feature.ts'
import { appointing } from './appointing.ts'
import { finding, goOn } from './finding.ts'
import { listHolders } from './holders.ts'
import { search } from './targets.ts'
import { holdersView } from './views.ts'
import type { targetButton } from './views.ts'

export const commands: Command[] = [
  {
    name: 'peran',
    alias: 'role',
    right: 'admin',
    summary: 'roles:roleSummary',
    async run(turn, argument) {
      if (argument !== '') return goOn(turn, await search(turn.db, argument))
      turn.answer(holdersView(turn, await listHolders(turn.db, turn.settings.adminIds)))
      await turn.open(finding, {})
    },
  },
]

/** Goes on with the one chosen among several. */
export function onTarget(kind: typeof targetButton): Press {
  return press(kind, 'admin', (turn, { ref }) => turn.open(appointing, { target: ref }))
}
