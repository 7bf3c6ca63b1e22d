import { randomUUID } from 'node:crypto'
import { schedule } from 'node-cron'
import type { Clock } from '../clock.ts'
import { readCron } from './cron.ts'
import type { Database } from '../database/database.ts'
import type { Log } from '../log.ts'
import { openPump } from '../pump.ts'
import { begin, claim, end, giveUp, lease, readStandings, renew, unfinished } from './ticks.ts'
import type { Firing, Standing } from './ticks.ts'

/** Something that is done by the clock. */
export interface Job<Work> {
  name: string
  /** Five fields, in the scheduler's time zone. */
  cron: string
  /**
   * Does what is due at `fireAt`; `late`: five minutes or more after it. Begun by exactly one instance, but once more
   * after a failure or a crash: what must not happen twice has to be guarded by a row.
   */
  run(work: Work, fireAt: Date, late: boolean): Promise<void>
}

/** Runs jobs when they are due, each firing in exactly one instance. */
export interface Scheduler {
  /** From now on wakes every minute; what was missed while nothing ran is done at once. */
  start(): void
  /** Runs what is due at `now` and resolves when it has ended. Of several missed firings of a job only the latest counts. */
  advance(now: Date): Promise<void>
  /** When the next job is due; null: never. */
  nextDue(): Date | null
  /** Fires nothing more and waits at most `milliseconds` for what runs; true: all of it has ended. */
  stop(milliseconds: number): Promise<boolean>
}

const day = 86_400_000
const lateAfter = 5 * 60_000
const notLookedAt = 'Jobs could not be looked at; they will be in a minute'
/** Pauses before each attempt after the first, in milliseconds of real time. */
const pauses = [60_000, 5 * 60_000, 15 * 60_000]

/** Opens a scheduler of `jobs`, which are given `work`. A job that was never seen before is due from now on. */
export async function openScheduler<Work>(options: {
  database: Database
  clock: Clock
  log: Log
  timeZone: string
  jobs: readonly Job<Work>[]
  work: Work
}): Promise<Scheduler> {
  const { database, clock, log, timeZone, work } = options
  const db = database.client
  const owner = randomUUID()
  let reached = clock.now()

  const timers = options.jobs.map((job) => {
    const cron = readCron(job.cron, timeZone)
    const pump = openPump(
      () => pass(job, cron),
      (error) => log.error({ err: error, job: job.name }, notLookedAt),
    )
    return { job, cron, pump, next: remembering(cron.next) }
  })
  for (const { job } of timers) await begin(db, job.name, reached)

  async function pass(job: Job<Work>, cron: ReturnType<typeof readCron>): Promise<boolean> {
    const now = reached
    const oldest = new Date(now.getTime() - day)
    for (const firing of await unfinished(db, job.name, clock.wall())) {
      if (firing.attempts > pauses.length) await abandon(firing, 'crashed')
      else if (firing.fireAt <= oldest) await abandon(firing, 'too late')
      else await fire(job, firing.fireAt)
    }
    const last = (await readStandings(db, [job.name])).get(job.name)?.newest ?? null
    if (last === null) await begin(db, job.name, now)
    else {
      const due = cron.latest(last > oldest ? last : oldest, now)
      if (due !== null) await fire(job, due)
    }
    return false
  }

  async function fire(job: Job<Work>, fireAt: Date) {
    if (stopping) return
    const attempt = await claim(db, { job: job.name, fireAt }, owner, clock.wall())
    if (attempt === null) return
    const renewal = setInterval(() => {
      renew(db, attempt, clock.wall()).then(
        (held) => held || log.warn({ reference: reference(attempt) }, 'A job runs on though its lease was lost'),
        (error: unknown) => log.warn({ err: error, reference: reference(attempt) }, 'A lease was not renewed'),
      )
    }, lease / 3).unref()
    try {
      await job.run(work, fireAt, reached.getTime() - fireAt.getTime() >= lateAfter)
      await end(db, attempt, { doneAt: clock.now(), error: null })
    } catch (error) {
      const pause = pauses[attempt.attempt - 1]
      const words = pause === undefined ? 'A job failed; it is not tried again' : 'A job failed; it will be tried again'
      log.error({ err: error, reference: reference(attempt), attempt: attempt.attempt }, words)
      const name = error instanceof Error ? error.name : 'unknown'
      const again = new Date(clock.wall().getTime() + (pause ?? 0))
      await end(db, attempt, pause === undefined ? { doneAt: clock.now(), error: name } : { again, error: name })
    } finally {
      clearInterval(renewal)
    }
  }

  async function abandon(firing: Firing, why: 'crashed' | 'too late') {
    log.error({ reference: reference(firing), why }, 'A job was begun and never ended; it is not tried again')
    await giveUp(db, firing, why, clock.now())
  }

  async function advance(now: Date) {
    if (now > reached) reached = now
    // Most of the time there is nothing to do: one look at all jobs tells so.
    const standings = await readStandings(
      db,
      timers.map(({ job }) => job.name),
    ).catch((error: unknown) => log.error({ err: error }, notLookedAt))
    if (!standings) return
    const due = timers.filter(({ job, next }) => isDue(standings.get(job.name), next, reached))
    await Promise.all(due.map(({ pump }) => pump.idle()))
  }

  const catchUp = () => advance(clock.now())
  const leave = clock.onTurn(catchUp)
  let beat: ReturnType<typeof schedule> | undefined
  let stopping = false
  return {
    start() {
      // A late beat does no harm, so node-cron need not tell about it.
      beat = schedule('* * * * *', catchUp, { timezone: timeZone, suppressMissedWarning: true, unref: true })
      void catchUp()
    },
    advance,
    nextDue() {
      const times = timers.flatMap(({ cron }) => cron.next(clock.now())?.getTime() ?? [])
      return times.length === 0 ? null : new Date(Math.min(...times))
    },
    async stop(milliseconds) {
      stopping = true
      leave()
      void beat?.destroy()
      return within(
        milliseconds,
        timers.map(({ pump }) => pump.stop()),
      )
    },
  }
}

/** Whether there is something to do for a job that has got as far as this. */
function isDue(standing: Standing | undefined, next: (after: Date) => Date | null, now: Date): boolean {
  if (!standing?.newest || standing.isOpen) return true
  const at = next(standing.newest)
  return at !== null && at <= now
}

/** The same function of a moment, which knows its last answer: looking for a time that is far off takes long. */
function remembering(find: (after: Date) => Date | null): (after: Date) => Date | null {
  let known: { after: number; found: Date | null } | undefined
  return (after) => {
    if (known?.after !== after.getTime()) known = { after: after.getTime(), found: find(after) }
    return known.found
  }
}

/** Names a firing in the log, so that one can find all that was said about it. */
function reference({ job, fireAt }: Firing): string {
  return `${job}@${fireAt.toISOString()}`
}

async function within(milliseconds: number, work: Promise<unknown>[]): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const over = new Promise<boolean>((done) => (timer = setTimeout(() => done(false), milliseconds)))
  const ended = await Promise.race([Promise.all(work).then(() => true), over])
  clearTimeout(timer)
  return ended
}
