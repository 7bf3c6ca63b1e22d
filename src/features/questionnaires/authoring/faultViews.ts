import type { MadeFile } from '../../../platform/files/documents.ts'
import type { Html } from '../../../platform/html.ts'
import type { Unreadable } from '../../../platform/sheets/table.ts'
import type { TextKey, Voice } from '../../../platform/texts.ts'
import type { SheetColumn } from '../../../shared/questionnaires/source/columns.ts'
import type { Fault, Reason } from '../../../shared/questionnaires/source/findings.ts'
import * as sheets from '../../../shared/sheets/faults.ts'
import type { SheetFault } from '../../../shared/sheets/faults.ts'

export const columnKey: Record<SheetColumn, TextKey> = {
  name: 'questionnaires:columnName',
  value: 'questionnaires:columnValue',
  valueEn: 'questionnaires:columnValueEn',
  key: 'questionnaires:columnKey',
  kind: 'questionnaires:columnKind',
  text: 'questionnaires:columnText',
  textEn: 'questionnaires:columnTextEn',
  help: 'questionnaires:columnHelp',
  helpEn: 'questionnaires:columnHelpEn',
  options: 'questionnaires:columnOptions',
  optionsEn: 'questionnaires:columnOptionsEn',
  ends: 'questionnaires:columnEnds',
  endsEn: 'questionnaires:columnEndsEn',
  min: 'questionnaires:columnMin',
  max: 'questionnaires:columnMax',
  unit: 'questionnaires:columnUnit',
  unitEn: 'questionnaires:columnUnitEn',
  notApplicable: 'questionnaires:columnNotApplicable',
  optional: 'questionnaires:columnOptional',
  when: 'questionnaires:columnWhen',
  right: 'questionnaires:columnRight',
  points: 'questionnaires:columnPoints',
  role: 'questionnaires:columnRole',
}

const reasonKey: Record<Reason, TextKey> = {
  fileEmpty: 'questionnaires:faultFileEmpty',
  notUtf8: 'questionnaires:faultNotUtf8',
  yamlWrong: 'questionnaires:faultYamlWrong',
  yamlTab: 'questionnaires:faultYamlTab',
  notSettings: 'questionnaires:faultNotSettings',
  aliasUsed: 'questionnaires:faultAliasUsed',
  keyUnknown: 'questionnaires:faultKeyUnknown',
  keyTwice: 'questionnaires:faultKeyTwice',
  textWanted: 'questionnaires:faultTextWanted',
  listWanted: 'questionnaires:faultListWanted',
  settingsWanted: 'questionnaires:faultSettingsWanted',
  languageWanted: 'questionnaires:faultLanguageWanted',
  languageUnknown: 'questionnaires:faultLanguageUnknown',
  yesNoWanted: 'questionnaires:faultYesNoWanted',
  numberWanted: 'questionnaires:faultNumberWanted',
  cellFault: 'questionnaires:faultCellFault',
  titleMissing: 'questionnaires:faultTitleMissing',
  textMissing: 'questionnaires:faultTextMissing',
  textLong: 'questionnaires:faultTextLong',
  useUnknown: 'questionnaires:faultUseUnknown',
  audienceUnknown: 'questionnaires:faultAudienceUnknown',
  audienceEmpty: 'questionnaires:faultAudienceEmpty',
  roleUnknown: 'questionnaires:faultRoleUnknown',
  unitUnknown: 'questionnaires:faultUnitUnknown',
  unitAmbiguous: 'questionnaires:faultUnitAmbiguous',
  scheduleUnknown: 'questionnaires:faultScheduleUnknown',
  openUnknown: 'questionnaires:faultOpenUnknown',
  remindersWrong: 'questionnaires:faultRemindersWrong',
  indexUnknown: 'questionnaires:faultIndexUnknown',
  indexValues: 'questionnaires:faultIndexValues',
  nameWrong: 'questionnaires:faultNameWrong',
  nameTwice: 'questionnaires:faultNameTwice',
  questionsMissing: 'questionnaires:faultQuestionsMissing',
  questionsMany: 'questionnaires:faultQuestionsMany',
  kindMissing: 'questionnaires:faultKindMissing',
  kindUnknown: 'questionnaires:faultKindUnknown',
  unfitting: 'questionnaires:faultUnfitting',
  endsTwo: 'questionnaires:faultEndsTwo',
  pairsUneven: 'questionnaires:faultPairsUneven',
  optionsFew: 'questionnaires:faultOptionsFew',
  optionsMany: 'questionnaires:faultOptionsMany',
  optionEmpty: 'questionnaires:faultOptionEmpty',
  optionTwice: 'questionnaires:faultOptionTwice',
  rightNone: 'questionnaires:faultRightNone',
  rightMany: 'questionnaires:faultRightMany',
  rightUnknown: 'questionnaires:faultRightUnknown',
  rightOutside: 'questionnaires:faultRightOutside',
  pointsWrong: 'questionnaires:faultPointsWrong',
  pointsAlone: 'questionnaires:faultPointsAlone',
  rangeWrong: 'questionnaires:faultRangeWrong',
  whenUnreadable: 'questionnaires:faultWhenUnreadable',
  whenUnknown: 'questionnaires:faultWhenUnknown',
  whenLater: 'questionnaires:faultWhenLater',
  whenUnfit: 'questionnaires:faultWhenUnfit',
  whenValue: 'questionnaires:faultWhenValue',
  meaningUnknown: 'questionnaires:faultMeaningUnknown',
  meaningUnfit: 'questionnaires:faultMeaningUnfit',
  meaningTwice: 'questionnaires:faultMeaningTwice',
  anonymousFile: 'questionnaires:faultAnonymousFile',
  anonymousSharing: 'questionnaires:faultAnonymousSharing',
}

/** The faults of a questionnaire's file, by line and column, and how to send it again. */
export function faultsText(voice: Voice, faults: Fault[]): Html {
  return sheets.faultsText(voice, toSheet(voice, faults), voice.label('questionnaires:command'))
}

/** All faults as a table, when the chat does not show all of them. */
export function faultsFile(voice: Voice, faults: Fault[]): MadeFile | undefined {
  return sheets.faultsFile(voice, voice.label('questionnaires:faultsFile'), toSheet(voice, faults))
}

/** Why nothing of a file could be read. */
export function obstacleText(voice: Voice, found: Unreadable<SheetColumn>): Html {
  const missing = found.missing.map((column) => voice.label(columnKey[column]))
  return sheets.obstacleText(voice, found, missing, voice.label('questionnaires:command'))
}

function toSheet(voice: Voice, faults: Fault[]): SheetFault[] {
  return faults.map(({ at, reason, value, other }) => ({
    line: at.line,
    column: columnText(voice, at),
    value,
    why: (most) => voice.label(reasonKey[reason], { value: sheets.cutText(value, most), other }).trim(),
  }))
}

function columnText(voice: Voice, { column, sheet }: Fault['at']): string {
  if (sheet === null) return voice.label('questionnaires:placeColumn', { column: String(column) })
  const name = voice.label(sheet === 'settings' ? 'questionnaires:sheetSettings' : 'questionnaires:sheetQuestions')
  return voice.label('questionnaires:placeCell', { sheet: name, column: String(column) })
}
