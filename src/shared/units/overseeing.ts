import type { Db } from '../../platform/database/database.ts'
import type { Turn } from '../../platform/inbox/turn.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Voice } from '../../platform/texts.ts'
import type { Work } from '../../platform/work.ts'
import { unitsLedBy } from '../people/leading.ts'
import { readRights } from '../people/reception.ts'
import { locatedUnits } from './located.ts'
import type { Scope } from './parted.ts'

/** What of a report somebody looks at: all that they may see, or one unit of it with its sub-units. */
export interface Place {
  scope: Scope
  /** The unit that is looked into; null: everything, or several units of a head. */
  unit: { id: bigint; name: string } | null
  /** Where "back" leads: a unit, 0 for all that they may see; null: nowhere. */
  up: bigint | null
  /** Of everyone, as only planners see it. */
  isAll: boolean
}

/** What somebody may look at; 0: all of it. A planner sees every unit, a head only their own. Refused where they may not. */
export async function placeOf(turn: Pick<Turn, 'db' | 'who' | 'may'>, unitId: bigint): Promise<Place> {
  return find(turn.db, turn.who.telegramId, turn.may('planner'), unitId)
}

/** The same for a task, by what they may now; null: they may no longer see it. */
export async function placeLater(work: Work, telegramId: bigint, unitId: bigint): Promise<Place | null> {
  const db = work.database.client
  const rights = await readRights(db, telegramId, work.settings.adminIds)
  if (!rights.has('overseer')) return null
  try {
    return await find(db, telegramId, rights.has('planner'), unitId)
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

/** What is looked at: all units, those of a head, or one. */
export function placeName(voice: Voice, { unit, scope }: Pick<Place, 'unit' | 'scope'>): string {
  if (unit !== null) return unit.name
  return voice.label(scope === null ? 'units:all' : 'units:mine')
}

async function find(db: Db, telegramId: bigint, seesAll: boolean, unitId: bigint): Promise<Place> {
  const led = seesAll ? null : await unitsLedBy(db, telegramId)
  if (unitId !== 0n) return { ...(await within(db, led, unitId)), isAll: seesAll }
  const [only, ...others] = led ?? []
  if (only === undefined || others.length > 0) return { scope: led, unit: null, up: null, isAll: seesAll }
  return { ...(await within(db, led, only)), up: null, isAll: false }
}

async function within(db: Db, led: Scope, unitId: bigint): Promise<Omit<Place, 'isAll'>> {
  const [unit] = await db.$queryRaw<{ id: bigint; name: string; parentId: bigint | null; inside: boolean }[]>`
    WITH RECURSIVE ${locatedUnits(led)}
    SELECT unit.id, unit.name, unit.parent_id AS "parentId", located.inside
    FROM unit JOIN located ON located.id = unit.id WHERE unit.id = ${unitId}`
  if (unit === undefined) throw new Refusal('units:gone')
  if (!unit.inside) throw new Refusal('platform:notAllowed')
  const isTop = led === null ? unit.parentId === null : led.includes(unit.id)
  return { scope: [unit.id], unit: { id: unit.id, name: unit.name }, up: isTop ? 0n : unit.parentId }
}
