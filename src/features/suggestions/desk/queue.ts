import { press } from '../../../platform/dialog/button.ts'
import type { Press } from '../../../platform/dialog/button.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { placeOf } from '../../../shared/units/overseeing.ts'
import { listUnits } from '../../../shared/units/units.ts'
import type { PlacedUnit } from '../../../shared/units/units.ts'
import { noUnit, queueButton, unitsButton } from './buttons.ts'
import type { QueueFilter } from './buttons.ts'
import { countByUnit, queuePage, readQueue } from './queueRows.ts'
import { queueView, unitsView } from './queueViews.ts'

/** What waits for who speaks, what is due first; in the place of what was pressed, else said anew. */
export async function showQueue(turn: Turn): Promise<void> {
  await showLook(turn, { filter: 'all', unit: 0n, page: 0 })
}

/** Another page of it, other tickets, or those of a unit. */
export const onQueue: Press = press(queueButton, 'overseer', showLook)

/** The units at which something waits, of all that one may see. */
export const onUnits: Press = press(unitsButton, 'overseer', async (turn, { filter, page }) => {
  const { scope } = await placeOf(turn, 0n)
  const units = await listUnits(turn.db)
  const own = await countByUnit(turn.db, scope)
  const counts = withBelow(units, own)
  // A head does not see what is above theirs.
  const seen = scope === null ? units : within(units, scope)
  const shown = seen.flatMap((unit) => {
    const count = counts.get(unit.id) ?? 0
    return count === 0 ? [] : { ...unit, count }
  })
  turn.replace(unitsView(turn, { filter, wanted: page, units: shown, unassigned: own.get(noUnit) ?? 0 }))
})

async function showLook(turn: Turn, { filter, unit, page }: { filter: QueueFilter; unit: bigint; page: number }) {
  const isUnassigned = unit === noUnit
  if (isUnassigned && !turn.may('planner')) throw new Refusal('platform:notAllowed')
  const place = await placeOf(turn, isUnassigned ? 0n : unit)
  const scope = isUnassigned ? 'none' : place.scope
  const found = await readQueue(turn.db, scope, { filter, page }, turn.now)
  // There may be fewer pages than when the button was made.
  const last = Math.max(0, Math.ceil(found.total / queuePage) - 1)
  const shown = page <= last ? found : await readQueue(turn.db, scope, { filter, page: last }, turn.now)
  turn.replace(queueView(turn, { place, unit, filter, page: Math.min(page, last) }, shown))
}

/** How many are at each unit and below it; sub-units come after their unit. */
function withBelow(units: PlacedUnit[], counts: Map<bigint, number>): Map<bigint, number> {
  const sums = new Map(counts)
  for (const { id, parentId } of units.toReversed()) {
    const own = sums.get(id) ?? 0
    if (parentId !== null && own > 0) sums.set(parentId, (sums.get(parentId) ?? 0) + own)
  }
  return sums
}

/** These units and all below them, in the same order. */
function within(units: PlacedUnit[], top: bigint[]): PlacedUnit[] {
  const covered = new Set(top)
  return units.filter(({ id, parentId }) => {
    if (parentId !== null && covered.has(parentId)) covered.add(id)
    return covered.has(id)
  })
}
