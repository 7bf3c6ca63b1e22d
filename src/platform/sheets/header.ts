import type { Line } from './lines.ts'

/** The columns of a kind of table, and by which names they are known. */
export interface Vocabulary<Column extends string> {
  columns: readonly Column[]
  /** Without these nothing can be made of it. */
  needed: readonly Column[]
  /** Without spaces and marks, as systems and people write them, in both languages. */
  names: Record<Column, readonly string[]>
  /** A date of a spreadsheet is read with its time of day, where it has one. */
  keepsTimes?: boolean
}

/** The first line that names columns, and what it names. */
export interface Header<Column extends string> {
  line: number
  /** For each column that was found, its place among the cells. */
  places: Partial<Record<Column, number>>
  /** How each of them is called there. */
  titles: Partial<Record<Column, string>>
  /** All that stands in it. */
  names: string[]
  /** Two names that mean the same column. */
  twice: [string, string] | undefined
}

/** A title and an address may stand above the names of the columns. */
const mostAbove = 20

/** Finds the line with the needed columns, or else the one with the most; undefined: no line names any. */
export function findHeader<Column extends string>(
  lines: Line[],
  vocabulary: Vocabulary<Column>,
): Header<Column> | undefined {
  let best: Header<Column> | undefined
  for (const line of lines.slice(0, mostAbove)) {
    const header = readHeader(line, vocabulary)
    if (vocabulary.needed.every((column) => header.places[column] !== undefined)) return header
    if (placesIn(header) > (best === undefined ? 0 : placesIn(best))) best = header
  }
  return best
}

/** How many columns some lines name, at most in one of them: by that the right sheet, or the right delimiter, is known. */
export function countColumns<Column extends string>(lines: Line[], vocabulary: Vocabulary<Column>): number {
  const header = findHeader(lines, vocabulary)
  return header === undefined ? 0 : placesIn(header)
}

function placesIn<Column extends string>({ places }: Header<Column>): number {
  return Object.keys(places).length
}

function readHeader<Column extends string>({ number, cells }: Line, vocabulary: Vocabulary<Column>): Header<Column> {
  const texts = cells.map((cell) => (typeof cell === 'object' ? '' : String(cell).trim()))
  const places: Header<Column>['places'] = {}
  const titles: Header<Column>['titles'] = {}
  let twice: Header<Column>['twice']
  for (const [place, text] of texts.entries()) {
    const column = columnNamed(text, vocabulary)
    if (column === undefined) continue
    const before = places[column]
    if (before === undefined) {
      places[column] = place
      titles[column] = text
    } else twice ??= [texts[before] ?? '', text]
  }
  return { line: number, places, titles, names: texts.filter((text) => text !== ''), twice }
}

/** The column that a name means; what stands in brackets or after a slash is only an explanation. */
function columnNamed<Column extends string>(text: string, { columns, names }: Vocabulary<Column>): Column | undefined {
  const spellings = [text, ...text.split(/[(/]/, 1)].map((part) => part.toLowerCase().replaceAll(/[^a-z]/g, ''))
  const found = spellings.map((spelling) => columns.find((column) => names[column].includes(spelling)))
  return found.find((column) => column !== undefined)
}
