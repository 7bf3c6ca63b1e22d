import type { Forum } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import { joinHtml } from '../../../platform/html.ts'
import { parameters } from '../../../platform/inbox/turn.ts'
import { post } from '../../../platform/outbox/outbox.ts'
import type { Envelope, Posted } from '../../../platform/outbox/outbox.ts'
import type { Job } from '../../../platform/scheduler/scheduler.ts'
import type { Settings, Work } from '../../../platform/work.ts'
import { listOfficers } from '../../../shared/people/admins.ts'
import type { Officer } from '../../../shared/people/admins.ts'
import { isOnLeave } from '../../../shared/people/leave.ts'
import { quietOf } from '../../../shared/people/quiet.ts'
import { noticeTo } from '../../../shared/tickets/telling.ts'
import { deskButton, moderateButton } from '../buttons.ts'
import { countUndecided } from './statements.ts'

const hour = 3_600_000
const interval = 300_000

/** Reminds moderators of what has waited for an hour in an open forum, at most once an hour for each forum. */
export const reminding: Job<Work> = {
  name: 'forums.moderation',
  cron: '*/5 * * * *',
  async run(work) {
    const { database, clock } = work
    const now = clock.now()
    for (const { id } of await waiting(database.client, now))
      work.handOver(await database.client.$transaction(async (tx) => post(tx, await remind(work, tx, id, now), now)))
  },
}

/** When the next reminder is due, as the job gets to it; null: none is. */
export async function nextReminder(db: Db): Promise<Date | null> {
  const times = (await sinceWhen(db)).map(({ dueAt }) => dueAt.getTime())
  return times.length === 0 ? null : new Date(Math.ceil(Math.min(...times) / interval) * interval)
}

async function waiting(db: Db, now: Date) {
  return (await sinceWhen(db)).filter(({ dueAt, closesAt }) => dueAt <= now && now < closesAt)
}

/**
 * The open forums in which something waits, and when moderators are reminded of it, if it still does. What was written
 * without a name is dated to the beginning of its hour.
 */
async function sinceWhen(db: Db): Promise<{ id: bigint; closesAt: Date; dueAt: Date }[]> {
  const rows = await db.$queryRaw<{ id: bigint; closesAt: Date; since: Date }[]>`
    SELECT forum.id, forum.closes_at AS "closesAt", GREATEST(
        min(statement.created_at + CASE WHEN forum.is_named THEN '0' ELSE '1 hour' END::interval), forum.reminded_at) AS since
    FROM forum JOIN forum_statement statement ON statement.forum_id = forum.id
    WHERE forum.state = 'open' AND (statement.state = 'waiting' OR statement.appeal_state = 'waiting')
    GROUP BY forum.id`
  return rows
    .map(({ since, ...row }) => ({ ...row, dueAt: new Date(since.getTime() + hour) }))
    .filter(({ dueAt, closesAt }) => dueAt < closesAt)
}

async function remind({ voice, settings }: Work, tx: Db, id: bigint, now: Date): Promise<Envelope[]> {
  const forum = await tx.forum.update({ where: { id }, data: { remindedAt: now } })
  const count = await countUndecided(tx, id)
  const envelopes: Envelope[] = []
  for (const { telegramId, language } of await moderators(tx, settings, now)) {
    const spoken = voice(language)
    const view = {
      text: spoken.t('forums:modReminder', { title: forum.title, count }),
      buttons: [[moderateButton.with(spoken.label('forums:modQueue'), { forum: id })]],
    }
    const quiet = await quietOf(tx, telegramId, settings)
    const subject = `forumModeration:${id}`
    const method = 'sendMessage'
    envelopes.push({ lane: 'reminder', chatId: telegramId, method, payload: parameters(view), quiet, subject })
  }
  return envelopes
}

/** Says to the planners that a forum has closed by the clock, and what is left to do. */
export async function tellClosed({ voice, settings }: Around, tx: Db, forum: Forum, now: Date): Promise<Posted[]> {
  const left = await countUndecided(tx, forum.id)
  const envelopes: Envelope[] = []
  for (const { telegramId, language } of await moderators(tx, settings, now)) {
    const spoken = voice(language)
    const view = {
      text: joinHtml([
        spoken.t('forums:toldPlanners', { title: forum.title }),
        left === 0 ? undefined : spoken.t('forums:toldPlannersWaiting', { count: left }),
      ]),
      buttons: [[deskButton.with(spoken.label('forums:desk'), { forum: forum.id })]],
    }
    envelopes.push(
      noticeTo({ telegramId, quiet: (await quietOf(tx, telegramId, settings)) ?? null }, view, { fleeting: false }),
    )
  }
  return post(tx, envelopes, now)
}

type Around = Pick<Work, 'voice' | 'settings'>

/** The planners, without those on leave and those who have stopped reminders. */
async function moderators(db: Db, settings: Settings, now: Date): Promise<Officer[]> {
  const officers = await listOfficers(db, ['planner', 'admin'], settings.adminIds)
  const people = await db.person.findMany({
    where: { id: { in: officers.map(({ id }) => id) } },
    select: { id: true, leaveUntil: true, muted: true },
  })
  return officers.filter(({ id }) => {
    const one = people.find((person) => person.id === id)
    return one && !one.muted.includes('reminders') && !isOnLeave(one.leaveUntil, now, settings.timeZone)
  })
}
