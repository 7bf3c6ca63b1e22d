import { z } from 'zod'
import type { RosterImport } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import { awaitAnswer } from '../../platform/dialog/awaiting.ts'
import { postFile } from '../../platform/files/documents.ts'
import { parameters } from '../../platform/inbox/turn.ts'
import type { View } from '../../platform/inbox/turn.ts'
import { revise } from '../../platform/outbox/outbox.ts'
import type { Posted } from '../../platform/outbox/outbox.ts'
import { task } from '../../platform/tasks/tasks.ts'
import type { Work } from '../../platform/work.ts'
import { spoken } from '../../shared/people/admins.ts'
import { readRights } from '../../shared/people/reception.ts'
import { readInThread, readSent } from '../../shared/sheets/reading.ts'
import { stage } from './comparing.ts'
import { faultsFile } from './faultViews.ts'
import { Reading } from './findings.ts'
import { end } from './imports.ts'
import { judge } from './judging.ts'
import { unreadableView, verdictView } from './views.ts'

/** Where the corrected list is waited for. */
export const waiting = { name: 'roster.importing', step: 'file' } as const

const module = new URL('./list.ts', import.meta.url)
/** Megabytes: a hundred thousand employees with five columns, or twenty thousand with thirty, need a third of them. */
const memory = 768

/** Reads a list as soon as it is fetched, compares it with the roster, and shows what it would change. */
export const reading = task({
  name: 'roster.reading',
  payload: z.object({ id: z.string() }),
  async run(work, payload, signal) {
    const id = BigInt(payload.id)
    const found = await readFile(work, id, signal)
    return async (tx, now) => (found === null ? [] : conclude(work, tx, id, found, now))
  },
  failed(work, payload, reference) {
    return async (tx, now) => {
      const given = await take(tx, BigInt(payload.id))
      if (given === null) return []
      await end(tx, [given.id], 'dropped', now)
      return show(tx, given, { text: work.voice(spoken(given.language)).t('platform:fault', { reference }) }, now)
    }
  },
})

/** What the file says; null: nobody waits for it any more. */
async function readFile(work: Work, id: bigint, signal: AbortSignal): Promise<Reading | null> {
  const { client } = work.database
  const given = await client.rosterImport.findUnique({
    where: { id, state: 'reading' },
    select: { file: { select: { id: true, state: true } } },
  })
  return given === null ? null : readSent(client, given.file, (bytes) => readBytes(bytes, signal))
}

/** Reads a list in a thread, which may take as much memory and time as a list can need. */
export async function readBytes(bytes: Uint8Array<ArrayBuffer>, signal: AbortSignal): Promise<Reading> {
  return readInThread({ module, run: 'readList', input: bytes, output: Reading, memory }, signal)
}

async function conclude(work: Work, tx: Db, id: bigint, found: Reading, now: Date): Promise<Posted[]> {
  const given = await take(tx, id)
  if (given === null || given.authorChat === null) return []
  const { authorChat } = given
  const voice = work.voice(spoken(given.language))
  if (!(await readRights(tx, authorChat, work.settings.adminIds)).has('admin')) {
    await end(tx, [id], 'dropped', now)
    return show(tx, given, { text: voice.t('platform:notAllowed') }, now)
  }
  await tx.file.deleteMany({ where: { rosterImports: { some: { id } } } })
  if (found.kind === 'unreadable') {
    await end(tx, [id], 'faulty', now)
    await awaitAnswer(tx, waiting, { chatId: authorChat, language: voice.language }, now)
    return show(tx, given, unreadableView(voice, found), now)
  }
  await stage(tx, id, found.rows)
  const verdict = await judge(tx, id, found, found.faults, now)
  const shown = await show(tx, given, verdictView(voice, id, verdict), now)
  if (verdict.kind !== 'faulty') return shown
  await awaitAnswer(tx, waiting, { chatId: authorChat, language: voice.language }, now)
  const file = faultsFile(voice, id, verdict.faults)
  return file === undefined ? shown : [...shown, ...(await postFile(tx, authorChat, file, now))]
}

/** The import while it is being read, which nobody else ends meanwhile; null: somebody has. */
async function take(tx: Db, id: bigint): Promise<RosterImport | null> {
  await tx.$queryRaw`SELECT id FROM roster_import WHERE id = ${id} FOR UPDATE`
  return tx.rosterImport.findUnique({ where: { id, state: 'reading' } })
}

/** In the place of "being read". */
async function show(tx: Db, { shownId }: RosterImport, view: View, now: Date): Promise<Posted[]> {
  return shownId === null ? [] : revise(tx, { target: shownId, payload: parameters(view) }, now)
}
