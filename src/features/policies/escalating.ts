import { dayOf, daysAfter, fromColumn } from '../../platform/calendar.ts'
import { parameters } from '../../platform/inbox/turn.ts'
import { post } from '../../platform/outbox/outbox.ts'
import type { Posted } from '../../platform/outbox/outbox.ts'
import type { Work } from '../../platform/work.ts'
import { listOfficers } from '../../shared/people/admins.ts'
import { unitsLedBy } from '../../shared/people/leading.ts'
import { quietOf } from '../../shared/people/quiet.ts'
import { funnelOf } from './funnel.ts'
import { escalationView } from './noticeViews.ts'
import type { Edition } from '../../shared/policies/versions.ts'

/** Where a policy held before it was published, its heads are told after so many days. */
const grace = 7

/**
 * Tells each head, once, how many of their units have not acknowledged a version, on the day from which it holds; each in a
 * transaction of its own, for there may be hundreds of them.
 */
export async function escalate(work: Work, edition: Edition, now: Date): Promise<Posted[]> {
  const { settings, database } = work
  const isDue = dayOf(now, settings.timeZone) >= escalationDay(edition, settings.timeZone)
  if (edition.escalatedAt !== null || !isDue) return []
  const posted: Posted[] = []
  for (const { id, telegramId, language } of await listOfficers(database.client, ['head'], []))
    posted.push(
      ...(await database.client.$transaction(async (tx) => {
        const { total } = await funnelOf(tx, edition.id, await unitsLedBy(tx, telegramId), settings)
        if (total.roster === total.acknowledged) return []
        const payload = parameters(escalationView(work.voice(language), edition, total))
        const quiet = await quietOf(tx, telegramId, settings)
        const dedupeKey = `policyEscalation:${edition.id}:${id}`
        const method = 'sendMessage'
        return post(tx, [{ lane: 'notice', chatId: telegramId, method, payload, dedupeKey, quiet }], now)
      })),
    )
  await database.client.policyVersion.update({ where: { id: edition.id }, data: { escalatedAt: now } })
  return posted
}

/** The day on which heads are told: that from which it holds, but not before people have had time to read it. */
function escalationDay({ effective, publishedAt }: Edition, timeZone: string): string {
  const published = dayOf(publishedAt, timeZone)
  const holds = effective === null ? published : fromColumn(effective)
  return holds > published ? holds : daysAfter(published, grace)
}
