import { z } from 'zod'
import { faultOf, unreadableOf } from '../../platform/sheets/table.ts'
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

/** A value that cannot be taken; other: the line that has it already, the NIP it belongs to, a number of characters; else empty. */
export const Fault = faultOf(columns, reasons)
export type Fault = z.infer<typeof Fault>

/** What was read of a file. */
export const Reading = z.union([
  unreadableOf(columns),
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
