import type { Db } from '../../../platform/database/database.ts'
import { dayOf, startOf } from '../../../platform/calendar.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { ownSealed } from '../../../shared/tickets/authors.ts'
import { lastDayText } from '../desk/mutes.ts'

type Who = Pick<Turn, 'db' | 'now' | 'settings' | 'who' | 'voice'>

/** New tickets of a person on one day. */
const mostADay = 5
const batch = 500

/** Refuses whoever may not submit anything now: who was muted, with the reason, and who has sent enough for today. */
export async function demandMaySubmit(turn: Who): Promise<void> {
  const mute = await muteOf(turn)
  const { now, settings, voice } = turn
  if (mute !== undefined)
    throw new Refusal('suggestions:muted', { until: lastDayText(voice, mute, settings), reason: mute.reason })
  const since = startOf(dayOf(now, settings.timeZone), settings.timeZone)
  if ((await countSince(turn, since)) >= mostADay) throw new Refusal('suggestions:enoughToday', { max: mostADay })
}

/** The mute that ends last of those that hold for who speaks, under their name or without it. */
async function muteOf({ db, now, settings, who: { telegramId } }: Who) {
  const where = { until: { gt: now } }
  const named = await db.ticketMute.findMany({ where: { ...where, person: { telegramId } } })
  const sealed = await db.ticketMute.findMany({ where: { ...where, sealedAuthor: { not: null } } })
  const own = [...named, ...ownSealed(settings, sealed, telegramId)]
  return own.toSorted((a, b) => b.until.getTime() - a.until.getTime())[0]
}

/** How many tickets who speaks has submitted since a moment; the newest are looked at, until they are older. */
async function countSince({ db, settings, who: { telegramId } }: Who, since: Date): Promise<number> {
  let count = 0
  for (let before: bigint | undefined; ;) {
    const rows = await newest(db, before)
    const recent = rows.filter(({ openedAt }) => openedAt >= since)
    const named = recent.filter(({ person }) => person?.telegramId === telegramId)
    count += named.length + ownSealed(settings, recent, telegramId).length
    before = rows.at(-1)?.id
    if (rows.length < batch || recent.length === 0) return count
  }
}

function newest(db: Db, before: bigint | undefined) {
  return db.ticket.findMany({
    ...(before !== undefined && { where: { id: { lt: before } } }),
    orderBy: { id: 'desc' },
    take: batch,
    select: { id: true, openedAt: true, sealedAuthor: true, person: { select: { telegramId: true } } },
  })
}
