import type { MadeFile } from '../../platform/files/documents.ts'
import type { Html } from '../../platform/html.ts'
import type { Unreadable } from '../../platform/sheets/table.ts'
import type { TextKey, Voice } from '../../platform/texts.ts'
import * as sheets from '../../shared/sheets/faults.ts'
import type { SheetFault } from '../../shared/sheets/faults.ts'
import type { Column } from './columns.ts'
import type { Fault, Reason } from './findings.ts'

export const columnKey: Record<Column, TextKey> = {
  nip: 'roster:nip',
  name: 'roster:name',
  unit: 'roster:unit',
  position: 'roster:position',
  phone: 'roster:phone',
}

const reasonKey: Record<Reason, TextKey> = {
  nipEmpty: 'roster:nipEmpty',
  nipDigits: 'roster:nipDigits',
  nipNumber: 'roster:nipNumber',
  nipScientific: 'roster:nipScientific',
  nipTwice: 'roster:nipTwice',
  nameEmpty: 'roster:nameEmpty',
  unitEmpty: 'roster:unitEmpty',
  unitDeep: 'roster:unitDeep',
  phoneWrong: 'roster:phoneWrong',
  phoneTwice: 'roster:phoneTwice',
  phoneTaken: 'roster:phoneTaken',
  tooLong: 'sheets:tooLong',
  cellFault: 'sheets:cellFault',
}

/** The faults of a list, by line, and how to send it again. */
export function faultsText(voice: Voice, faults: Fault[]): Html {
  const isRounded = faults.some(({ reason }) => reason === 'nipNumber' || reason === 'nipScientific')
  const cure = isRounded ? voice.t('roster:roundedCure') : undefined
  return sheets.faultsText(voice, said(voice, faults), voice.label('roster:importCommand'), cure)
}

/** All faults as a table, when the chat does not show all of them. */
export function faultsFile(voice: Voice, id: bigint, faults: Fault[]): MadeFile | undefined {
  return sheets.faultsFile(voice, voice.label('roster:faultsFile', { number: String(id) }), said(voice, faults))
}

/** Why nothing of a file could be read. */
export function obstacleText(voice: Voice, found: Unreadable<Column>): Html {
  const missing = found.missing.map((column) => voice.label(columnKey[column]))
  return sheets.obstacleText(voice, found, missing, voice.label('roster:importCommand'))
}

function said(voice: Voice, faults: Fault[]): SheetFault[] {
  const words = { columns: columnKey, reasons: reasonKey }
  return sheets.wordFaults(voice, faults, words)
}
