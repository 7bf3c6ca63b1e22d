import type { MadeFile } from '../../../platform/files/documents.ts'
import { joinHtml } from '../../../platform/html.ts'
import type { Html } from '../../../platform/html.ts'
import { writeDay } from '../../../platform/moments.ts'
import type { TextKey, Voice } from '../../../platform/texts.ts'
import * as sheets from '../../../shared/sheets/faults.ts'
import type { SheetFault } from '../../../shared/sheets/faults.ts'
import type { Column } from './columns.ts'
import type { Fault, Reading, Reason } from './written.ts'

export const columnKey: Record<Column, TextKey> = {
  code: 'trainings:columnCode',
  title: 'trainings:columnTitle',
  provider: 'trainings:columnProvider',
  start: 'trainings:columnStart',
  end: 'trainings:columnEnd',
  place: 'trainings:columnPlace',
  seats: 'trainings:columnSeats',
  audience: 'trainings:columnAudience',
  invites: 'trainings:columnInvites',
  approval: 'trainings:columnApproval',
  competence: 'trainings:columnCompetence',
  materials: 'trainings:columnMaterials',
  contact: 'trainings:columnContact',
  description: 'trainings:columnDescription',
}

const reasonKey: Record<Reason, TextKey> = {
  empty: 'trainings:faultEmpty',
  tooLong: 'sheets:tooLong',
  cellFault: 'sheets:cellFault',
  timeWrong: 'trainings:faultTime',
  timeMissing: 'trainings:faultNoTime',
  yearMissing: 'trainings:faultNoYear',
  dayMissing: 'trainings:faultNoDay',
  dayOther: 'trainings:faultOtherDay',
  allPast: 'trainings:faultAllPast',
  movedPast: 'trainings:faultMovedPast',
  endFirst: 'trainings:faultEndFirst',
  sessionLong: 'trainings:faultLong',
  sessionTwice: 'trainings:faultTwice',
  sessionsMany: 'trainings:faultMany',
  seatsWrong: 'trainings:faultSeats',
  yesNoWrong: 'trainings:faultYesNo',
  audienceUnknown: 'trainings:faultAudience',
  audienceEmpty: 'trainings:faultAudienceEmpty',
  roleUnknown: 'trainings:faultRole',
  unitUnknown: 'trainings:faultUnit',
  unitAmbiguous: 'trainings:faultUnits',
  differs: 'trainings:faultDiffers',
  propertyWrong: 'trainings:faultProperty',
  lineWrong: 'trainings:faultLine',
  zoneUnknown: 'trainings:faultZone',
  recurs: 'trainings:faultRecurs',
  recursEndless: 'trainings:faultEndless',
  recursOther: 'trainings:faultRecursOther',
}

/** The faults of a calendar, by line, and how to send it again. */
export function faultsText(voice: Voice, faults: Fault[]): Html {
  return sheets.faultsText(voice, said(voice, faults), voice.label('trainings:publishCommand'))
}

/** All faults as a table, when the chat does not show all of them. */
export function faultsFile(voice: Voice, faults: Fault[]): MadeFile | undefined {
  return sheets.faultsFile(voice, voice.label('trainings:faultsFile'), said(voice, faults))
}

/** Why nothing of a file could be read. */
export function obstacleText(voice: Voice, found: Exclude<Reading, { kind: 'list' }>): Html {
  if (found.kind === 'noEvents')
    return joinHtml([
      voice.t('sheets:unreadable'),
      voice.t(found.why === 'empty' ? 'trainings:eventsNone' : 'trainings:eventsDamaged'),
      voice.t('sheets:sendAgain', { command: voice.label('trainings:publishCommand') }),
    ])
  const missing = found.missing.map((column) => voice.label(columnKey[column]))
  return sheets.obstacleText(voice, found, missing, voice.label('trainings:publishCommand'))
}

function said(voice: Voice, faults: Fault[]): SheetFault[] {
  const words = { columns: columnKey, reasons: reasonKey }
  return sheets.wordFaults(voice, faults, words, ({ reason, other }) =>
    ['dayOther', 'allPast', 'movedPast'].includes(reason) ? writeDay(other, voice.language) : other,
  )
}
