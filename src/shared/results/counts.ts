/**
 * A cell of a table: how many people, and ways in which they are broken down. The children of one way are disjoint; whom
 * none of them holds is a rest, which is never shown. A way stands at one level of the table only, such as answers below
 * units: answers of all beside answers of each unit could be subtracted from each other crosswise, and are refused.
 */
export interface Counts {
  name: string
  count: number
  groups?: { by: string; children: Counts[] }[]
}

/** How many of a cell are in none of its children. */
export function remainder(cell: Counts | undefined, children: Counts[]): number {
  return children.reduce((left, { count }) => left - count, cell?.count ?? 0)
}

/** The cell of that name. */
export function named<Cell extends Counts>(cells: Cell[], name: string): Cell | undefined {
  return cells.find((cell) => cell.name === name)
}

/** Refuses what is no table: then counts could be subtracted in ways that nothing here looks at. */
export function demandTable(
  { name, count, groups = [] }: Counts,
  above: string[] = [],
  ways = new Map<string, string>(),
): void {
  if (!Number.isInteger(count) || count < 0) throw new RangeError(`"${name}" counts ${count} people`)
  for (const { by, children } of groups) {
    const way = [...above, by].join(' > ')
    if ((ways.get(by) ?? way) !== way) throw new RangeError(`"${name}" is broken down by ${way} and by ${ways.get(by)}`)
    ways.set(by, way)
    if (new Set(children.map((child) => child.name)).size < children.length)
      throw new RangeError(`Two parts of "${name}" by ${by} have the same name`)
    if (remainder({ name, count }, children) < 0)
      throw new RangeError(`The parts of "${name}" by ${by} are not disjoint`)
    for (const child of children) demandTable(child, [...above, by], ways)
  }
}
