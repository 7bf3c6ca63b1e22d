import type { Broadcast } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import { parameters } from '../../platform/inbox/turn.ts'
import { post, revise } from '../../platform/outbox/outbox.ts'
import type { Posted } from '../../platform/outbox/outbox.ts'
import type { Work } from '../../platform/work.ts'
import { spoken } from '../../shared/people/admins.ts'
import { subjectOf } from './actions.ts'
import { begun, isDone, overview } from './figures.ts'
import type { Overview } from './figures.ts'
import { authorsView, panelView } from './panel.ts'

/** What each author's message says, as far as this process knows. */
type Shown = Map<bigint, string>

/** Brings the author's message up to date; `isKnown`: it is so already, by somebody else's doing. */
export async function redraw(work: Work, seen: Overview, shown: Shown, isKnown: boolean): Promise<void> {
  const { id, progressId, startedAt, createdAt } = seen.broadcast
  const now = work.clock.now()
  const payload = draw(work, seen, now)
  const before = shown.get(id) ?? JSON.stringify(draw(work, begun(seen.broadcast), startedAt ?? createdAt))
  const after = JSON.stringify(payload)
  if (progressId !== null && !isKnown && after !== before)
    work.handOver(await revise(work.database.client, { target: progressId, payload, lane: 'answer' }, now))
  shown.set(id, after)
}

/** Ends a broadcast of which nothing is left, and tells its author what became of it: the first time in a new message. */
export async function finish(work: Work, id: bigint, shown: Shown): Promise<void> {
  const now = work.clock.now()
  const posted = await work.database.client.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM broadcast WHERE id = ${id} FOR UPDATE`
    const broadcast = await tx.broadcast.findUniqueOrThrow({ where: { id } })
    const seen = await overview(tx, broadcast, now)
    // It may have been stopped meanwhile, or sent again to some.
    if (!isDone(seen)) return []
    const state = seen.fates.withdrawn > 0 ? 'stopped' : 'finished'
    const over = await tx.broadcast.update({ where: { id }, data: { state, finishedAt: now } })
    return tell(work, tx, { ...seen, broadcast }, over, now)
  })
  shown.delete(id)
  work.handOver(posted)
}

async function tell(work: Work, tx: Db, seen: Overview, over: Broadcast, now: Date): Promise<Posted[]> {
  const { id, authorChat, progressId } = over
  if (authorChat === null) return []
  const summary = draw(work, await overview(tx, over, now), now)
  const dedupeKey = `${subjectOf(id)}:summary`
  const message = { lane: 'notice' as const, chatId: authorChat, method: 'sendMessage', payload: summary, dedupeKey }
  const [posted] = await post(tx, [message], now)
  if (posted !== undefined) await tx.broadcast.update({ where: { id }, data: { progressId: posted.id } })
  if (progressId === null) return posted === undefined ? [] : [posted]
  // The message in which it was followed is left as it ends; what can still be done stands below the new one.
  const payload = posted === undefined ? summary : parameters({ text: panelOf(work, seen, now).text })
  return [
    ...(await revise(tx, { target: progressId, payload, lane: 'answer' }, now)),
    ...(posted === undefined ? [] : [posted]),
  ]
}

function draw(work: Work, seen: Overview, now: Date) {
  return parameters(panelOf(work, seen, now))
}

function panelOf({ voice, settings }: Work, seen: Overview, now: Date) {
  return panelView(voice(spoken(seen.broadcast.language)), settings, seen, authorsView, now)
}
