import { randomUUID } from 'node:crypto'
import type { Clock } from './clock.ts'
import type { Database } from './database/database.ts'
import type { Log } from './log.ts'

/** A time of leading: what is written under it carries the owner and the fencing number, which grows with each. */
export interface Tenure {
  owner: string
  fence: bigint
}

/** The one instance that sends and polls, by a lease in the database. */
export interface Leader {
  /** The tenure of this instance as long as its lease cannot have expired, by the monotonic clock. */
  current(): Tenure | null
  /** Calls back on every gain, and at once when this instance leads already. */
  onGain(listener: (tenure: Tenure) => void): () => void
  onLoss(listener: () => void): () => void
  /** Gives the lease up, so that another instance takes it at once. Stop what needs it first. */
  stop(): Promise<void>
}

/** `solo`: no other process can use the database, so a lease found there belongs to a dead one. */
export interface LeaderOptions {
  database: Database
  clock: Clock
  log: Log
  solo: boolean
}

/** The row of the lease, which every statement of the sender checks. */
export const leaseName = 'sender'

const lease = 10_000
/** Clocks of two machines may run at slightly different speeds: the holder stops a little before the others may start. */
const margin = 1000
const renewal = 3000
const attempt = 2000

/** Starts to lead or to wait for it; resolves after the first attempt. Another instance's death is taken over within 13 s. */
export async function openLeader(options: LeaderOptions): Promise<Leader> {
  const { database, clock, log, solo } = options
  const owner = randomUUID()
  const gains = new Set<(tenure: Tenure) => void>()
  const losses = new Set<() => void>()
  let tenure: Tenure | null = null
  let heldUntil = 0
  let timer: NodeJS.Timeout | undefined
  let expiry: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  let stopped = false

  const current = () => (tenure !== null && clock.monotonic() < heldUntil ? tenure : null)

  const lose = (reason: string) => {
    if (tenure === null) return
    tenure = null
    clearTimeout(expiry)
    log.warn({ reason }, 'This instance no longer leads')
    for (const listener of losses) listener()
  }
  const hold = (since: number) => {
    heldUntil = since + lease - margin
    clearTimeout(expiry)
    expiry = setTimeout(() => current() ?? lose('the lease could not be renewed'), heldUntil - clock.monotonic())
  }
  const seize = async () => {
    const since = clock.monotonic()
    const fence = await acquire(database, owner, clock.wall(), solo)
    if (fence === null) return
    tenure = { owner, fence }
    hold(since)
    log[solo ? 'debug' : 'info']({ fence: String(fence) }, 'This instance leads')
    for (const listener of gains) listener(tenure)
  }
  const keep = async (mine: Tenure) => {
    const since = clock.monotonic()
    if (await renew(database, mine, clock.wall())) {
      if (tenure === mine) hold(since)
    } else lose('another instance took the lease')
  }
  const turn = async () => {
    try {
      if (tenure === null) await seize()
      else await keep(tenure)
    } catch (error) {
      log.warn({ err: error }, 'The lease of the leader could not be read')
    }
  }
  /** One statement about the lease at a time; the next is planned when it has ended. */
  const look = async () => {
    if (stopped) return
    clearTimeout(timer)
    running ??= turn().finally(() => (running = undefined))
    await running
    clearTimeout(timer)
    if (!stopped) timer = setTimeout(() => void look(), tenure === null ? attempt : renewal)
  }
  const unlisten = database.onWake('leader', () => void look())
  await look()

  return {
    current,
    onGain(listener) {
      gains.add(listener)
      const now = current()
      if (now !== null) listener(now)
      return () => void gains.delete(listener)
    },
    onLoss(listener) {
      losses.add(listener)
      return () => void losses.delete(listener)
    },
    async stop() {
      stopped = true
      unlisten()
      clearTimeout(timer)
      await running
      const mine = current()
      tenure = null
      clearTimeout(expiry)
      if (mine === null) return
      await release(database, mine).catch((error: unknown) =>
        log.warn({ err: error }, 'The lease could not be given up; another instance takes it when it expires'),
      )
      database.wake('leader')
    },
  }
}

async function acquire({ client }: Database, owner: string, wall: Date, solo: boolean): Promise<bigint | null> {
  const until = new Date(wall.getTime() + lease).toISOString()
  const rows = await client.$queryRaw<{ fence: bigint }[]>`
    INSERT INTO leader (name, owner, fence, until) VALUES (${leaseName}, ${owner}, 1, ${until}::timestamptz)
    ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, fence = leader.fence + 1, until = excluded.until
    WHERE leader.until <= ${wall.toISOString()}::timestamptz OR leader.owner = excluded.owner OR ${solo}
    RETURNING fence`
  return rows[0]?.fence ?? null
}

async function renew({ client }: Database, { owner, fence }: Tenure, wall: Date): Promise<boolean> {
  const until = new Date(wall.getTime() + lease).toISOString()
  const count = await client.$executeRaw`
    UPDATE leader SET until = ${until}::timestamptz WHERE name = ${leaseName} AND owner = ${owner} AND fence = ${fence}`
  return count === 1
}

async function release({ client }: Database, { owner, fence }: Tenure): Promise<void> {
  await client.$executeRaw`
    UPDATE leader SET until = 'epoch' WHERE name = ${leaseName} AND owner = ${owner} AND fence = ${fence}`
}
