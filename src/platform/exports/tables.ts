import type { Cell, Column } from '../feature.ts'

/** The formats in which tables are written. */
export const formats = ['xlsx', 'csv'] as const
export type Format = (typeof formats)[number]

/** A table as it is written: plain data, for it goes into a thread. */
export interface Table {
  /** For machines, and in the names of files. */
  name: string
  title: string
  columns: { name: string; heading: string; type: Column['type'] }[]
}

/** What is said about the tables beside them, in words; it comes last, when the numbers of rows are known. */
export interface Explanation {
  title: string
  /** Who had them written and the like: what it is, and its value. */
  facts: [string, string][]
  /** The headings of the four things that are said of a column. */
  headings: [string, string, string, string]
  /** Each table with its columns: name, heading, what it says, type. */
  tables: { title: string; columns: [string, string, string, string][] }[]
}

/** What is written. */
export interface Plan {
  format: Format
  /** Of the file, without its ending; made of our words. */
  fileName: string
  /** Of the file that explains the others, without its ending. */
  explanationName: string
  tables: Table[]
  /** Packed into one archive, where the format has a file for each table. */
  isPacked: boolean
  /** Where moments are shown. */
  timeZone: string
  now: Date
  /** Most bytes of all files together. */
  limit: number
}

/** A file as it was written. */
export interface WrittenFile {
  name: string
  type: string
  bytes: Uint8Array<ArrayBuffer>
}

/** Takes the tables of a plan, each with its rows, one after the other. */
export interface Sink {
  /** Begins the next table. */
  open(table: Table): void
  /** Rows of the table begun last; resolves when there is room for more. */
  add(rows: Cell[][]): Promise<void>
  /** Bytes written so far. */
  size(): number
  close(explanation: Explanation): Promise<WrittenFile[]>
}

/** What the thread is told, one after the other; it answers each. */
export type Step =
  | { kind: 'table'; table: Table }
  | { kind: 'rows'; rows: Cell[][] }
  | { kind: 'end'; explanation: Explanation }
