import type { FileState } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import { read } from '../../platform/files/files.ts'
import { unreadable } from '../../platform/sheets/table.ts'
import type { Unreadable } from '../../platform/sheets/table.ts'
import { NotYet } from '../../platform/tasks/tasks.ts'
import { inThreadWithin } from '../../platform/thread.ts'

const longest = 60_000

/** What a task reads of a file that somebody sent, once it is fetched; why it cannot, where that has failed. */
export async function readSent<Reading>(
  db: Db,
  file: { id: bigint; state: FileState } | null,
  reading: (bytes: Uint8Array<ArrayBuffer>) => Promise<Reading>,
): Promise<Reading | Unreadable<never>> {
  if (file?.state === 'pending') throw new NotYet()
  const sent = file === null ? undefined : await read(db, file.id)
  return sent === undefined ? unreadable('notFetched') : reading(sent.bytes)
}

/** Reads a table in a thread, which may take as much memory and time as one can need. */
export async function readInThread<Reading>(
  job: Parameters<typeof inThreadWithin<Reading>>[0],
  signal: AbortSignal,
): Promise<Reading | Unreadable<never>> {
  return (await inThreadWithin(job, longest, signal)) ?? unreadable('tooLarge')
}
