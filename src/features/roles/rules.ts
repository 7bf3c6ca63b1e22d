/** What somebody is looked for by. */
export type Query = { digits: string } | { words: string[] }

/** Reads what was typed: a NIP or a phone number, or parts of a name; null when it is too short to look for. */
export function readQuery(text: string): Query | null {
  if (/^\+?[\d\s().-]+$/.test(text)) {
    const digits = text.replaceAll(/\D/g, '')
    return digits.length >= 8 ? { digits } : null
  }
  const words = text.split(/\s+/).filter((word) => word !== '')
  return words.some((word) => Array.from(word).length >= 2) ? { words } : null
}

/** A text in which ILIKE finds no wildcard. */
export function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, String.raw`\$&`)
}

interface Node {
  id: bigint
  parentId: bigint | null
  name: string
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
