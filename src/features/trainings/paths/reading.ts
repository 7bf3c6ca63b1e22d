import { z } from 'zod'
import type { Db } from '../../../platform/database/database.ts'
import { awaitAnswer } from '../../../platform/dialog/awaiting.ts'
import { postFile } from '../../../platform/files/documents.ts'
import type { Posted } from '../../../platform/outbox/outbox.ts'
import { task } from '../../../platform/tasks/tasks.ts'
import type { Work } from '../../../platform/work.ts'
import { spoken } from '../../../shared/people/admins.ts'
import { readRights } from '../../../shared/people/reception.ts'
import { readInThread, readSent } from '../../../shared/sheets/reading.ts'
import { endImports, showImport, takeUnread } from '../imports.ts'
import { comparePaths } from './applying.ts'
import { faultsFile, faultsText, obstacleText } from './faultViews.ts'
import { Reading } from './findings.ts'
import { previewView } from './importViews.ts'

/** Where the file, or the corrected one, is waited for. */
export const waiting = { name: 'trainings.paths', step: 'file' } as const

const module = new URL('./list.ts', import.meta.url)
/** Megabytes. */
const memory = 512

/** Reads a file of career paths as soon as it is fetched, and shows what it would change, or its faults. */
export const reading = task({
  name: 'trainings.readingPaths',
  payload: z.object({ id: z.string() }),
  async run(work, payload, signal) {
    const id = BigInt(payload.id)
    const found = await readFile(work, id, signal)
    return async (tx, now) => (found === null ? [] : conclude(work, tx, id, found, now))
  },
  failed(work, payload, reference) {
    return async (tx, now) => {
      const given = await takeUnread(tx, BigInt(payload.id))
      if (given === null) return []
      await endImports(tx, [given.id])
      const text = work.voice(spoken(given.language)).t('platform:fault', { reference })
      return showImport(tx, given, { text }, now)
    }
  },
})

/** What the file says; null: nobody waits for it any more. */
async function readFile(work: Work, id: bigint, signal: AbortSignal): Promise<Reading | null> {
  const { client } = work.database
  const given = await client.trainingImport.findUnique({
    where: { id },
    select: { file: { select: { id: true, state: true } } },
  })
  if (given === null) return null
  return readSent(client, given.file, (input) =>
    readInThread({ module, run: 'readPaths', input, output: Reading, memory }, signal),
  )
}

async function conclude(work: Work, tx: Db, id: bigint, found: Reading, now: Date): Promise<Posted[]> {
  const given = await takeUnread(tx, id)
  if (given === null) return []
  const { authorChat } = given
  const voice = work.voice(spoken(given.language))
  if (!(await readRights(tx, authorChat, work.settings.adminIds)).has('planner')) {
    await endImports(tx, [id])
    return showImport(tx, given, { text: voice.t('platform:notAllowed') }, now)
  }
  if (found.kind === 'list' && found.faults.length === 0) {
    await tx.file.deleteMany({ where: { trainings: { some: { id } } } })
    await tx.trainingImport.update({ where: { id }, data: { rows: found.paths } })
    return showImport(tx, given, previewView(voice, id, await comparePaths(tx, found.paths)), now)
  }
  await endImports(tx, [id])
  await awaitAnswer(tx, waiting, { chatId: authorChat, language: voice.language }, now)
  if (found.kind === 'unreadable') return showImport(tx, given, { text: obstacleText(voice, found) }, now)
  const shown = await showImport(tx, given, { text: faultsText(voice, found.faults) }, now)
  const file = faultsFile(voice, found.faults)
  return file === undefined ? shown : [...shown, ...(await postFile(tx, authorChat, file, now))]
}
