import { z } from 'zod'
import type { TrainingImport } from '../../../generated/prisma/client.ts'
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
import { compareTrainings, isSame, pastTrainings, unknownUnits } from './comparing.ts'
import { faultsFile, faultsText, obstacleText } from './faultViews.ts'
import { previewView, sameView } from './previewViews.ts'
import { Reading } from './written.ts'
import type { Fault, WrittenTraining } from './written.ts'

/** Where the calendar, or the corrected one, is waited for. */
export const waiting = { name: 'trainings.calendar', step: 'file' } as const

const module = new URL('./file.ts', import.meta.url)
/** Megabytes: a calendar has some hundred rows, whatever else the workbook holds. */
const memory = 512

/** Reads a calendar as soon as it is fetched, and shows what it would change, or its faults. */
export const reading = task({
  name: 'trainings.reading',
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
  const { timeZone, officeHours } = work.settings
  return readSent(client, given.file, (bytes) => {
    const input = { bytes, timeZone, officeHours }
    return readInThread({ module, run: 'readCalendar', input, output: Reading, memory }, signal)
  })
}

async function conclude(work: Work, tx: Db, id: bigint, found: Reading, now: Date): Promise<Posted[]> {
  const given = await takeUnread(tx, id)
  if (given === null) return []
  const voice = work.voice(spoken(given.language))
  if (!(await readRights(tx, given.authorChat, work.settings.adminIds)).has('planner')) {
    await endImports(tx, [id])
    return showImport(tx, given, { text: voice.t('platform:notAllowed') }, now)
  }
  if (found.kind !== 'list') {
    await waitAgain(work, tx, given, now)
    return showImport(tx, given, { text: obstacleText(voice, found) }, now)
  }
  const faults = [
    ...found.faults,
    ...(await unknownUnits(tx, found.trainings)),
    ...(await pastTrainings(tx, found.trainings, work.settings.timeZone, now)),
  ]
  if (faults.length > 0) return showFaults(work, tx, given, faults, now)
  return showChanges(work, tx, given, found.trainings, now)
}

async function showChanges(
  work: Work,
  tx: Db,
  given: TrainingImport,
  trainings: WrittenTraining[],
  now: Date,
): Promise<Posted[]> {
  const voice = work.voice(spoken(given.language))
  const changes = await compareTrainings(tx, trainings)
  if (changes === undefined || isSame(changes)) {
    await endImports(tx, [given.id])
    const view = changes === undefined ? { text: voice.t('trainings:unitGone') } : sameView(voice, changes)
    return showImport(tx, given, view, now)
  }
  await tx.file.deleteMany({ where: { trainings: { some: { id: given.id } } } })
  await tx.trainingImport.update({ where: { id: given.id }, data: { rows: trainings } })
  return showImport(tx, given, previewView(voice, given.id, changes, work.settings.timeZone), now)
}

async function showFaults(work: Work, tx: Db, given: TrainingImport, faults: Fault[], now: Date): Promise<Posted[]> {
  const voice = work.voice(spoken(given.language))
  await waitAgain(work, tx, given, now)
  const sorted = faults.toSorted((one, other) => one.line - other.line)
  const shown = await showImport(tx, given, { text: faultsText(voice, sorted) }, now)
  const file = faultsFile(voice, sorted)
  return file === undefined ? shown : [...shown, ...(await postFile(tx, given.authorChat, file, now))]
}

/** Ends the file, and waits for the corrected one. */
async function waitAgain(work: Work, tx: Db, { id, authorChat, language }: TrainingImport, now: Date): Promise<void> {
  await endImports(tx, [id])
  await awaitAnswer(tx, waiting, { chatId: authorChat, language: work.voice(spoken(language)).language }, now)
}
