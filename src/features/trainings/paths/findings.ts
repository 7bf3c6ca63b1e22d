import { z } from 'zod'
import { faultOf, unreadableOf } from '../../../platform/sheets/table.ts'
import { columns } from './columns.ts'

/** Why a value cannot be taken. */
export const reasons = [
  'empty',
  'tooLong',
  'cellFault',
  'placeWrong',
  'placeTwice',
  'kindWrong',
  'twice',
  'many',
] as const
export type Reason = (typeof reasons)[number]

/** A value that cannot be taken; other: the line that has it already, or a number of letters; else empty. */
export const Fault = faultOf(columns, reasons)
export type Fault = z.infer<typeof Fault>

/** The paths of positions as they are kept until they are applied. */
export const Paths = z.array(
  z.object({
    title: z.string(),
    /** In their order. */
    steps: z.array(z.object({ label: z.string(), isRequired: z.boolean() })).min(1),
  }),
)
export type Paths = z.infer<typeof Paths>

/** What was read of a file. */
export const Reading = z.union([
  unreadableOf(columns),
  z.object({ kind: z.literal('list'), paths: Paths, faults: z.array(Fault) }),
])
export type Reading = z.infer<typeof Reading>
