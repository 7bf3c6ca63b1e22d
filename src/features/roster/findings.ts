import { z } from 'zod'
import { columns } from './columns.ts'

/** Why a value cannot be taken. */
export const reasons = [
  'nipEmpty',
  'nipDigits',
  'nipNumber',
  'nipScientific',
  'nipTwice',
  'nameEmpty',
  'unitEmpty',
  'unitDeep',
  'phoneWrong',
  'phoneTwice',
  'phoneTaken',
  'tooLong',
  'cellFault',
] as const
export type Reason = (typeof reasons)[number]

/** A value that cannot be taken, by its line in the file. */
export const Fault = z.object({
  line: z.number(),
  column: z.enum(columns),
  reason: z.enum(reasons),
  value: z.string(),
  /** What the reason names: the line that has it already, the NIP it belongs to, a number of characters; else empty. */
  other: z.string(),
})
export type Fault = z.infer<typeof Fault>

/** Why nothing of a file can be read. */
export const obstacles = [
  'oldExcel',
  'webPage',
  'damaged',
  'tooLarge',
  'tooMany',
  'openQuote',
  'columnsMissing',
  'columnsTwice',
  'empty',
  'notFetched',
] as const
export type Obstacle = (typeof obstacles)[number]

export const Unreadable = z.object({
  kind: z.literal('unreadable'),
  why: z.enum(obstacles),
  missing: z.array(z.enum(columns)),
  /** What the reason names: the columns there are, the two that mean one, the line of a quote, how many rows. */
  found: z.array(z.string()),
})
export type Unreadable = z.infer<typeof Unreadable>

/** What was read of a file. */
export const Reading = z.union([
  Unreadable,
  z.object({
    kind: z.literal('list'),
    /** Those with a NIP of their own, as the JSON of an array of rows: it goes into the database without being looked at. */
    rows: z.string(),
    count: z.number(),
    hasPosition: z.boolean(),
    hasPhone: z.boolean(),
    faults: z.array(Fault),
  }),
])
export type Reading = z.infer<typeof Reading>
