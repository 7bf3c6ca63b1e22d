import type { MadeFile } from '../../../platform/files/documents.ts'
import type { Html } from '../../../platform/html.ts'
import type { TextKey, Voice } from '../../../platform/texts.ts'
import * as sheets from '../../../shared/sheets/faults.ts'
import type { SheetFault } from '../../../shared/sheets/faults.ts'
import type { ForumFault, ForumReason } from './source.ts'

/** What can be said of a forum's file; the other reasons are of questionnaires only. */
const keys: Partial<Record<ForumReason, TextKey>> = {
  fileEmpty: 'questionnaires:faultFileEmpty',
  notUtf8: 'questionnaires:faultNotUtf8',
  yamlWrong: 'questionnaires:faultYamlWrong',
  yamlTab: 'questionnaires:faultYamlTab',
  notSettings: 'forums:faultNotForum',
  aliasUsed: 'questionnaires:faultAliasUsed',
  keyUnknown: 'questionnaires:faultKeyUnknown',
  keyTwice: 'questionnaires:faultKeyTwice',
  textWanted: 'questionnaires:faultTextWanted',
  listWanted: 'questionnaires:faultListWanted',
  yesNoWanted: 'questionnaires:faultYesNoWanted',
  titleMissing: 'questionnaires:faultTitleMissing',
  textMissing: 'questionnaires:faultTextMissing',
  textLong: 'questionnaires:faultTextLong',
  audienceUnknown: 'questionnaires:faultAudienceUnknown',
  audienceEmpty: 'questionnaires:faultAudienceEmpty',
  roleUnknown: 'questionnaires:faultRoleUnknown',
  unitUnknown: 'questionnaires:faultUnitUnknown',
  unitAmbiguous: 'questionnaires:faultUnitAmbiguous',
  questionMissing: 'forums:faultQuestionMissing',
  momentUnknown: 'forums:faultMomentUnknown',
  momentPast: 'forums:faultMomentPast',
  momentFar: 'forums:faultMomentFar',
  moderationUnknown: 'forums:faultModerationUnknown',
  policyMissing: 'forums:faultPolicyMissing',
  policyUnknown: 'forums:faultPolicyUnknown',
  policyAmbiguous: 'forums:faultPolicyAmbiguous',
  paragraphUnknown: 'forums:faultParagraphUnknown',
  paragraphAmbiguous: 'forums:faultParagraphAmbiguous',
  paragraphsMany: 'forums:faultParagraphsMany',
}

/** The faults of a forum's file, by line and column, and how to send it again. */
export function faultsText(voice: Voice, faults: ForumFault[]): Html {
  return sheets.faultsText(voice, toSheet(voice, faults), voice.label('questionnaires:command'))
}

/** All faults as a table, when the chat does not show all of them. */
export function faultsFile(voice: Voice, faults: ForumFault[]): MadeFile | undefined {
  return sheets.faultsFile(voice, voice.label('forums:faultsFile'), toSheet(voice, faults))
}

function toSheet(voice: Voice, faults: ForumFault[]): SheetFault[] {
  return faults.map(({ at, reason, value, other }) => ({
    line: at.line,
    column: voice.label('questionnaires:placeColumn', { column: String(at.column) }),
    value,
    why: (most) =>
      voice.label(keys[reason] ?? 'forums:faultNotForum', { value: sheets.cutText(value, most), other }).trim(),
  }))
}
