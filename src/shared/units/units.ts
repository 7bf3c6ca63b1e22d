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
  return found.find(({ name }) => name.toLowerCase() === wanted) ?? (found.length === 1 ? found[0] : undefined)
}

/** A unit in a list, moved in by its depth. */
export function unitLabel({ name, depth }: Pick<PlacedUnit, 'name' | 'depth'>): string {
  return depth === 0 ? name : `${'   '.repeat(depth - 1)}↳ ${name}`
}
