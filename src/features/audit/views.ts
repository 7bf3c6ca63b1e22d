import { z } from 'zod'
import { button } from '../../platform/dialog/button.ts'
import { joinHtml } from '../../platform/html.ts'
import type { Html } from '../../platform/html.ts'
import type { Turn, View } from '../../platform/inbox/turn.ts'
import type { TextKey } from '../../platform/texts.ts'
import type { AuditAction } from '../../shared/audit/record.ts'
import type { Line, Named, Page } from './actions.ts'

export const pageButton = button('audit.page', { page: z.coerce.number().int().min(0).max(1_000_000) })

export const actionKey: Record<AuditAction, TextKey> = {
  announced: 'audit:announced',
  scheduled: 'audit:scheduled',
  rescheduled: 'audit:rescheduled',
  cancelledSchedule: 'audit:cancelledSchedule',
  paused: 'audit:paused',
  resumed: 'audit:resumed',
  stopped: 'audit:stopped',
  recalled: 'audit:recalled',
  revised: 'audit:revised',
  resent: 'audit:resent',
  gaveRole: 'audit:gaveRole',
  revokedRole: 'audit:revokedRole',
  askedLink: 'audit:askedLink',
  linked: 'audit:linked',
  unlinked: 'audit:unlinked',
  grantedLink: 'audit:grantedLink',
  refusedLink: 'audit:refusedLink',
  invited: 'audit:invited',
  invitedGuests: 'audit:invitedGuests',
  revokedInvitation: 'audit:revokedInvitation',
  revokedPersonal: 'audit:revokedPersonal',
  importedRoster: 'audit:importedRoster',
  publishedPolicy: 'audit:publishedPolicy',
  withdrewPolicy: 'audit:withdrewPolicy',
  answeredQuestion: 'audit:answeredQuestion',
  publishedAnswer: 'audit:publishedAnswer',
  unpublishedAnswer: 'audit:unpublishedAnswer',
  publishedTicket: 'audit:publishedTicket',
  unpublishedTicket: 'audit:unpublishedTicket',
  mutedAuthor: 'audit:mutedAuthor',
  unmutedAuthor: 'audit:unmutedAuthor',
  savedTemplate: 'audit:savedTemplate',
  removedTemplate: 'audit:removedTemplate',
  wroteOutcome: 'audit:wroteOutcome',
  importedHolidays: 'audit:importedHolidays',
  removedHolidays: 'audit:removedHolidays',
  exported: 'audit:exported',
  publishedQuestionnaire: 'audit:publishedQuestionnaire',
  withdrewQuestionnaire: 'audit:withdrewQuestionnaire',
  plannedRound: 'audit:plannedRound',
  endedRound: 'audit:endedRound',
  plannedSeries: 'audit:plannedSeries',
  endedSeries: 'audit:endedSeries',
  importedTrainings: 'audit:importedTrainings',
  openedTraining: 'audit:openedTraining',
  changedTraining: 'audit:changedTraining',
  cancelledTraining: 'audit:cancelledTraining',
  notedAttendance: 'audit:notedAttendance',
  importedPaths: 'audit:importedPaths',
  turnedNeed: 'audit:turnedNeed',
  openedForum: 'audit:openedForum',
  extendedForum: 'audit:extendedForum',
  closedForum: 'audit:closedForum',
  publishedForum: 'audit:publishedForum',
  acceptedStatement: 'audit:acceptedStatement',
  rejectedStatement: 'audit:rejectedStatement',
  mergedStatement: 'audit:mergedStatement',
  startedHall: 'audit:startedHall',
  endedHall: 'audit:endedHall',
  rejectedQuestion: 'audit:rejectedQuestion',
  decidedAppeal: 'audit:decidedAppeal',
}

const roleKey: Record<NonNullable<Line['role']>['name'], TextKey> = {
  head: 'audit:head',
  planner: 'audit:planner',
  admin: 'audit:admin',
}

/** What was done, the newest first, with buttons to older and newer pages. */
export function auditView(turn: Turn, { lines, page, hasOlder }: Page): View {
  const newer = page > 0 ? [pageButton.with(turn.label('audit:newer'), { page: page - 1 })] : []
  const older = hasOlder ? [pageButton.with(turn.label('audit:older'), { page: page + 1 })] : []
  const buttons = [...newer, ...older]
  return {
    text: joinHtml([
      turn.t('audit:heading', { page: page + 1 }),
      lines.length === 0
        ? turn.t('audit:nothing')
        : joinHtml(
            lines.map((line) => lineText(turn, line)),
            '\n',
          ),
    ]),
    ...(buttons.length > 0 && { buttons: [buttons] }),
  }
}

function lineText(turn: Turn, line: Line): Html {
  return turn.t('audit:line', {
    at: line.at,
    who: nameText(turn, line.who),
    what: turn.label(actionKey[line.action], {
      number: line.number,
      whom: line.whom ? nameText(turn, line.whom) : '',
      role: line.role ? roleText(turn, line.role) : '',
      counts: line.counts ? turn.label('audit:counts', line.counts) : '',
    }),
  })
}

function nameText(turn: Turn, named: Named): string {
  if (named.kind === 'unit') return named.name ?? turn.label('audit:allUnits')
  if (named.kind === 'entry') return turn.label('audit:entry', { name: named.name, unit: named.unit })
  return turn.label(named.kind === 'account' ? 'audit:account' : 'audit:gone', { number: named.number })
}

function roleText(turn: Turn, { name, unit }: NonNullable<Line['role']>): string {
  const role = turn.label(roleKey[name])
  return unit === undefined ? role : turn.label('audit:roleOfUnit', { role, unit })
}
