import type { Db } from '../../platform/database/database.ts'

interface Node {
  id: bigint
  parentId: bigint | null
  name: string
}

/** A unit and how many are above it. */
export interface PlacedUnit extends Node {
  depth: number
}

/** Every unit, sub-units below their unit. */
export async function listUnits(db: Db): Promise<PlacedUnit[]> {
  return inTree(await db.unit.findMany({ select: { id: true, parentId: true, name: true } }))
}

/** The names of a unit and all above it, from the top. */
export async function pathOf(db: Db, id: bigint): Promise<string[]> {
  const units = await db.$queryRaw<{ name: string }[]>`
    WITH RECURSIVE up AS (
      SELECT id, parent_id, name, 0 AS height FROM unit WHERE id = ${id}
      UNION ALL
      SELECT unit.id, unit.parent_id, unit.name, up.height + 1 FROM unit JOIN up ON unit.id = up.parent_id
    )
    SELECT name FROM up ORDER BY height DESC`
  return units.map(({ name }) => name)
}

/** Units with their depth, each followed by its sub-units, by name. */
export function inTree<Unit extends Node>(units: Unit[]): (Unit & { depth: number })[] {
  const below = new Map<bigint | null, Unit[]>()
  for (const unit of units.toSorted((a, b) => a.name.localeCompare(b.name, 'id')))
    below.set(unit.parentId, [...(below.get(unit.parentId) ?? []), unit])
  const branch = (parent: bigint | null, depth: number): (Unit & { depth: number })[] =>
    (below.get(parent) ?? []).flatMap((unit) => [{ ...unit, depth }, ...branch(unit.id, depth + 1)])
  return branch(null, 0)
}

/** The unit that a typed name means: that name, or the only one that has it as a part; undefined: none, or several. */
export function unitNamed<Unit extends Node>(units: Unit[], text: string): Unit | undefined {
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return undefined
  const found = units.filter(({ name }) => name.toLowerCase().includes(wanted))
  // Sub-units of several units may have the same name, as every secretariat has.
  const exact = found.filter(({ name }) => name.toLowerCase() === wanted)
  const [only, ...others] = exact.length > 0 ? exact : found
  return others.length === 0 ? only : undefined
}

/** The chosen unit that a unit belongs to: itself, or the nearest above it; undefined: none. Numbers as text. */
export function coverOf<Unit extends Node>(units: Unit[], chosen: string[], id: bigint | null): Unit | undefined {
  const unit = units.find((one) => one.id === id)
  if (unit === undefined || chosen.includes(String(unit.id))) return unit
  return coverOf(units, chosen, unit.parentId)
}

/** Takes a unit out of those chosen, or adds it in the place of its sub-units, which it covers; in the order of `units`. */
export function toggleUnit(units: Node[], chosen: string[], id: bigint): string[] {
  const own = String(id)
  const next = chosen.includes(own) ? chosen.filter((one) => one !== own) : [...chosen, own]
  return units
    .filter((unit) => next.includes(String(unit.id)) && coverOf(units, next, unit.parentId) === undefined)
    .map((unit) => String(unit.id))
}

/** A unit in a list, moved in by its depth. */
export function unitLabel({ name, depth }: Pick<PlacedUnit, 'name' | 'depth'>): string {
  return depth === 0 ? name : `${'   '.repeat(depth - 1)}↳ ${name}`
}
