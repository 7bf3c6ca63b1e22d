import type { Broadcast } from '../../generated/prisma/client.ts'
import { post, revise } from '../../platform/outbox.ts'
import type { Posted } from '../../platform/outbox.ts'
import { drainedChannel } from '../../platform/stock.ts'
import { languages } from '../../platform/texts.ts'
import type { Work } from '../../platform/work.ts'
import { fates } from '../../shared/deliveries/fates.ts'
import { subjectOf } from './actions.ts'
import { progressView, summaryView } from './views.ts'

const every = 3000

/** While this instance leads: keeps the progress message of each running broadcast true, and ends those that are done. */
export function followProgress(work: Work): () => Promise<void> {
  let pass: Promise<void> = Promise.resolve()
  let ended = false
  const look = () => {
    pass = pass
      .then(() => (ended ? undefined : showAll(work)))
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

async function showAll(work: Work) {
  const running = await work.database.client.broadcast.findMany({ where: { state: 'sending' } })
  for (const broadcast of running) await show(work, broadcast)
}

async function show({ database, clock, settings, voice: voiceOf, handOver }: Work, broadcast: Broadcast) {
  const now = clock.now()
  const voice = voiceOf(languages.find((language) => language === broadcast.language) ?? 'id')
  const posted: Posted[] = await database.client.$transaction(async (db) => {
    const figures = await fates(db, subjectOf(broadcast.id))
    const finished = figures.left === 0
    const written: Posted[] = []
    if (broadcast.progressId !== null) {
      const payload = progressView(voice, settings, broadcast, figures, now)
      written.push(...(await revise(db, { target: broadcast.progressId, payload }, now)))
    }
    if (!finished) return written
    await db.broadcast.update({ where: { id: broadcast.id }, data: { state: 'finished', finishedAt: now } })
    if (broadcast.authorChat === null) return written
    const summary = {
      lane: 'notice' as const,
      chatId: broadcast.authorChat,
      method: 'sendMessage',
      payload: summaryView(voice, settings, broadcast, figures, now),
      dedupeKey: `${subjectOf(broadcast.id)}:summary`,
    }
    return [...written, ...(await post(db, [summary], now))]
  })
  handOver(posted)
}
