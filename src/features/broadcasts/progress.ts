import type { Broadcast } from '../../generated/prisma/client.ts'
import { strayedChannel } from '../../platform/outbox/holding.ts'
import { drainedChannel } from '../../platform/outbox/stock.ts'
import type { Work } from '../../platform/work.ts'
import { isDone, overview, readsOf } from './figures.ts'
import type { Overview } from './figures.ts'
import { finish, redraw } from './followed.ts'
import { changedChannel } from './panels.ts'
import { readChannel } from './reading.ts'
import { mendStrays } from './strays.ts'

const every = 3000
/** What moves is not shown more often, however often there is a reason to look, in milliseconds of real time. */
const pace = 2500
/** Later than this its readers are counted when it is opened. */
const followedFor = 7 * 86_400_000

/** While this instance leads: keeps the author's message of each broadcast true, and ends those that are done. */
export function followProgress(work: Work): () => Promise<void> {
  const { database, log } = work
  let pass: Promise<void> = Promise.resolve()
  let ended = false
  const seen: Seen = {
    isFirst: true,
    shown: new Map(),
    settled: new Map(),
    drawn: new Map(),
    reads: new Map(),
    hasStrays: true,
    hasReaders: true,
  }
  const look = () => {
    pass = pass
      .then(() => (ended ? undefined : lookAll(work, seen)))
      .catch((error: unknown) => log.warn({ err: error }, 'Progress could not be shown; trying again'))
  }
  const timer = setInterval(look, every)
  const leave = [
    database.onWake(drainedChannel, look),
    database.onWake(changedChannel, look),
    database.onWake(strayedChannel, () => {
      seen.hasStrays = true
      look()
    }),
    // Not at once: many may read at the same time.
    database.onWake(readChannel, () => void (seen.hasReaders = true)),
  ]
  look()
  return async () => {
    ended = true
    clearInterval(timer)
    for (const go of leave) go()
    await pass
  }
}

/** What this process knows without asking. */
interface Seen {
  /** It has just begun to look. */
  isFirst: boolean
  /** What each author's message says: what it says already is not asked for again. */
  shown: Map<bigint, string>
  /** Of each broadcast of which nothing moves, how it was when that was found. */
  settled: Map<bigint, string>
  /** When each was shown last, and how it was then. */
  drawn: Map<bigint, { as: string; at: number }>
  reads: Map<bigint, number>
  /** Something may have been sent that should not have been, or somebody has read something. */
  hasStrays: boolean
  hasReaders: boolean
}

async function lookAll(work: Work, seen: Seen) {
  const db = work.database.client
  const startedAt = { gte: new Date(work.clock.now().getTime() - followedFor) }
  const followed = await db.broadcast.findMany({
    where: { OR: [{ state: { in: ['sending', 'paused'] } }, { startedAt }] },
    orderBy: { id: 'asc' },
  })
  if (seen.hasStrays) {
    seen.hasStrays = false
    await mendStrays(work, followed).catch((error: unknown) => {
      seen.hasStrays = true
      throw error
    })
    seen.settled.clear()
  }
  if (seen.hasReaders) {
    seen.hasReaders = false
    const asking = followed.filter(({ asksReading }) => asksReading).map(({ id }) => id)
    seen.reads = await readsOf(db, asking)
  }
  for (const broadcast of followed) await lookAt(work, broadcast, seen)
  seen.isFirst = false
}

async function lookAt(work: Work, broadcast: Broadcast, { isFirst, shown, settled, drawn, reads }: Seen) {
  const { id, state, progressId, contentId, recalledAt } = broadcast
  const as = JSON.stringify([state, String(progressId), String(contentId), recalledAt, reads.get(id)])
  if (settled.get(id) === as) return
  const found = await overview(work.database.client, broadcast, work.clock.now())
  if (isDone(found)) return void (await finish(work, id, shown))
  const isStill = !moves(found)
  const at = work.clock.monotonic()
  const last = drawn.get(id)
  if (!isStill && last?.as === as && at - last.at < pace) return
  drawn.set(id, { as, at })
  // What was over before this process began has been shown by another.
  const isKnown = isFirst && isStill && state !== 'paused'
  await redraw(work, found, shown, isKnown)
  if (isStill) settled.set(id, as)
}

function moves({ fates, correction, recall }: Overview): boolean {
  return fates.left + (correction?.left ?? 0) + (recall?.left ?? 0) > 0
}
