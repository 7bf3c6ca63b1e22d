import { z } from 'zod'
import { months } from '../../platform/momentWords.ts'
import { find, readAudience } from '../../shared/audiences/written.ts'
import type { Names } from '../../shared/audiences/written.ts'
import type { Document } from './document.ts'
import type { Fault } from './findings.ts'

/** What a file says about itself: a key with its value, as they are written. */
export interface Entry {
  line: number
  key: string
  /** null: neither a text nor names of something. */
  value: string | Names | null
}

type Report = (reason: Fault['reason'], value: string) => void

export type Heading = Pick<Document, 'title' | 'summary' | 'audience' | 'effective'>

const mostTitle = 200
const mostSummary = 1000

const keys: Record<string, keyof Heading> = {
  title: 'title',
  judul: 'title',
  summary: 'summary',
  ringkasan: 'summary',
  audience: 'audience',
  sasaran: 'audience',
  effective: 'effective',
  berlaku: 'effective',
}

/** Whether a file may say this about itself. */
export function isKey(key: string): boolean {
  return find(keys, key) !== undefined
}

/** Reads what a file says about itself; only a title has to be there, else there is a fault at the line that is given. */
export function readEntries(entries: Entry[], titleAt: number | null, faults: Fault[]): Heading {
  const heading: Heading = { title: '', summary: '', audience: null, effective: null }
  const lines = new Map<keyof Heading, number>()
  for (const { line, key: written, value } of entries) {
    const fault = (reason: Fault['reason'], shown: string, other = '') =>
      faults.push({ line, reason, value: shown, other })
    const key = find(keys, written)
    if (key === undefined) {
      fault('keyUnknown', written)
      continue
    }
    const before = lines.get(key)
    lines.set(key, before ?? line)
    if (before !== undefined) fault('keyTwice', written, String(before))
    else if (key === 'audience') {
      const audience = readAudience(value, fault)
      if (audience !== null) heading.audience = { line, value: audience }
    } else if (typeof value !== 'string') fault('valueWrong', written)
    else if (key === 'effective') heading.effective = readDay(value.trim(), fault)
    else if (key === 'title') {
      heading.title = value.replaceAll(/\s+/g, ' ').trim()
      if (heading.title.length > mostTitle) fault('titleLong', heading.title, String(mostTitle))
    } else {
      heading.summary = value.replaceAll(/[^\S\n]+/g, ' ').trim()
      if (heading.summary.length > mostSummary) fault('summaryLong', heading.summary, String(mostSummary))
    }
  }
  const title = entries.find(({ key }) => find(keys, key) === 'title')
  if (heading.title === '' && title?.value !== null && typeof title?.value !== 'object')
    faults.push({ line: title?.line ?? titleAt, reason: 'titleMissing', value: '', other: '' })
  return heading
}

/** A day as YYYY-MM-DD, of "2027-01-04", "4 Januari 2027", "4/1/2027" or "04-01-2027". */
function readDay(text: string, fault: Report): string | null {
  if (text === '') return null
  const [, day = '', name = '', year = ''] =
    /^(\d{1,2})(?:\s+|[/.-])(\p{L}+|\d{1,2})(?:\.?\s+|[/.-])(\d{4})$/u.exec(text) ?? []
  const month = /^\d+$/.test(name) ? name : find(months, name)
  const written = month === undefined ? text : `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`
  if (!/^\d{4}-\d{2}-\d{2}$/.test(written)) fault('dateUnknown', text)
  else if (z.iso.date().safeParse(written).success) return written
  else fault('dateImpossible', text)
  return null
}
