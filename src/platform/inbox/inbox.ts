import type { Update } from '@grammyjs/types'
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { Prisma } from '../../generated/prisma/client.ts'
import type { Clock } from '../clock.ts'
import type { Database, Db } from '../database/database.ts'
import { storable } from '../database/json.ts'
import type { Log } from '../log.ts'
import { Refusal } from '../refusal.ts'
import type { Sealing } from '../sealing.ts'
import { surge } from './surge.ts'
import type { SurgeLimits } from './surge.ts'

/** What is done with one update, in one transaction; gives what to do after the commit. */
export type Handler = (db: Db, update: Update, now: Date) => Promise<() => void>

export interface Inbox {
  /** Stores updates, each once; resolves when they are safe. */
  store(updates: Update[]): Promise<void>
  /** Updates waiting to be handled, here or elsewhere. */
  backlog(): Promise<number>
  /** Resolves when nothing is in hand. */
  rest(): Promise<void>
  /** Resolves when nothing is waiting and nothing is in hand. */
  idle(): Promise<void>
  /** Takes no more, finishes what is in hand, at the latest after `deadline` milliseconds. */
  stop(deadline: number): Promise<void>
}

interface Lane {
  lane: string
  fence: bigint
  updateId: bigint
  /** Whoever had it before never said that it was done: it may be what they died of. */
  inherited: boolean
  /** The update, where the statement that gave the lane has seen it and nobody has died of it yet. */
  payload: unknown
}

const mostLanes = 12
/** One connection serves in the order asked: what would wait there for its turn waits here, not in front of all else. */
const mostLanesSolo = 4
const lease = 10_000
const renewal = 3000
const pollEvery = 500
const tries = 4
/** An update in hand when this many processes died is not handled by another. */
const deaths = 5

/**
 * Opens the inbox: stored updates are handled one after the other in each chat's lane, up to 12 lanes at once (4 where one
 * connection serves all), each in one transaction that also marks the update handled, so that its effects happen exactly
 * once.
 */
export function openInbox(options: {
  database: Database
  clock: Clock
  log: Log
  sealing: Sealing
  /** Only this process can have the database: leases of a dead one are void. */
  solo: boolean
  handle: Handler
  /** Says why what was asked for is refused, in a transaction of its own. */
  refuse: (db: Db, update: Update, refusal: Refusal, now: Date) => Promise<() => void>
  /** Tells the person that handling failed, in a transaction of its own. */
  fail: (db: Db, update: Update, reference: string, now: Date) => Promise<() => void>
  /** Tells the person, once, that they send too much. */
  overflow: (db: Db, update: Update, now: Date) => Promise<() => void>
  /** How much of one person is taken in 10 s, when not what is usual. */
  surgeLimits?: SurgeLimits | undefined
}): Inbox {
  const { database, clock, log, sealing } = options
  const owner = randomUUID()
  const width = options.solo ? mostLanesSolo : mostLanes
  const limit = surge(clock, options.surgeLimits)
  const inHand = new Map<string, Lane>()
  const quiet = new Set<() => void>()
  let stopping = false
  let claiming: Promise<void> | undefined
  let again = false

  const store = async (updates: Update[]) => {
    const allowed = updates.map((update) => ({ update, verdict: limit(update) }))
    const rows = allowed.map(({ update, verdict }) => ({
      id: String(update.update_id),
      lane: sealing.hash(laneOf(update)),
      payload: verdict === 'take' ? update : null,
    }))
    await insert(database.client, rows, clock.now())
    for (const { update, verdict } of allowed) if (verdict === 'tell') await tell(update)
    database.wake('inbox')
  }
  const tell = async (update: Update) => {
    const after = await database.client.$transaction((db) => options.overflow(db, update, clock.now()))
    after()
  }

  const claim = () => {
    again = true
    claiming ??= claimAll().finally(() => {
      claiming = undefined
      if (again && !stopping) claim()
    })
  }
  const claimAll = async () => {
    while (again && !stopping) {
      again = false
      const free = width - inHand.size
      if (free === 0) return
      try {
        const lanes = await claimLanes(database.client, owner, clock.wall(), free)
        for (const lane of lanes) {
          inHand.set(lane.lane, lane)
          void work(lane)
        }
        if (lanes.length === free) again = true
      } catch (error) {
        // The database is away: the poll below tries again.
        log.warn({ err: error }, 'Updates could not be claimed')
      }
    }
  }
  const work = async (first: Lane) => {
    let lane: Lane | undefined = first
    try {
      while (lane !== undefined && !stopping) lane = await handleNext(lane)
      if (lane !== undefined) await release(database.client, lane)
    } catch (error) {
      if (!(error instanceof Fenced))
        log.warn({ err: error }, 'A lane was left; its lease runs out and it is taken up again')
    } finally {
      const wasFull = inHand.size === width
      // It may have been claimed anew, with another fence, since it was free.
      if (inHand.get(first.lane)?.fence === first.fence) inHand.delete(first.lane)
      if (inHand.size === 0) for (const listener of quiet) listener()
      // Otherwise nothing was left behind: what is stored for a lane in hand is found when it ends.
      if (wasFull) claim()
    }
  }
  const handleNext = async (lane: Lane): Promise<Lane | undefined> => {
    const { payload, attempts } =
      lane.inherited || lane.payload === null ? await recall(lane) : { payload: lane.payload, attempts: 0 }
    if (payload === null) throw new Fenced('The update was handled elsewhere')
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- stored as Telegram sent it
    const update = payload as Update
    if (attempts >= deaths) return giveUp(lane, update, new Error(`${deaths} processes died while they handled it`))
    for (let attempt = 1; ; attempt++) {
      try {
        return await settle(lane, 'handled', (db) => options.handle(db, update, clock.now()))
      } catch (error) {
        if (error instanceof Fenced) throw error
        if (error instanceof Refusal)
          return settle(lane, 'handled', (db) => options.refuse(db, update, error, clock.now()))
        if (!isPassing(error)) return giveUp(lane, update, error)
        if (attempt === tries) throw error
        await pause(50 * 4 ** attempt)
      }
    }
  }
  /** Reads the lane's update, and counts that somebody may have died of it. */
  const recall = ({ updateId, inherited }: Lane) =>
    database.client.inboxUpdate.update({
      where: { updateId },
      data: { attempts: { increment: inherited ? 1 : 0 } },
      select: { payload: true, attempts: true },
    })
  /** Keeps the update, sealed, for whoever looks into it, and tells the person the reference. */
  const giveUp = async (lane: Lane, update: Update, fault: unknown): Promise<Lane | undefined> => {
    const reference = randomUUID().slice(0, 8)
    log.error({ err: fault, reference, update: String(lane.updateId) }, 'An update failed')
    const kept = { reference, sealed: sealing.seal(JSON.stringify(update)) }
    try {
      return await settle(lane, 'failed', (db) => options.fail(db, update, reference, clock.now()), kept)
    } catch (error) {
      if (error instanceof Fenced || isPassing(error)) throw error
      // Telling them fails as well: their next words must not wait behind it for ever.
      log.error({ err: error, reference }, 'Nobody was told of a failed update')
      return settle(lane, 'failed', async () => () => {}, kept)
    }
  }
  const settle = async (
    lane: Lane,
    fate: 'handled' | 'failed',
    effects: (db: Db) => Promise<() => void>,
    kept?: { reference: string; sealed: Uint8Array<ArrayBuffer> },
  ): Promise<Lane | undefined> => {
    const [next, after] = await database.client.$transaction(async (db) => {
      const then = await effects(db)
      return [await finish(db, lane, fate, clock.now(), kept), then] as const
    })
    after()
    return next && { ...lane, ...next, inherited: false }
  }

  const renew = setInterval(() => {
    const lanes = [...inHand.keys()]
    if (lanes.length === 0) return
    database.client.inboxLane
      .updateMany({
        // One that was freed meanwhile must stay free.
        where: { owner, lane: { in: lanes }, leaseUntil: { not: null } },
        data: { leaseUntil: later(clock.wall(), lease) },
      })
      .catch((error: unknown) => log.warn({ err: error }, 'Leases could not be renewed'))
  }, renewal)
  const poll = setInterval(claim, pollEvery)
  const deaf = database.onWake('inbox', claim)
  // Before the first claim, or it would end what that has begun.
  if (options.solo) claiming = expireAll(database.client).finally(() => (claiming = undefined))
  void Promise.resolve(claiming).then(claim, (error: unknown) =>
    log.warn({ err: error }, 'Leases of a dead process stay'),
  )

  const rest = async () => {
    await claiming
    if (inHand.size === 0) return
    await new Promise<void>((done) => {
      const listener = () => (quiet.delete(listener), done())
      quiet.add(listener)
    })
  }

  return {
    store,
    backlog: () => database.client.inboxUpdate.count({ where: { fate: 'pending' } }),
    rest,
    async idle() {
      for (;;) {
        claim()
        await rest()
        if ((await database.client.inboxUpdate.count({ where: { fate: 'pending' } })) === 0) return
      }
    },
    async stop(deadline) {
      stopping = true
      clearInterval(renew)
      clearInterval(poll)
      deaf()
      await claiming
      if (inHand.size === 0) return
      await Promise.race([
        new Promise<void>((done) => quiet.add(done)),
        new Promise<void>((done) => setTimeout(done, deadline).unref()),
      ])
    },
  }
}

/** Another instance has taken over the lane: what this one did is rolled back. */
class Fenced extends Error {
  override name = 'Fenced'
}

async function insert(db: Db, rows: { id: string; lane: string; payload: Update | null }[], now: Date) {
  if (rows.length === 0) return
  await db.$executeRaw`
    WITH given AS (
      SELECT (r->>'id')::bigint AS id, r->>'lane' AS lane, NULLIF(r->'payload', 'null'::jsonb) AS payload
      FROM jsonb_array_elements(${storable(rows)}::jsonb) r
    ), stored AS (
      INSERT INTO inbox_update (update_id, lane, payload, fate, received_at, handled_at)
      SELECT id, lane, payload, (CASE WHEN payload IS NULL THEN 'dropped' ELSE 'pending' END)::fate, ${iso(now)}::timestamptz,
        CASE WHEN payload IS NULL THEN ${iso(now)}::timestamptz END
      FROM given
      ON CONFLICT (update_id) DO NOTHING
      RETURNING update_id, lane, fate
    )
    INSERT INTO inbox_lane (lane, next_id)
    SELECT lane, min(update_id) FROM stored WHERE fate = 'pending' GROUP BY lane ORDER BY lane
    ON CONFLICT (lane) DO UPDATE SET next_id = LEAST(inbox_lane.next_id, EXCLUDED.next_id)`
}

/** Takes up to `count` lanes that have something to do and that nobody works on, the longest waiting first. */
async function claimLanes(db: Db, owner: string, wall: Date, count: number): Promise<Lane[]> {
  return db.$queryRaw<Lane[]>`
    UPDATE inbox_lane l SET owner = ${owner}, fence = l.fence + 1, lease_until = ${iso(later(wall, lease))}::timestamptz
    FROM (
      SELECT lane, lease_until FROM inbox_lane
      WHERE next_id IS NOT NULL AND (lease_until IS NULL OR lease_until < ${iso(wall)}::timestamptz)
      ORDER BY next_id LIMIT ${count} FOR UPDATE SKIP LOCKED
    ) free
    WHERE l.lane = free.lane
    RETURNING l.lane, l.fence, l.next_id AS "updateId", free.lease_until IS NOT NULL AS inherited,
      ${payloadOf(Prisma.sql`l.next_id`)} AS payload`
}

/** Empty as well where the update was stored after the statement began: then it is read by itself. */
const payloadOf = (updateId: Prisma.Sql) =>
  Prisma.sql`(SELECT u.payload FROM inbox_update u WHERE u.update_id = ${updateId} AND u.attempts = 0)`

/** Ends the leases of a process that is no more: nobody else can have this database. */
async function expireAll(db: Db) {
  await db.inboxLane.updateMany({ where: { leaseUntil: { not: null } }, data: { leaseUntil: new Date(0) } })
}

/** Marks the update and gives the lane's next one; without one, the lane is free. Throws Fenced when it is not ours any more. */
async function finish(
  db: Db,
  { lane, fence, updateId }: Lane,
  fate: 'handled' | 'failed',
  now: Date,
  kept: { reference: string; sealed: Uint8Array<ArrayBuffer> } | undefined,
): Promise<Pick<Lane, 'updateId' | 'payload'> | undefined> {
  // Locked first: the next statement then sees every update stored before, and storing waits for us.
  const held = await db.$queryRaw<
    unknown[]
  >`SELECT 1 FROM inbox_lane WHERE lane = ${lane} AND fence = ${fence} FOR UPDATE`
  if (held.length === 0) throw new Fenced('The lane was taken over')
  const [next] = await db.$queryRaw<{ updateId: bigint | null; payload: unknown }[]>`
    WITH marked AS (
      UPDATE inbox_update SET fate = ${fate}::fate, payload = NULL, handled_at = ${iso(now)}::timestamptz,
        reference = ${kept?.reference ?? null}, sealed = ${kept?.sealed ?? null}
      WHERE update_id = ${updateId}
    ), following AS (
      SELECT min(update_id) AS next FROM inbox_update
      WHERE lane = ${lane} AND fate = 'pending' AND update_id <> ${updateId}
    )
    UPDATE inbox_lane SET next_id = following.next,
      lease_until = CASE WHEN following.next IS NULL THEN NULL ELSE lease_until END
    FROM following WHERE lane = ${lane}
    RETURNING following.next AS "updateId", ${payloadOf(Prisma.sql`following.next`)} AS payload`
  const following = next?.updateId ?? null
  return following === null ? undefined : { updateId: following, payload: next?.payload }
}

async function release(db: Db, { lane, fence }: Lane) {
  await db.inboxLane.updateMany({ where: { lane, fence }, data: { leaseUntil: null } })
}

/** What keeps its order: the chat, else the person. */
function laneOf(update: Update): string {
  const chat =
    update.message?.chat ??
    update.edited_message?.chat ??
    update.callback_query?.message?.chat ??
    update.my_chat_member?.chat
  const user = update.callback_query?.from ?? update.poll_answer?.user
  return String(chat?.id ?? user?.id ?? 'none')
}

/** A fault of the database that passes: a lost connection, a deadlock, a queue that was too long. */
function isPassing(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientInitializationError) return true
  if (error instanceof Prisma.PrismaClientKnownRequestError)
    return ['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2034'].includes(error.code)
  return false
}

const later = (date: Date, milliseconds: number) => new Date(date.getTime() + milliseconds)

// As text: a Date would be read in the connection's time zone.
const iso = (date: Date) => date.toISOString()
