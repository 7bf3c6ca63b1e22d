import type { MadeFile } from '../../../platform/files/documents.ts'
import type { Html } from '../../../platform/html.ts'
import type { Unreadable } from '../../../platform/sheets/table.ts'
import type { TextKey, Voice } from '../../../platform/texts.ts'
import * as sheets from '../../../shared/sheets/faults.ts'
import type { SheetFault } from '../../../shared/sheets/faults.ts'
import type { Column } from './columns.ts'
import type { Fault, Reason } from './findings.ts'

export const columnKey: Record<Column, TextKey> = {
  position: 'trainings:pathPosition',
  place: 'trainings:pathPlace',
  kind: 'trainings:pathKind',
  competence: 'trainings:pathCompetence',
}

const reasonKey: Record<Reason, TextKey> = {
  empty: 'trainings:pathEmpty',
  tooLong: 'sheets:tooLong',
  cellFault: 'sheets:cellFault',
  placeWrong: 'trainings:pathPlaceWrong',
  placeTwice: 'trainings:pathPlaceTwice',
  kindWrong: 'trainings:pathKindWrong',
  twice: 'trainings:pathTwice',
  many: 'trainings:pathMany',
}

/** The faults of a file, by line, and how to send it again. */
export function faultsText(voice: Voice, faults: Fault[]): Html {
  return sheets.faultsText(voice, wordsOf(voice, faults), voice.label('trainings:publishCommand'))
}

/** All faults as a table, when the chat does not show all of them. */
export function faultsFile(voice: Voice, faults: Fault[]): MadeFile | undefined {
  return sheets.faultsFile(voice, voice.label('trainings:pathFaultsFile'), wordsOf(voice, faults))
}

/** Why nothing of a file could be read. */
export function obstacleText(voice: Voice, found: Unreadable<Column>): Html {
  const missing = found.missing.map((column) => voice.label(columnKey[column]))
  return sheets.obstacleText(voice, found, missing, voice.label('trainings:publishCommand'))
}

function wordsOf(voice: Voice, faults: Fault[]): SheetFault[] {
  const words = { columns: columnKey, reasons: reasonKey }
  return sheets.wordFaults(voice, faults, words)
}
