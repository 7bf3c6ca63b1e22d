import { toCsv } from '../../platform/csv.ts'
import type { MadeFile } from '../../platform/files/documents.ts'
import { joinHtml } from '../../platform/html.ts'
import type { Html } from '../../platform/html.ts'
import type { TextKey, Voice } from '../../platform/texts.ts'
import type { Fault, Format, Obstacle, Reading, Reason } from './findings.ts'
import { cut } from '../../shared/policies/places.ts'

type Faulty = Pick<Extract<Reading, { kind: 'faulty' }>, 'format' | 'faults'>

/** Those that are said in the chat; all others are in the file. */
const mostShown = 15
/** Letters of what was written that are shown in the chat. */
const longest = 60

const reasonKey: Record<Reason, TextKey> = {
  fileEmpty: 'policies:faultFileEmpty',
  notUtf8: 'policies:faultNotUtf8',
  frontMatterMissing: 'policies:faultFrontMatterMissing',
  frontMatterOpen: 'policies:faultFrontMatterOpen',
  yamlWrong: 'policies:faultYamlWrong',
  keyUnknown: 'policies:faultKeyUnknown',
  keyTwice: 'policies:faultKeyTwice',
  valueWrong: 'policies:faultValueWrong',
  titleMissing: 'policies:faultTitleMissing',
  titleLong: 'policies:faultTitleLong',
  summaryLong: 'policies:faultSummaryLong',
  audienceUnknown: 'policies:faultAudienceUnknown',
  audienceEmpty: 'policies:faultAudienceEmpty',
  roleUnknown: 'policies:faultRoleUnknown',
  dateUnknown: 'policies:faultDateUnknown',
  dateImpossible: 'policies:faultDateImpossible',
  unitUnknown: 'policies:faultUnitUnknown',
  unitAmbiguous: 'policies:faultUnitAmbiguous',
  paragraphsMissing: 'policies:faultParagraphsMissing',
  paragraphsMany: 'policies:faultParagraphsMany',
  paragraphEmpty: 'policies:faultParagraphEmpty',
  paragraphLong: 'policies:faultParagraphLong',
  headingLong: 'policies:faultHeadingLong',
  numberHidden: 'policies:faultNumberHidden',
  labelTwice: 'policies:faultLabelTwice',
  anchorWrong: 'policies:faultAnchorWrong',
  anchorTwice: 'policies:faultAnchorTwice',
  anchorPlace: 'policies:faultAnchorPlace',
  partLate: 'policies:faultPartLate',
  relevanceShape: 'policies:faultRelevanceShape',
  relevanceRole: 'policies:faultRelevanceRole',
  relevanceEmpty: 'policies:faultRelevanceEmpty',
  quizShape: 'policies:faultQuizShape',
  quizMany: 'policies:faultQuizMany',
  questionEmpty: 'policies:faultQuestionEmpty',
  questionLong: 'policies:faultQuestionLong',
  targetMissing: 'policies:faultTargetMissing',
  targetUnknown: 'policies:faultTargetUnknown',
  targetUnclear: 'policies:faultTargetUnclear',
  optionsFew: 'policies:faultOptionsFew',
  optionsMany: 'policies:faultOptionsMany',
  optionEmpty: 'policies:faultOptionEmpty',
  optionLong: 'policies:faultOptionLong',
  optionTwice: 'policies:faultOptionTwice',
  rightNone: 'policies:faultRightNone',
  rightMany: 'policies:faultRightMany',
}

/** Of reasons whose cure is another one in Word. */
const wordKey: Partial<Record<Reason, TextKey>> = {
  titleMissing: 'policies:faultWordTitleMissing',
  paragraphsMissing: 'policies:faultWordParagraphsMissing',
  labelTwice: 'policies:faultWordLabelTwice',
  relevanceShape: 'policies:faultWordRelevanceShape',
}

const placeKey: Record<Format, TextKey> = { markdown: 'policies:faultLine', word: 'policies:faultAlinea' }

/** Reasons that name another place of the file. */
const named: ReadonlySet<Reason> = new Set(['keyTwice', 'labelTwice', 'anchorTwice', 'optionTwice'])

const obstacleKey: Record<Obstacle, TextKey> = {
  oldWord: 'policies:obstacleOldWord',
  protected: 'policies:obstacleProtected',
  pdf: 'policies:obstaclePdf',
  webPage: 'policies:obstacleWebPage',
  openDocument: 'policies:obstacleOpenDocument',
  richText: 'policies:obstacleRichText',
  otherType: 'policies:obstacleOtherType',
  damaged: 'policies:obstacleDamaged',
  hasEntities: 'policies:obstacleHasEntities',
  tooLarge: 'policies:obstacleTooLarge',
  notFetched: 'policies:obstacleNotFetched',
}

/** The faults of a policy's file, by line, and how to send it again. */
export function faultsText(voice: Voice, { format, faults }: Faulty): Html {
  const shown = faults.slice(0, mostShown).map((fault) =>
    fault.line === null
      ? voice.t('policies:faultWhole', { why: whyText(voice, format, fault, longest) })
      : voice.t('policies:faultAt', {
          place: voice.label(placeKey[format], { line: String(fault.line) }),
          why: whyText(voice, format, fault, longest),
        }),
  )
  const left = faults.length - shown.length
  return joinHtml([
    voice.t('policies:faultCount', { count: faults.length }),
    joinHtml(shown, '\n'),
    left > 0 ? voice.t('policies:faultMore', { count: left }) : undefined,
    voice.t('policies:faultSendAgain'),
  ])
}

/** All faults as a table, when the chat does not show all of them. */
export function faultsFile(voice: Voice, { format, faults }: Faulty): MadeFile | undefined {
  if (faults.length <= mostShown) return undefined
  const head = [
    voice.label(format === 'word' ? 'policies:faultHeadAlinea' : 'policies:faultHeadLine'),
    voice.label('policies:faultHeadWritten'),
    voice.label('policies:faultHeadWhy'),
  ]
  const rows = faults.map((fault) => [fault.line, cut(fault.value, 500), whyText(voice, format, fault, longest)])
  return {
    name: voice.label('policies:faultFile'),
    type: 'text/csv',
    bytes: toCsv([head, ...rows]),
    caption: voice.t('policies:faultFileCaption', { count: faults.length }),
  }
}

/** Why nothing of a file could be read. */
export function obstacleText(voice: Voice, why: Obstacle): Html {
  return joinHtml([voice.t('policies:obstacle'), voice.t(obstacleKey[why]), voice.t('policies:faultSendAgain')])
}

function whyText(voice: Voice, format: Format, { reason, value, other }: Fault, most: number): string {
  const key = (format === 'word' ? wordKey[reason] : undefined) ?? reasonKey[reason]
  const place = named.has(reason) ? voice.label(placeKey[format], { line: other }) : other
  return voice.label(key, { value: cut(value, most), other: place })
}
