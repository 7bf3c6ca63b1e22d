import { ArchiveTooLarge } from '../../platform/files/archive.ts'
import type { Fault, Obstacle, Reading } from './findings.ts'
import { readMarkdown } from './markdown.ts'
import { readWord } from './word.ts'
import { Unreadable } from '../../platform/word/parts.ts'

/** Bytes of a Markdown file: five hundred pages. */
const longestText = 1024 * 1024

/** Reads a policy, Markdown or Word by its content, whatever its name. Runs in a thread, for it may take long. */
export async function readPolicy(bytes: Uint8Array<ArrayBuffer>): Promise<Reading> {
  try {
    const obstacle = obstacleOf(bytes)
    if (obstacle !== undefined) return { kind: 'unreadable', why: obstacle }
    return await (begins(bytes, zip) ? readWord(bytes) : readText(bytes))
  } catch (error) {
    if (error instanceof Unreadable) return { kind: 'unreadable', why: error.why }
    // Thousands of things inside of each other.
    if (error instanceof ArchiveTooLarge || error instanceof RangeError) return { kind: 'unreadable', why: 'tooLarge' }
    throw error
  }
}

const zip = 'PK\u0003\u0004'
const utf16 = { little: '\u00FF\u00FE', big: '\u00FE\u00FF' }

function begins(bytes: Uint8Array, mark: string): boolean {
  return Buffer.from(bytes.subarray(0, mark.length)).toString('latin1') === mark
}

/** What the file is that is neither a text nor an archive. */
function obstacleOf(bytes: Uint8Array): Obstacle | undefined {
  const start = Buffer.from(bytes.subarray(0, 2000)).toString('latin1')
  if (begins(bytes, '\u00D0\u00CF\u0011\u00E0')) {
    const has = (name: string) => Buffer.from(bytes).includes(Buffer.from(name, 'utf16le'))
    if (has('EncryptedPackage')) return 'protected'
    return has('WordDocument') ? 'oldWord' : 'otherType'
  }
  if (start.startsWith('%PDF')) return 'pdf'
  if (start.startsWith('{\\rtf')) return 'richText'
  if (/^(?:\u00EF\u00BB\u00BF)?\s*<(?:!doctype|html|head|body)/i.test(start)) return 'webPage'
  if (begins(bytes, zip) || begins(bytes, utf16.little) || begins(bytes, utf16.big)) return undefined
  // No text has these.
  return bytes.includes(0) ? 'otherType' : undefined
}

async function readText(bytes: Uint8Array): Promise<Reading> {
  if (bytes.length > longestText) return { kind: 'unreadable', why: 'tooLarge' }
  const text = decode(bytes)
  const fault = (line: number | null, reason: Fault['reason'], value = ''): Reading => ({
    kind: 'faulty',
    format: 'markdown',
    faults: [{ line, reason, value, other: '' }],
    units: [],
  })
  if (typeof text !== 'string') return fault(text.line, 'notUtf8', text.written)
  if (text.includes('\0')) return { kind: 'unreadable', why: 'otherType' }
  return text.trim() === '' ? fault(null, 'fileEmpty') : readMarkdown(text)
}

/** The text, UTF-8 or UTF-16, else the first line that is neither. */
function decode(bytes: Uint8Array): string | { line: number; written: string } {
  if (begins(bytes, utf16.little)) return new TextDecoder('utf-16le').decode(bytes)
  if (begins(bytes, utf16.big)) return new TextDecoder('utf-16be').decode(bytes)
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    return decoder.decode(bytes)
  } catch {
    const lines = Buffer.from(bytes)
      .toString('latin1')
      .split(/\r\n|\r|\n/)
    const line = lines.findIndex((one) => !isUtf8(Buffer.from(one, 'latin1')))
    return { line: line + 1, written: (lines[line] ?? '').trim() }
  }

  function isUtf8(line: Uint8Array): boolean {
    try {
      decoder.decode(line)
      return true
    } catch {
      return false
    }
  }
}
