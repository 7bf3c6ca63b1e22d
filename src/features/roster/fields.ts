import { normalPhone } from '../../shared/people/phone.ts'
import { clean } from '../../platform/sheets/lines.ts'
import type { Cell } from '../../platform/sheets/lines.ts'
import type { Reason } from './findings.ts'

/** A value that was read, or why it cannot be taken. */
export type Field<Value> = { value: Value } | { reason: Reason; other?: string }

const mostLetters = 200
const mostUnits = 6

/** 18 digits, in any grouping; what a spreadsheet has rounded is refused. */
export function readNip(cell: Cell): Field<string> {
  if (typeof cell === 'number') return { reason: 'nipNumber' }
  const text = clean(cell).replace(/^="(.*)"$/, '$1')
  if (text === '') return { reason: 'nipEmpty' }
  if (/^\d(?:[.,]\d+)?e\+?\d+$/i.test(text)) return { reason: 'nipScientific' }
  const digits = text.replaceAll(/[\s.'’‘`\p{Pd}]/gu, '')
  return /^\d{18}$/.test(digits) ? { value: digits } : { reason: 'nipDigits', other: String(digits.length) }
}

export function readName(cell: Cell): Field<string> {
  const text = clean(cell)
  return text === '' ? { reason: 'nameEmpty' } : short(text)
}

/** Names of the unit and its sub-units, from the top. */
export function readUnits(cell: Cell): Field<string[]> {
  const units = clean(cell)
    .split('/')
    .map((name) => name.trim())
    .filter((name) => name !== '')
  if (units.length === 0) return { reason: 'unitEmpty' }
  if (units.length > mostUnits) return { reason: 'unitDeep', other: String(mostUnits) }
  const long = units.find((name) => 'reason' in short(name))
  return long === undefined ? { value: units } : { reason: 'tooLong', other: String(mostLetters) }
}

export function readPosition(cell: Cell): Field<string | null> {
  const text = clean(cell)
  return text === '' ? { value: null } : short(text)
}

export function readPhone(cell: Cell): Field<string | null> {
  const text = clean(cell).replace(/^['’‘`]/, '')
  if (text === '') return { value: null }
  const phone = normalPhone(text)
  return phone === null ? { reason: 'phoneWrong' } : { value: phone }
}

function short(text: string): Field<string> {
  return Array.from(text).length > mostLetters ? { reason: 'tooLong', other: String(mostLetters) } : { value: text }
}
