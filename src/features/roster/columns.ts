/** The columns of a staff list. */
export const columns = ['nip', 'name', 'unit', 'position', 'phone'] as const
export type Column = (typeof columns)[number]

/** Without these a list cannot be applied. */
export const needed: readonly Column[] = ['nip', 'name', 'unit']

/** A value as the file holds it: a number only where a spreadsheet stores one, `fault` for what a formula could not give. */
export type Cell = string | number | { fault: string }

/** A line of the file, counted as its program counts them, from 1. */
export interface Line {
  number: number
  cells: Cell[]
}

/** Where the columns stand: for each that was found, its place among the cells. */
export type Places = Partial<Record<Column, number>>

/** The first line that names columns, and what it names. */
export interface Header {
  line: number
  places: Places
  /** All that stands in it. */
  names: string[]
  /** Two names that mean the same column. */
  twice: [string, string] | undefined
}

/** Names of the columns without spaces and marks, as SIMPEG, its exports and people write them, in both languages. */
const names: Record<Column, string[]> = {
  nip: ['nip', 'nipbaru', 'nipnrp', 'nomorindukpegawai', 'nonip', 'employeenumber', 'employeeid', 'staffnumber'],
  name: ['nama', 'namalengkap', 'namapegawai', 'namaasn', 'namapns', 'name', 'fullname'],
  unit: [
    'unit',
    'unitkerja',
    'unitorganisasi',
    'perangkatdaerah',
    'satuankerja',
    'satker',
    'opd',
    'skpd',
    'instansi',
    'organisasi',
    'workunit',
    'department',
  ],
  position: ['jabatan', 'namajabatan', 'position', 'jobtitle'],
  phone: [
    'telepon',
    'telp',
    'notelp',
    'notelepon',
    'nomortelepon',
    'hp',
    'nohp',
    'nomorhp',
    'nohandphone',
    'nomorhandphone',
    'handphone',
    'ponsel',
    'nomorponsel',
    'wa',
    'nowa',
    'whatsapp',
    'nowhatsapp',
    'phone',
    'phonenumber',
    'mobile',
    'mobilephone',
  ],
}
const columnOf = new Map(columns.flatMap((column) => names[column].map((name) => [name, column] as const)))

/** A title and an address may stand above the names of the columns. */
const mostAbove = 20

/** Finds the line with the needed columns, or else the one with the most; undefined: no line names any. */
export function findHeader(lines: Line[]): Header | undefined {
  let best: Header | undefined
  for (const line of lines.slice(0, mostAbove)) {
    const header = readHeader(line)
    if (needed.every((column) => header.places[column] !== undefined)) return header
    if (countOf(header) > (best === undefined ? 0 : countOf(best))) best = header
  }
  return best
}

/** How many columns it names. */
export function countOf({ places }: Header): number {
  return Object.keys(places).length
}

function readHeader({ number, cells }: Line): Header {
  const texts = cells.map((cell) => (typeof cell === 'object' ? '' : String(cell).trim()))
  const places: Places = {}
  let twice: Header['twice']
  for (const [place, text] of texts.entries()) {
    const column = columnNamed(text)
    if (column === undefined) continue
    const before = places[column]
    if (before === undefined) places[column] = place
    else twice ??= [texts[before] ?? '', text]
  }
  return { line: number, places, names: texts.filter((text) => text !== ''), twice }
}

/** The column that a name means; what stands in brackets or after a slash is only an explanation. */
function columnNamed(text: string): Column | undefined {
  const spellings = [text, ...text.split(/[(/]/, 1)].map((part) => part.toLowerCase().replaceAll(/[^a-z]/g, ''))
  return spellings.map((spelling) => columnOf.get(spelling)).find((column) => column !== undefined)
}
