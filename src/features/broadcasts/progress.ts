import type { Broadcast } from '../../generated/prisma/client.ts'
import { post, revise } from '../../platform/outbox/outbox.ts'
import type { Posted } from '../../platform/outbox/outbox.ts'
import { drainedChannel } from '../../platform/outbox/stock.ts'
import type { Work } from '../../platform/work.ts'
import { fates } from '../../shared/deliveries/fates.ts'
import { spoken } from '../../shared/people/admins.ts'
import type { Fates } from '../../shared/deliveries/fates.ts'
import { subjectOf } from './actions.ts'
import { progressView, summaryView } from './views.ts'

const every = 3000

/** While this instance leads: keeps the progress message of each running broadcast true, and ends those that are done. */
export function followProgress(work: Work): () => Promise<void> {
  let pass: Promise<void> = Promise.resolve()
  let ended = false
  const shown: Shown = new Map()
  const look = () => {
    pass = pass
      .then(() => (ended ? undefined : showAll(work, shown)))
      .catch((error: unknown) => work.log.warn({ err: error }, 'Progress could not be shown; trying again'))
  }
  const timer = setInterval(look, every)
  const deaf = work.database.onWake(drainedChannel, look)
  look()
  return async () => {
    ended = true
    clearInterval(timer)
    deaf()
    await pass
  }
}

/** What each broadcast's progress message says, as far as this process knows: what it says already is not asked for again. */
type Shown = Map<bigint, string>

async function showAll(work: Work, shown: Shown) {
  const running = await work.database.client.broadcast.findMany({ where: { state: 'sending' } })
  for (const broadcast of running) await show(work, broadcast, shown)
}

async function show(work: Work, broadcast: Broadcast, shown: Shown) {
  const { database, clock, settings, handOver } = work
  const { id, progressId, authorChat, total, createdAt, startedAt } = broadcast
  const now = clock.now()
  const voice = work.voice(spoken(broadcast.language))
  const view = (figures: Fates, at: Date) => progressView(voice, settings, broadcast, figures, at)
  const first = { sent: 0, unreachable: 0, failed: 0, left: total }
  const figures = await fates(database.client, subjectOf(id))
  const finished = figures.left === 0
  const payload = view(figures, now)
  const isNew = JSON.stringify(payload) !== (shown.get(id) ?? JSON.stringify(view(first, startedAt ?? createdAt)))
  if (!isNew && !finished) return
  const posted = await database.client.$transaction(async (db) => {
    const written: Posted[] = []
    if (progressId !== null && isNew) written.push(...(await revise(db, { target: progressId, payload }, now)))
    if (!finished) return written
    await db.broadcast.update({ where: { id }, data: { state: 'finished', finishedAt: now } })
    if (authorChat === null) return written
    const summary = {
      lane: 'notice' as const,
      chatId: authorChat,
      method: 'sendMessage',
      payload: summaryView(voice, broadcast, figures, now),
      dedupeKey: `${subjectOf(id)}:summary`,
    }
    return [...written, ...(await post(db, [summary], now))]
  })
  if (finished) shown.delete(id)
  else shown.set(id, JSON.stringify(payload))
  handOver(posted)
}
