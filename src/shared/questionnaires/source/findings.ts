import { z } from 'zod'
import { unreadableOf } from '../../../platform/sheets/table.ts'
import { WrittenAudience } from '../../audiences/written.ts'
import { Definition } from '../definition.ts'
import { sheetColumns } from './columns.ts'

/** What can be wrong in a questionnaire's file. */
export const reasons = [
  'fileEmpty',
  'notUtf8',
  'yamlWrong',
  'yamlTab',
  'notSettings',
  'aliasUsed',
  'keyUnknown',
  'keyTwice',
  'textWanted',
  'listWanted',
  'settingsWanted',
  'languageWanted',
  'languageUnknown',
  'yesNoWanted',
  'numberWanted',
  'cellFault',
  'titleMissing',
  'textMissing',
  'textLong',
  'useUnknown',
  'audienceUnknown',
  'audienceEmpty',
  'roleUnknown',
  'unitUnknown',
  'unitAmbiguous',
  'scheduleUnknown',
  'openUnknown',
  'remindersWrong',
  'indexUnknown',
  'indexValues',
  'nameWrong',
  'nameTwice',
  'questionsMissing',
  'questionsMany',
  'kindMissing',
  'kindUnknown',
  'unfitting',
  'endsTwo',
  'pairsUneven',
  'optionsFew',
  'optionsMany',
  'optionEmpty',
  'optionTwice',
  'rightNone',
  'rightMany',
  'rightUnknown',
  'rightOutside',
  'pointsWrong',
  'pointsAlone',
  'rangeWrong',
  'whenUnreadable',
  'whenUnknown',
  'whenLater',
  'whenUnfit',
  'whenValue',
  'meaningUnknown',
  'meaningUnfit',
  'meaningTwice',
  'anonymousFile',
  'anonymousSharing',
] as const
export type Reason = (typeof reasons)[number]

/** A place in a file. */
export const Place = z.object({
  /** As its program counts them, from 1. */
  line: z.number(),
  /** The letter in a line, from 1; of a workbook what the column is called there. */
  column: z.union([z.number(), z.string()]),
  /** Which of a workbook's sheets; null: it is a text. */
  sheet: z.enum(['settings', 'questions']).nullable(),
})
export type Place = z.infer<typeof Place>

/** What is wrong in a file, by its place. */
export const Fault = z.object({
  at: Place,
  reason: z.enum(reasons),
  /** What was written, or the beginning of it. */
  value: z.string(),
  /** What the reason names: what is known, a limit, a line; else empty. */
  other: z.string(),
})
export type Fault = z.infer<typeof Fault>
/** Notes that something is wrong. */
export type Report = (at: Place, reason: Reason, value?: string, other?: string) => void

/** The audience that was read, and where: whether its units are there, only the database can tell. */
const Whom = z.object({ at: Place, audience: WrittenAudience }).nullable()

/** What was read of a file. */
export const Reading = z.union([
  z.object({ kind: z.literal('definition'), definition: Definition, whom: Whom }),
  z.object({ kind: z.literal('faulty'), faults: z.array(Fault).min(1), whom: Whom }),
  unreadableOf(sheetColumns),
])
export type Reading = z.infer<typeof Reading>
