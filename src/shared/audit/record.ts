import { z } from 'zod'
import type { Db } from '../../platform/database/database.ts'

/** What people do by right of a role. */
export const auditActions = [
  'announced',
  'scheduled',
  'rescheduled',
  'cancelledSchedule',
  'paused',
  'resumed',
  'stopped',
  'recalled',
  'revised',
  'resent',
  'gaveRole',
  'revokedRole',
  'askedLink',
  'linked',
  'unlinked',
  'grantedLink',
  'refusedLink',
  'invited',
  'invitedGuests',
  'revokedInvitation',
  'revokedPersonal',
  'importedRoster',
  'publishedPolicy',
  'withdrewPolicy',
  'answeredQuestion',
  'publishedAnswer',
  'unpublishedAnswer',
  'publishedTicket',
  'unpublishedTicket',
  'mutedAuthor',
  'unmutedAuthor',
  'savedTemplate',
  'removedTemplate',
  'wroteOutcome',
  'importedHolidays',
  'removedHolidays',
  'exported',
  'publishedQuestionnaire',
  'withdrewQuestionnaire',
  'plannedRound',
  'endedRound',
  'plannedSeries',
  'endedSeries',
  'importedTrainings',
  'openedTraining',
  'changedTraining',
  'cancelledTraining',
  'notedAttendance',
  'importedPaths',
  'turnedNeed',
  'openedForum',
  'extendedForum',
  'closedForum',
  'publishedForum',
  'acceptedStatement',
  'rejectedStatement',
  'mergedStatement',
  'decidedAppeal',
  'startedHall',
  'endedHall',
  'rejectedQuestion',
] as const
export type AuditAction = (typeof auditActions)[number]

/** How many people a roster has made what. */
export const AuditCounts = z.object({
  new: z.number(),
  back: z.number(),
  changed: z.number(),
  moved: z.number(),
  left: z.number(),
})
export const AuditRole = z.object({ role: z.enum(['head', 'planner', 'admin']), unit: z.string().nullable() })

/** What belongs to an action beside its object: names of ours and numbers, never what a person is called or wrote. */
export type AuditDetail = z.infer<typeof AuditRole> | z.infer<typeof AuditCounts>

/** Something somebody did. */
export interface Deed {
  action: AuditAction
  /** What it was done to: a kind and its number, such as "broadcast:12". */
  object: string
  detail?: AuditDetail
}

/** Writes down who did what; belongs in the transaction in which it is done. Who it was is a number of no meaning. */
export async function record(db: Db, telegramId: bigint, { action, object, detail }: Deed, now: Date): Promise<void> {
  const { subject } = await db.person.findUniqueOrThrow({ where: { telegramId }, select: { subject: true } })
  await db.audit.create({ data: { subject, action, object, ...(detail && { detail }), createdAt: now } })
}
