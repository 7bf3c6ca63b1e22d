import type { Broadcast } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import { parameters } from '../../platform/inbox/turn.ts'
import { post } from '../../platform/outbox/outbox.ts'
import type { Envelope, Posted } from '../../platform/outbox/outbox.ts'
import type { Job } from '../../platform/scheduler/scheduler.ts'
import type { Language, TextKey } from '../../platform/texts.ts'
import type { Work } from '../../platform/work.ts'
import { audienceText } from '../../shared/audiences/words.ts'
import { record } from '../../shared/audit/record.ts'
import { spoken } from '../../shared/people/admins.ts'
import { quietOf } from '../../shared/people/quiet.ts'
import { readRights } from '../../shared/people/reception.ts'
import { audienceOf, fixAudience, subjectOf } from './actions.ts'
import { overview } from './figures.ts'
import { authorsView, panelView } from './panel.ts'
import { settleScheduled } from './schedules.ts'
import { notSentText } from './scheduleViews.ts'
import { readKeyboard } from './views.ts'

/** Sends what waits for its time, however late: each in a transaction of its own, so that none keeps the others waiting. */
export const sendingScheduled: Job<Work> = {
  name: 'broadcasts.scheduled',
  cron: '* * * * *',
  async run(work) {
    const due = await work.database.client.broadcast.findMany({
      where: isDue(work.clock.now()),
      orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
      select: { id: true },
    })
    const faults: unknown[] = []
    for (const { id } of due)
      await begin(work, id).catch((error: unknown) => {
        work.log.error({ err: error, broadcast: String(id) }, 'A scheduled announcement could not be begun')
        faults.push(error)
      })
    if (faults.length > 0) throw new Error('Scheduled announcements could not be begun', { cause: faults[0] })
  },
}

const isDue = (now: Date) => ({ state: 'scheduled', dueAt: { lte: now } }) as const

async function begin(work: Work, id: bigint) {
  const now = work.clock.now()
  const posted = await work.database.client.$transaction(async (db) => {
    // Its author may be calling it off, or giving it another time.
    await db.$queryRaw`SELECT 1 FROM broadcast WHERE id = ${id} FOR UPDATE`
    const broadcast = await db.broadcast.findFirst({ where: { id, ...isDue(now) } })
    if (broadcast === null || broadcast.authorChat === null) return []
    const settled = await settleScheduled(db, broadcast, now)
    return [...settled, ...(await send(work, db, broadcast, broadcast.authorChat, now))]
  })
  work.handOver(posted)
  work.database.wake('outbox')
}

/** Sends it as its author would now, if they still may. */
async function send(work: Work, db: Db, broadcast: Broadcast, author: bigint, now: Date): Promise<Posted[]> {
  const { settings, groups } = work
  const voice = work.voice(spoken(broadcast.language))
  const { id } = broadcast
  const tell = async (key: TextKey) => {
    const payload = parameters({ text: notSentText(voice, key, broadcast, settings) })
    return post(db, [{ ...noticeTo(author, payload), quiet: await quietOf(db, author, settings) }], now)
  }
  const rights = await readRights(db, author, settings.adminIds)
  if (!rights.has('planner')) {
    await db.broadcast.update({ where: { id }, data: { state: 'cancelled', finishedAt: now } })
    return tell('broadcasts:notSentRight')
  }
  const words = (await audienceText(db, voice, audienceOf(broadcast), work, now)) ?? broadcast.audienceText
  await db.broadcast.update({ where: { id }, data: { audienceText: words } })
  const readKeyboardOf = (language: Language, of: bigint) => readKeyboard(work.voice(language), of)
  const sent = await fixAudience(db, broadcast, { settings, groups, readKeyboard: readKeyboardOf }, now)
  await record(db, author, { action: 'announced', object: subjectOf(id) }, now)
  if (sent.total === 0) return tell('broadcasts:notSentNobody')
  const panel = panelView(voice, settings, await overview(db, sent, now), authorsView, now)
  const posted = await post(db, [noticeTo(author, parameters(panel))], now)
  await db.broadcast.update({ where: { id }, data: { progressId: posted[0]?.id ?? null } })
  return posted
}

/** What the author waits for comes at any hour: they chose it. */
function noticeTo(chatId: bigint, payload: Record<string, unknown>): Envelope {
  return { lane: 'notice', chatId, method: 'sendMessage', payload }
}
