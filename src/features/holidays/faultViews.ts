import type { MadeFile } from '../../platform/files/documents.ts'
import type { Html } from '../../platform/html.ts'
import { writeDay } from '../../platform/moments.ts'
import type { Unreadable } from '../../platform/sheets/table.ts'
import type { TextKey, Voice } from '../../platform/texts.ts'
import * as sheets from '../../shared/sheets/faults.ts'
import type { SheetFault } from '../../shared/sheets/faults.ts'
import type { Column } from './columns.ts'
import type { Fault, Reason } from './findings.ts'

export const columnKey: Record<Column, TextKey> = {
  day: 'holidays:day',
  name: 'holidays:name',
  kind: 'holidays:kind',
}

const reasonKey: Record<Reason, TextKey> = {
  dayEmpty: 'holidays:dayEmpty',
  dayWrong: 'holidays:dayWrong',
  dayYearless: 'holidays:dayYearless',
  dayMissing: 'holidays:dayMissing',
  dayOther: 'holidays:dayOther',
  dayFar: 'holidays:dayFar',
  dayTwice: 'holidays:dayTwice',
  yearFull: 'holidays:yearFull',
  nameEmpty: 'holidays:nameEmpty',
  kindWrong: 'holidays:kindWrong',
  tooLong: 'sheets:tooLong',
  cellFault: 'sheets:cellFault',
}

/** The faults of a list, by line, and how to send it again. */
export function faultsText(voice: Voice, faults: Fault[]): Html {
  return sheets.faultsText(voice, said(voice, faults), voice.label('holidays:command'))
}

/** All faults as a table, when the chat does not show all of them. */
export function faultsFile(voice: Voice, faults: Fault[]): MadeFile | undefined {
  return sheets.faultsFile(voice, voice.label('holidays:faultsFile'), said(voice, faults))
}

/** Why nothing of a file could be read. */
export function obstacleText(voice: Voice, found: Unreadable<Column>): Html {
  const missing = found.missing.map((column) => voice.label(columnKey[column]))
  return sheets.obstacleText(voice, found, missing, voice.label('holidays:command'))
}

function said(voice: Voice, faults: Fault[]): SheetFault[] {
  const words = { columns: columnKey, reasons: reasonKey }
  return sheets.wordFaults(voice, faults, words, ({ reason, other }) =>
    reason === 'dayOther' ? writeDay(other, voice.language) : other,
  )
}
