import { z } from 'zod'
import { faultOf, unreadableOf } from '../../../platform/sheets/table.ts'
import { WrittenAudience } from '../../../shared/audiences/written.ts'
import { columns } from './columns.ts'

/** Why a value cannot be taken. */
export const reasons = [
  'empty',
  'tooLong',
  'cellFault',
  'timeWrong',
  'timeMissing',
  'yearMissing',
  'dayMissing',
  'dayOther',
  'allPast',
  'movedPast',
  'endFirst',
  'sessionLong',
  'sessionTwice',
  'sessionsMany',
  'seatsWrong',
  'yesNoWrong',
  'audienceUnknown',
  'audienceEmpty',
  'roleUnknown',
  'unitUnknown',
  'unitAmbiguous',
  'differs',
  'propertyWrong',
  'lineWrong',
  'zoneUnknown',
  'recurs',
  'recursEndless',
  'recursOther',
] as const
export type Reason = (typeof reasons)[number]

/** A value that cannot be taken; other: a line, a day, a number; else empty. */
export const Fault = faultOf(columns, reasons)
export type Fault = z.infer<typeof Fault>

const moment = z.iso.datetime()

/** When and where people meet, as it was written. */
export const WrittenSession = z.object({ startsAt: moment, endsAt: moment, place: z.string() })
export type WrittenSession = z.infer<typeof WrittenSession>

/** A training as a calendar says it; moments in ISO, sessions in the order of their beginnings. */
export const WrittenTraining = z.object({
  uid: z.string(),
  /** Where it stands in the file. */
  line: z.number(),
  audienceLine: z.number(),
  title: z.string(),
  provider: z.string(),
  description: z.string(),
  contact: z.string(),
  materials: z.string(),
  competence: z.string().nullable(),
  seats: z.number().nullable(),
  audience: WrittenAudience,
  needsApproval: z.boolean(),
  invites: z.boolean(),
  sessions: z.array(WrittenSession).min(1),
})
export type WrittenTraining = z.infer<typeof WrittenTraining>

/** Trainings as they are kept until they are applied. */
export const Trainings = z.array(WrittenTraining)

/** What was read of a file. */
export const Reading = z.union([
  unreadableOf(columns),
  // A calendar of the kind that calendar programs write, which cannot be read, or in which nothing stands.
  z.object({ kind: z.literal('noEvents'), why: z.enum(['damaged', 'empty']) }),
  z.object({ kind: z.literal('list'), trainings: Trainings, faults: z.array(Fault) }),
])
export type Reading = z.infer<typeof Reading>

/** Letters that a value may have. */
export const longest: Partial<Record<(typeof columns)[number], number>> = {
  code: 120,
  title: 200,
  provider: 200,
  place: 300,
  competence: 100,
  materials: 800,
  contact: 300,
  description: 1500,
}

/** Sessions that a training may have. */
export const mostSessions = 40
/** Longer no session lasts. */
export const longestSession = 24 * 3_600_000
