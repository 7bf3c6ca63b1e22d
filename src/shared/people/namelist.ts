import type { Html } from '../../platform/html.ts'

/** Somebody on the roster; the unit from the top, such as "Dinas Kesehatan / Bidang P2P". */
export interface Placed {
  name: string
  unit: string
}

/** How many names are told in chat. */
export const mostNames = 50
/** Leaves room in a message of 4096 characters for what stands around the names. */
const mostCharacters = 3200

/** As many of the names as are told in chat, below their units, and how many they are; the list is sorted by unit. */
export function namesByUnit<Person extends Placed>(
  people: Person[],
  { unitLine, nameLine }: { unitLine(unit: string): Html; nameLine(person: Person): Html },
): { lines: Html[]; count: number } {
  const lines: Html[] = []
  let length = 0
  let count = 0
  let unit: string | undefined
  for (const one of people.slice(0, mostNames)) {
    const added = [...(one.unit === unit ? [] : [unitLine(one.unit)]), nameLine(one)]
    length += added.join('\n').length + 1
    if (length > mostCharacters) break
    lines.push(...added)
    unit = one.unit
    count++
  }
  return { lines, count }
}
