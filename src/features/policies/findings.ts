import { z } from 'zod'
import { Document } from './document.ts'

/** What can be wrong in a policy's file. */
export const reasons = [
  'fileEmpty',
  'notUtf8',
  'frontMatterMissing',
  'frontMatterOpen',
  'yamlWrong',
  'keyUnknown',
  'keyTwice',
  'valueWrong',
  'titleMissing',
  'titleLong',
  'summaryLong',
  'audienceUnknown',
  'audienceEmpty',
  'roleUnknown',
  'dateUnknown',
  'dateImpossible',
  'unitUnknown',
  'unitAmbiguous',
  'paragraphsMissing',
  'paragraphsMany',
  'paragraphEmpty',
  'paragraphLong',
  'headingLong',
  'numberHidden',
  'labelTwice',
  'anchorWrong',
  'anchorTwice',
  'anchorPlace',
  'partLate',
  'relevanceShape',
  'relevanceRole',
  'relevanceEmpty',
  'quizShape',
  'quizMany',
  'questionEmpty',
  'questionLong',
  'targetMissing',
  'targetUnknown',
  'targetUnclear',
  'optionsFew',
  'optionsMany',
  'optionEmpty',
  'optionLong',
  'optionTwice',
  'rightNone',
  'rightMany',
] as const
export type Reason = (typeof reasons)[number]

/** The kind of a policy's file. */
const Format = z.enum(['markdown', 'word'])
export type Format = z.infer<typeof Format>

/** What is wrong in a file, by its place. */
export const Fault = z.object({
  /** As in a Document; null: it concerns the whole file. */
  line: z.number().nullable(),
  reason: z.enum(reasons),
  /** What was written, or the beginning of it. */
  value: z.string(),
  /** What the reason names: the line that has it already, a limit, what is known; else empty. */
  other: z.string(),
})
export type Fault = z.infer<typeof Fault>

/** Why nothing of a file can be read. */
export const obstacles = [
  'oldWord',
  'protected',
  'pdf',
  'webPage',
  'openDocument',
  'richText',
  'otherType',
  'damaged',
  'hasEntities',
  'tooLarge',
  'notFetched',
] as const
export type Obstacle = (typeof obstacles)[number]

/** A unit as a file names it. */
export const WrittenUnit = z.object({ line: z.number(), unit: z.string() })
export type WrittenUnit = z.infer<typeof WrittenUnit>

/** What was read of a file. */
export const Reading = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('document'), format: Format, document: Document }),
  z.object({
    kind: z.literal('faulty'),
    format: Format,
    faults: z.array(Fault).min(1),
    /** Units that it names, which are looked for as those of a document are. */
    units: z.array(WrittenUnit),
  }),
  z.object({ kind: z.literal('unreadable'), why: z.enum(obstacles) }),
])
export type Reading = z.infer<typeof Reading>
