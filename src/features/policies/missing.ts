import { press } from '../../platform/dialog/button.ts'
import type { Press } from '../../platform/dialog/button.ts'
import { task } from '../../platform/tasks/tasks.ts'
import { handOver, tellFault } from '../../shared/people/handing.ts'
import { mostNames } from '../../shared/people/namelist.ts'
import type { missingButton, missingFileButton } from './funnelViews.ts'
import { Order, orderOf } from './ordering.ts'
import { placeLater, placeOf } from '../../shared/units/overseeing.ts'
import { reportOf } from './reports.ts'
import { listUnacknowledged } from './unacknowledged.ts'
import { missingFile, missingView } from './unacknowledgedViews.ts'
import { editionOf } from '../../shared/policies/versions.ts'

/** Makes the whole list of who has not acknowledged a version, of what its reader may see by then. */
export const listingMissing = task({
  name: 'policies.missing',
  payload: Order,
  async run(work, { version, unit, chatId, language }) {
    const db = work.database.client
    const place = await placeLater(work, BigInt(chatId), BigInt(unit))
    if (place === null) return async () => []
    const edition = await editionOf(db, BigInt(version))
    const missing = await listUnacknowledged(db, edition.id, place.scope, work.settings)
    return handOver(BigInt(chatId), missingFile(work.voice(language), edition, missing))
  },
  failed: (work, { chatId, language }, reference) => tellFault(work.voice(language), BigInt(chatId), reference),
})

/** Who has not acknowledged a version, below the report. */
export function onMissing(kind: typeof missingButton): Press {
  return press(kind, 'overseer', async (turn, { version, unit }) => {
    const report = await reportOf(turn, version, unit)
    const missing = await listUnacknowledged(turn.db, version, report.place.scope, turn.settings, mostNames)
    turn.answer(missingView(turn.voice, report, missing))
  })
}

/** The same as a file. */
export function onMissingFile(kind: typeof missingFileButton): Press {
  return press(kind, 'overseer', async (turn, { version, unit }) => {
    await placeOf(turn, unit)
    await editionOf(turn.db, version)
    await turn.begin(listingMissing, orderOf(turn, version, unit))
    turn.alert('policies:funnelMissingMaking')
  })
}
