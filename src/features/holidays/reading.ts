import { z } from 'zod'
import type { HolidayImport } from '../../generated/prisma/client.ts'
import { dayIn } from '../../platform/calendar.ts'
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
import { readYears } from '../../shared/workdays/holidays.ts'
import { compare, isSame, yearsOf } from './comparing.ts'
import { faultsFile, faultsText, obstacleText } from './faultViews.ts'
import { Reading } from './findings.ts'
import { end, takeUnread } from './imports.ts'
import { previewView, sameView } from './previewViews.ts'

/** Where the list, or the corrected one, is waited for. */
export const waiting = { name: 'holidays.importing', step: 'file' } as const

const module = new URL('./list.ts', import.meta.url)
/** Megabytes: a list has a hundred rows, whatever else the workbook holds. */
const memory = 512

/** Reads a list as soon as it is fetched, and shows what it would change, or its faults. */
export const reading = task({
  name: 'holidays.reading',
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
      await end(tx, [given.id])
      return show(tx, given, { text: work.voice(spoken(given.language)).t('platform:fault', { reference }) }, now)
    }
  },
})

/** What the file says; null: nobody waits for it any more. */
async function readFile(work: Work, id: bigint, signal: AbortSignal): Promise<Reading | null> {
  const { client } = work.database
  const given = await client.holidayImport.findUnique({
    where: { id },
    select: { file: { select: { id: true, state: true } } },
  })
  if (given === null) return null
  return readSent(client, given.file, (input) =>
    readInThread({ module, run: 'readList', input, output: Reading, memory }, signal),
  )
}

async function conclude(work: Work, tx: Db, id: bigint, found: Reading, now: Date): Promise<Posted[]> {
  const given = await takeUnread(tx, id)
  if (given === null) return []
  const { authorChat } = given
  const voice = work.voice(spoken(given.language))
  if (!(await readRights(tx, authorChat, work.settings.adminIds)).has('admin')) {
    await end(tx, [id])
    return show(tx, given, { text: voice.t('platform:notAllowed') }, now)
  }
  if (found.kind === 'list' && found.faults.length === 0) {
    await tx.file.deleteMany({ where: { holidayImports: { some: { id } } } })
    const changes = compare(found.days, await readYears(tx, yearsOf(found.days)))
    if (changes.every(isSame)) {
      await end(tx, [id])
      return show(tx, given, sameView(voice, changes), now)
    }
    await tx.holidayImport.update({ where: { id }, data: { days: found.days } })
    const today = dayIn(now, work.settings.timeZone)
    return show(tx, given, previewView(voice, id, changes, today.year), now)
  }
  await end(tx, [id])
  await awaitAnswer(tx, waiting, { chatId: authorChat, language: voice.language }, now)
  if (found.kind === 'unreadable') return show(tx, given, { text: obstacleText(voice, found) }, now)
  const shown = await show(tx, given, { text: faultsText(voice, found.faults) }, now)
  const file = faultsFile(voice, found.faults)
  return file === undefined ? shown : [...shown, ...(await postFile(tx, authorChat, file, now))]
}

/** In the place of "being read". */
async function show(tx: Db, { shownId }: HolidayImport, view: View, now: Date): Promise<Posted[]> {
  return shownId === null ? [] : revise(tx, { target: shownId, payload: parameters(view) }, now)
}
