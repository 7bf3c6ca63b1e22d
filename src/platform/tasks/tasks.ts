import type { z } from 'zod'
import type { Db } from '../database/database.ts'
import { openPump } from '../pump.ts'
import type { Posted } from '../outbox/outbox.ts'
import type { Work } from '../work.ts'
import { claim, countAtWork, finish, giveUp, release, renew, rest } from './attempts.ts'
import type { Attempt } from './attempts.ts'

/** Writes what came of a task, in the transaction in which the task is done; gives what it posted. */
export type Conclusion = (tx: Db, now: Date) => Promise<Posted[]>

/**
 * Work that takes longer than an answer may: `run` prepares outside of any transaction and may be tried more than once,
 * the conclusion that it gives is committed once.
 */
interface TaskPlan<Payload> {
  /** Unique among all tasks. */
  name: string
  /** Its input is JSON. */
  payload: z.ZodType<Payload>
  run(work: Work, payload: Payload, signal: AbortSignal): Promise<Conclusion>
  /** Says that it was given up, under the reference by which it is logged. */
  failed(work: Work, payload: Payload, reference: string): Conclusion
}

/** A task with the type of its payload. */
export interface Task<Payload> extends AnyTask {
  /** Only for the compiler: what it is begun with. */
  readonly takes?: (payload: Payload) => void
}

/** A task with its type closed: what the runner works with. */
export interface AnyTask {
  name: string
  run(work: Work, payload: unknown, signal: AbortSignal): Promise<Conclusion>
  failed(work: Work, payload: unknown, reference: string): Conclusion
}

/** Thrown by `run` when what it needs is not there yet: it is asked again soon, for as long as it takes. */
export class NotYet extends Error {
  override name = 'NotYet'
}

/** Runs tasks while it is open. */
export interface Tasks {
  /** Resolves when nothing that can be done is left. */
  idle(): Promise<void>
  /** Takes up nothing more, interrupts what is in hand, and resolves when it has ended. */
  stop(): Promise<void>
}

/** The channel to wake once a transaction that began a task has been committed. */
export const tasksChannel = 'tasks'

const poll = 2000
const atOnce = 2
/** While a task waits for something, such as a file that is being fetched, in milliseconds of real time. */
const again = 200
/** Pauses before each attempt after the first. */
const pauses = [1000, 10_000, 60_000]

/** Declares a task once, for its feature's door plate. */
export function task<Payload>(plan: TaskPlan<Payload>): Task<Payload> {
  return {
    name: plan.name,
    run: (work, payload, signal) => plan.run(work, plan.payload.parse(payload), signal),
    failed: (work, payload, reference) => plan.failed(work, plan.payload.parse(payload), reference),
  }
}

/**
 * Begins a task when the transaction is committed, not before `from` (real time) where that is named; in a turn, use
 * turn.begin, which also wakes the runner.
 */
export async function begin<Payload extends object>(
  tx: Db,
  { name }: Task<Payload>,
  payload: Payload,
  now: Date,
  from?: Date,
) {
  await tx.task.create({ data: { name, payload, createdAt: now, ...(from && { restUntil: from }) } })
}

/** Runs tasks, in any instance, each by one at a time. `handOver` gets what their conclusions posted. */
export function openTasks({ work, tasks }: { work: Work; tasks: readonly AnyTask[] }): Tasks {
  const { database, clock, log } = work
  const db = database.client
  const byName = new Map(tasks.map((one) => [one.name, one]))
  if (byName.size < tasks.length) throw new Error('Two tasks have the same name')
  const stopping = new AbortController()
  /** How many are claimed or run right now. */
  let inHand = 0

  async function takeNext(): Promise<boolean> {
    inHand++
    try {
      return await runNext()
    } finally {
      inHand--
    }
  }

  async function runNext(): Promise<boolean> {
    const attempt = await claim(db, [...byName.keys()], clock.wall())
    const found = attempt && byName.get(attempt.name)
    if (!attempt || !found) return false
    const beat = setInterval(() => void renew(db, attempt, clock.wall()).catch(broke), 20_000)
    try {
      await conclude(attempt, await found.run(work, attempt.payload, stopping.signal))
      return true
    } catch (error) {
      return await settle(found, attempt, error)
    } finally {
      clearInterval(beat)
    }
  }

  async function conclude(attempt: Attempt, conclusion: Conclusion) {
    const posted = await db.$transaction(async (tx) => ((await finish(tx, attempt)) ? conclusion(tx, clock.now()) : []))
    work.handOver(posted)
  }

  /** Gives whether there may be more to do at once. */
  async function settle(found: AnyTask, attempt: Attempt, error: unknown): Promise<boolean> {
    if (stopping.signal.aborted) {
      await release(db, attempt, null)
      return false
    }
    if (error instanceof NotYet) {
      await release(db, attempt, new Date(clock.wall().getTime() + again))
      setTimeout(wake, again).unref()
      return true
    }
    const reference = `task-${attempt.id}`
    const pause = pauses[attempt.number - 1]
    log.error({ err: error, reference, attempt: attempt.number, final: pause === undefined }, 'A task failed')
    if (pause !== undefined) {
      await rest(db, attempt, new Date(clock.wall().getTime() + pause))
      return true
    }
    const posted = await db.$transaction(async (tx) => {
      const isOurs = await giveUp(tx, attempt, error instanceof Error ? error.name : 'unknown', clock.now())
      return isOurs ? found.failed(work, attempt.payload, reference)(tx, clock.now()) : []
    })
    work.handOver(posted)
    return true
  }

  const broke = (error: unknown) => log.error({ err: error }, 'Tasks could not be looked at; tried again in 2 s')
  const pumps = Array.from({ length: atOnce }, () => openPump(takeNext, broke))
  const wake = () => {
    for (const pump of pumps) pump.wake()
  }
  const timer = setInterval(wake, poll).unref()
  const leave = database.onWake(tasksChannel, wake)
  wake()
  return {
    async idle() {
      for (;;) {
        const before = await countAtWork(db, [...byName.keys()], clock.wall())
        if (before.all === 0) return
        await Promise.all(pumps.map((pump) => pump.idle()))
        const { untried } = await countAtWork(db, [...byName.keys()], clock.wall())
        // One may have been taken up between the two looks.
        if (untried === 0 && inHand === 0) return
        await new Promise((done) => setTimeout(done, again / 4))
      }
    },
    async stop() {
      clearInterval(timer)
      leave()
      const ended = Promise.all(pumps.map((pump) => pump.stop()))
      stopping.abort()
      await ended
    },
  }
}
