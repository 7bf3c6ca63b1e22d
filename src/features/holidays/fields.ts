import { clean } from '../../platform/sheets/lines.ts'
import type { Cell } from '../../platform/sheets/lines.ts'
import type { Reason } from './findings.ts'

/** A value that was read, or why it cannot be taken. */
export type Field<Value> = { value: Value } | { reason: Reason; other?: string }

const mostLetters = 120
const joint = /^(cuti ?bersama|cuti|joint ?(leave|holiday)?|collective ?leave)$/
const national = /^((hari )?libur( nasional)?|nasional|(national|public)( holiday)?|holiday)$/

/** What a day is called. */
export function readName(cell: Cell): Field<string> {
  const text = clean(cell)
  if (text === '') return { reason: 'nameEmpty' }
  return Array.from(text).length > mostLetters ? { reason: 'tooLong', other: String(mostLetters) } : { value: text }
}

/** Whether it is joint leave; null: the list does not say it. */
export function readKind(cell: Cell): Field<boolean | null> {
  const text = clean(cell)
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, ' ')
    .trim()
  if (clean(cell) === '') return { value: null }
  if (joint.test(text)) return { value: true }
  return national.test(text) ? { value: false } : { reason: 'kindWrong' }
}

/** Whether a day's name says that it is joint leave. */
export function soundsJoint(name: string): boolean {
  return /cuti bersama|joint leave|collective leave/i.test(name)
}
