import { CsvError, parse } from 'csv-parse/sync'
import { countColumns } from './header.ts'
import type { Vocabulary } from './header.ts'
import type { Line } from './lines.ts'

/** A quoted value has no end: it begins in this line, or the next that is not empty. */
export class OpenQuote extends Error {
  override name = 'OpenQuote'
  readonly line: number

  constructor(line: number) {
    super(`The quote in line ${line} is not closed`)
    this.line = line
  }
}

const delimiters = [';', ',', '\t']
/** Where the columns are named, or nowhere. */
const beginning = 40

/** The lines of a CSV file: UTF-8, UTF-16 or Windows-1252; `;`, `,` or tab between the values. Throws OpenQuote. */
export function readDelimited<Column extends string>(bytes: Uint8Array, vocabulary: Vocabulary<Column>): Line[] {
  // One kind of line end, for a line is counted by it also within quotes.
  const text = decode(bytes).replaceAll(/\r\n?/g, '\n')
  return split(text, delimiterOf(text, vocabulary))
}

/** The text of bytes whose encoding nobody tells. */
function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // What Excel has written for decades. Node's own decoder of that name leaves out what it has beyond Latin-1.
    return Buffer.from(bytes)
      .toString('latin1')
      .replaceAll(/[\u0080-\u009F]/g, (letter) => windows[letter.charCodeAt(0) - 0x80] ?? letter)
  }
}

/** The characters of Windows-1252 from 0x80 to 0x9F; a space where it has none. */
const windows = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ'

/** The mark by which most columns are found; Excel may name it in a first line "sep=;". */
function delimiterOf<Column extends string>(text: string, vocabulary: Vocabulary<Column>): string {
  const named = /^sep=(.)\n/i.exec(text)?.[1]
  if (named !== undefined) return named
  const start = text.split('\n', beginning).join('\n')
  const counts = delimiters.map((delimiter) => ({
    delimiter,
    found: countColumns(attempt(start, delimiter), vocabulary),
  }))
  return counts.reduce((best, one) => (one.found > best.found ? one : best)).delimiter
}

/** What can be read of a text that may end within quotes. */
function attempt(text: string, delimiter: string): Line[] {
  const lines: Line[] = []
  try {
    split(text, delimiter, lines)
  } catch (error) {
    if (!(error instanceof OpenQuote)) throw error
  }
  return lines
}

function split(text: string, delimiter: string, lines: Line[] = []): Line[] {
  // Those read so far; a value may hold line ends.
  let read = 0
  const options = { delimiter, record_delimiter: '\n', relax_column_count: true, relax_quotes: true }
  try {
    parse(text, {
      ...options,
      on_record(cells: string[], context) {
        lines.push({ number: read + 1, cells })
        read = context.lines
        return null
      },
    })
  } catch (error) {
    if (error instanceof CsvError && error.code === 'CSV_QUOTE_NOT_CLOSED') throw new OpenQuote(read + 1)
    throw error
  }
  return lines
}
