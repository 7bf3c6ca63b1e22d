import ICAL from 'ical.js'
import { Temporal } from 'temporal-polyfill'
import type { Reason } from './written.ts'

/** A line of a calendar that cannot be read. */
export interface Unread {
  line: number
  /** Its property, in small letters; empty: it is none. */
  name: string
  reason: Extract<Reason, 'propertyWrong' | 'lineWrong' | 'dayMissing'>
  value: string
  /** Of which event it is, by its number in the file; undefined: of a zone. */
  event: number | undefined
}

/** What a line says, unfolded, and the lines of the file that it takes. */
interface Content {
  text: string
  line: number
  rows: string[]
}

/**
 * A calendar without the lines that the parser throws at or takes for another day; those of events and zones are given, for
 * on others, such as an alarm's, nothing depends.
 */
export function readableLines(text: string): { text: string; unread: Unread[] } {
  const unread: Unread[] = []
  const kept: string[] = []
  const parts: string[] = []
  let events = 0
  for (const { text: content, line, rows } of unfold(text)) {
    const [, mark = '', part = ''] = /^(BEGIN|END):(.*)$/i.exec(content.trim()) ?? []
    const isBegin = mark.toUpperCase() === 'BEGIN'
    if (isBegin) parts.push(part.toUpperCase())
    else if (mark !== '') parts.pop()
    if (isBegin && part.toUpperCase() === 'VEVENT') events++
    const wrong = mark === '' && content.trim() !== '' ? judge(content) : undefined
    if (wrong === undefined) kept.push(...rows)
    else if (parts.at(-1) === 'VEVENT') unread.push({ ...wrong, line, event: events - 1 })
    else if (parts.includes('VTIMEZONE')) unread.push({ ...wrong, line, event: undefined })
  }
  return { text: kept.join('\r\n'), unread }
}

/** A long line goes on in those after it that begin with a space. */
function unfold(text: string): Content[] {
  const found: Content[] = []
  for (const [index, row] of text.split(/\r\n?|\n/).entries()) {
    const open = found.at(-1)
    if (/^[ \t]/.test(row) && open !== undefined) {
      open.text += row.slice(1)
      open.rows.push(row)
    } else found.push({ text: row, line: index + 1, rows: [row] })
  }
  return found
}

function judge(content: string): Pick<Unread, 'name' | 'reason' | 'value'> | undefined {
  const name = /^[\w-]+(?=[;:])/.exec(content)?.[0].toLowerCase() ?? ''
  const value = name === '' ? content.trim() : content.slice(content.indexOf(':') + 1).trim()
  try {
    const parsed: unknown = ICAL.parse.property(content)
    if (!Array.isArray(parsed)) return undefined
    const [, , , ...values]: unknown[] = parsed
    for (const one of values) {
      const reason = judgeMoments(one)
      if (reason !== undefined) return { name, reason, value }
    }
    // Some are only looked at when they are asked for.
    new ICAL.Property(parsed).getValues()
    return undefined
  } catch {
    return { name, reason: name === '' ? 'lineWrong' : 'propertyWrong', value }
  }
}

/** Moments that the parser would carry over to another day, also the one until which something recurs. */
function judgeMoments(value: unknown): 'dayMissing' | 'propertyWrong' | undefined {
  const until = typeof value === 'object' && value !== null && 'until' in value ? value.until : undefined
  const texts: unknown[] = Array.isArray(value) ? value : [until ?? value]
  for (const text of texts) {
    const [, date = '', hours = '0', minutes = '0', seconds = '0'] =
      (typeof text === 'string' && /^(\d{4}-\d\d-\d\d)(?:T(\d\d):(\d\d):(\d\d)Z?)?$/.exec(text)) || []
    if (date === '') continue
    if (!isDay(date)) return 'dayMissing'
    if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 60) return 'propertyWrong'
  }
  return undefined
}

function isDay(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text
  } catch {
    return false
  }
}
