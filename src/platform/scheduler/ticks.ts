import type { Db } from '../database/database.ts'

/** One firing of a job. */
export interface Firing {
  job: string
  fireAt: Date
}

/** One attempt at a firing: who makes it, and which one it is, from 1. */
export interface Attempt extends Firing {
  owner: string
  attempt: number
}

/** How long an attempt keeps others away, in milliseconds of real time, unless it is renewed. */
export const lease = 60_000

/** Notes `now` as the moment from which a job that has never been seen is due. */
export async function begin(db: Db, job: string, now: Date) {
  await db.$executeRaw`
    INSERT INTO tick (job, fire_at, done_at)
    SELECT ${job}, ${now}::timestamptz, ${now}::timestamptz
    WHERE NOT EXISTS (SELECT 1 FROM tick WHERE job = ${job})`
}

/** How far a job has got. */
export interface Standing {
  /** Its last firing that is known, done or not; null: the job has never been seen. */
  newest: Date | null
  /** Some firing of it has not ended: somebody is at it, or it waits for another attempt. */
  isOpen: boolean
}

/** How far each of these jobs has got, by their names. */
export async function readStandings(db: Db, jobs: string[]): Promise<Map<string, Standing>> {
  const rows = await db.$queryRaw<(Standing & { job: string })[]>`
    SELECT job, (SELECT max(fire_at) FROM tick WHERE tick.job = known.job) AS newest,
      EXISTS (SELECT 1 FROM tick WHERE tick.job = known.job AND done_at IS NULL) AS "isOpen"
    FROM unnest(${jobs}::text[]) known(job)`
  return new Map(rows.map(({ job, ...standing }) => [job, standing]))
}

/** Firings that failed or whose instance died, and that nobody is at, oldest first. */
export async function unfinished(db: Db, job: string, wall: Date): Promise<(Firing & { attempts: number })[]> {
  return db.tick.findMany({
    where: { job, doneAt: null, OR: [{ leaseUntil: null }, { leaseUntil: { lte: wall } }] },
    orderBy: { fireAt: 'asc' },
    select: { job: true, fireAt: true, attempts: true },
  })
}

/**
 * Takes a firing, new or unfinished, for one attempt; null: somebody else has it, had it, or is at another firing of the
 * same job.
 */
export async function claim(db: Db, { job, fireAt }: Firing, owner: string, wall: Date): Promise<Attempt | null> {
  const until = new Date(wall.getTime() + lease)
  const [row] = await db.$queryRaw<{ attempts: number }[]>`
    INSERT INTO tick (job, fire_at, owner, lease_until, attempts)
    SELECT ${job}, ${fireAt}::timestamptz, ${owner}, ${until}::timestamptz, 1
    WHERE NOT EXISTS (
      SELECT 1 FROM tick other
      WHERE other.job = ${job} AND other.fire_at <> ${fireAt}::timestamptz
        AND other.done_at IS NULL AND other.owner IS NOT NULL AND other.lease_until > ${wall}::timestamptz)
    ON CONFLICT (job, fire_at) DO UPDATE
    SET owner = excluded.owner, lease_until = excluded.lease_until, attempts = tick.attempts + 1
    WHERE tick.done_at IS NULL AND (tick.lease_until IS NULL OR tick.lease_until <= ${wall}::timestamptz)
    RETURNING attempts`
  return row === undefined ? null : { job, fireAt, owner, attempt: row.attempts }
}

/** Keeps others away for another lease; false: somebody else has taken the firing in the meantime. */
export async function renew(db: Db, attempt: Attempt, wall: Date): Promise<boolean> {
  const leaseUntil = new Date(wall.getTime() + lease)
  return (await db.tick.updateMany({ where: held(attempt), data: { leaseUntil } })).count > 0
}

/** The attempt is over: done, or tried again from `again` (real time) on. */
export async function end(
  db: Db,
  attempt: Attempt,
  how: { doneAt: Date; error: string | null } | { again: Date; error: string },
) {
  const data =
    'again' in how
      ? { owner: null, leaseUntil: how.again, error: how.error }
      : { doneAt: how.doneAt, leaseUntil: null, error: how.error }
  await db.tick.updateMany({ where: held(attempt), data })
}

/** Nobody will try this firing again. */
export async function giveUp(db: Db, { job, fireAt }: Firing, error: string, now: Date) {
  await db.tick.updateMany({ where: { job, fireAt, doneAt: null }, data: { doneAt: now, leaseUntil: null, error } })
}

function held({ job, fireAt, owner, attempt }: Attempt) {
  return { job, fireAt, owner, attempts: attempt, doneAt: null }
}
