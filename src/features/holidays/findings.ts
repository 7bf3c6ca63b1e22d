import { z } from 'zod'
import { faultOf, unreadableOf } from '../../platform/sheets/table.ts'
import { columns } from './columns.ts'

/** Why a value cannot be taken. */
export const reasons = [
  'dayEmpty',
  'dayWrong',
  'dayYearless',
  'dayMissing',
  'dayOther',
  'dayFar',
  'dayTwice',
  'yearFull',
  'nameEmpty',
  'kindWrong',
  'tooLong',
  'cellFault',
] as const
export type Reason = (typeof reasons)[number]

/** A value that cannot be taken; other: the line that has it already, the day that it is, a number of days or letters; else empty. */
export const Fault = faultOf(columns, reasons)
export type Fault = z.infer<typeof Fault>

/** Holidays as they are kept until they are applied, by their date. */
export const Days = z.array(z.object({ day: z.string(), name: z.string(), isJoint: z.boolean() }))

/** What was read of a file. */
export const Reading = z.union([
  unreadableOf(columns),
  z.object({ kind: z.literal('list'), days: Days, faults: z.array(Fault) }),
])
export type Reading = z.infer<typeof Reading>
