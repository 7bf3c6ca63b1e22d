import { z } from 'zod'
import { PGlite } from '@electric-sql/pglite'
import { Prisma } from '../../generated/prisma/client.ts'
import type { MessageState, PrismaClient } from '../../generated/prisma/client.ts'
import type { Log } from '../log.ts'
import { NotYet, task } from '../tasks/tasks.ts'

/**
 * What the embedded engine is started with. It has no process that writes checkpoints: when it asks for one, after as much
 * log as max_wal_size allows, it waits for ever. And it would keep old log files for their space, with all that is in them.
 * Its buffers are all laid out at the start, where its usual 128 MB take half a second and stay taken.
 */
export const startParams = [
  ...PGlite.defaultStartParams,
  '-c',
  'max_wal_size=1TB',
  '-c',
  'wal_recycle=off',
  '-c',
  'shared_buffers=32MB',
]

const every = 30_000
const muchLog = 64 * 1024 * 1024

/** Writes checkpoints in place of the engine, whenever there is much log; gives what ends that. */
export function keepCheckpoints(client: PrismaClient, log: Log): () => Promise<void> {
  let writing = Promise.resolve()
  const timer = setInterval(() => {
    writing = writing
      .then(() => checkpointIfMuch(client))
      .catch((error: unknown) => log.error({ err: error }, 'A checkpoint could not be written; it is tried again'))
  }, every).unref()
  return async () => {
    clearInterval(timer)
    await writing
  }
}

async function checkpointIfMuch(client: PrismaClient) {
  const [row] = await client.$queryRaw<{ much: boolean }[]>`
    SELECT pg_current_wal_insert_lsn() - redo_lsn > ${muchLog} AS much FROM pg_control_checkpoint()`
  if (row?.much) await client.$executeRaw`CHECKPOINT`
}

/**
 * Gives what makes the embedded engine's files forget whatever the tables no longer hold: tables are written anew, and the
 * log that tells how they came about goes. A table in which nothing was changed since the last time is left alone.
 */
export function openScouring(client: PrismaClient): () => Promise<void> {
  const clean = new Map<string, string>()
  return async () => {
    for (const { name, changes } of await readChanges(client)) {
      if (clean.get(name) === changes) continue
      await client.$executeRaw`VACUUM FULL ${Prisma.raw(`"${name.replaceAll('"', '""')}"`)}`
      clean.set(name, changes)
    }
    await client.$executeRaw`SELECT pg_switch_wal()`
    await client.$executeRaw`CHECKPOINT`
  }
}

/** Every table, and how many changes in it have left something behind. */
async function readChanges(client: PrismaClient): Promise<{ name: string; changes: string }[]> {
  await client.$executeRaw`SELECT pg_stat_force_next_flush()`
  return client.$queryRaw`
    SELECT relname::text AS name, concat_ws(' ', n_tup_upd, n_tup_del, n_dead_tup) AS changes
    FROM pg_stat_user_tables WHERE schemaname = 'public' ORDER BY relname`
}

const waiting: MessageState[] = ['queued', 'sending']

/** After somebody has erased themselves, as soon as they were told so: their last words are no words of ours to keep. */
export const scouring = task({
  name: 'platform.scour',
  payload: z.object({ since: z.iso.datetime() }),
  async run({ database }, { since }) {
    const untold = {
      createdAt: { lte: new Date(since) },
      fleeting: true,
      lane: 'answer' as const,
      finishedAt: null,
      state: { in: waiting },
    }
    if ((await database.client.message.count({ where: untold })) > 0) throw new NotYet()
    await database.scour()
    return async () => []
  },
  failed: () => async () => [],
})
