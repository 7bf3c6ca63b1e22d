import { z } from 'zod'
import type { QuestionnaireDraft } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import { awaitAnswer } from '../../../platform/dialog/awaiting.ts'
import { postFile } from '../../../platform/files/documents.ts'
import { read } from '../../../platform/files/files.ts'
import { parameters } from '../../../platform/inbox/turn.ts'
import type { View } from '../../../platform/inbox/turn.ts'
import { revise } from '../../../platform/outbox/outbox.ts'
import type { Posted } from '../../../platform/outbox/outbox.ts'
import { unreadable } from '../../../platform/sheets/table.ts'
import { NotYet, task } from '../../../platform/tasks/tasks.ts'
import { inThreadWithin } from '../../../platform/thread.ts'
import type { Work } from '../../../platform/work.ts'
import { openUnits } from '../../../shared/audiences/writtenUnits.ts'
import { spoken } from '../../../shared/people/admins.ts'
import { readRights } from '../../../shared/people/reception.ts'
import { Reading } from '../../../shared/questionnaires/source/findings.ts'
import type { Fault } from '../../../shared/questionnaires/source/findings.ts'
import { readQuestionnaire } from '../../../shared/questionnaires/source/reading.ts'
import { endDraft, keepDefinition, removeSource } from './drafts.ts'
import { draftView } from './draftViews.ts'
import { faultsFile, faultsText, obstacleText } from './faultViews.ts'
import { surveyDraft } from './surveying.ts'

/** Where the questionnaire's file, or the corrected one, is waited for. */
export const waiting = { name: 'questionnaires.publish', step: 'file' } as const

const module = new URL('../../../shared/questionnaires/source/reading.ts', import.meta.url)
/** Megabytes: fifty questions need little, whatever else the workbook holds. */
const memory = 512
const longest = 60_000
/** Bytes of a text that is read sooner than a thread begins. */
const short = 16_384

/** Reads a questionnaire's file as soon as it is fetched, and shows what was found in it, or its faults. */
export const reading = task({
  name: 'questionnaires.reading',
  payload: z.object({ id: z.string() }),
  async run(work, payload, signal) {
    const id = BigInt(payload.id)
    const found = await readSent(work, id, signal)
    return async (tx, now) => (found === null ? [] : conclude(work, tx, id, found, now))
  },
  failed(work, payload, reference) {
    return async (tx, now) => {
      const draft = await take(tx, BigInt(payload.id))
      if (draft === null) return []
      await endDraft(tx, draft, 'dropped', now)
      return show(tx, draft, { text: work.voice(spoken(draft.language)).t('platform:fault', { reference }) }, now)
    }
  },
})

/** What the file says; null: nobody waits for it any more. */
async function readSent(work: Work, id: bigint, signal: AbortSignal): Promise<Reading | null> {
  const { client } = work.database
  const draft = await client.questionnaireDraft.findUnique({
    where: { id, state: 'reading' },
    select: { file: { select: { id: true, state: true } } },
  })
  if (draft?.file === null || draft?.file === undefined) return null
  if (draft.file.state === 'pending') throw new NotYet()
  const file = await read(client, draft.file.id)
  if (file === undefined) return unreadable('notFetched')
  const isArchive = file.bytes[0] === 0x50 && file.bytes[1] === 0x4b
  if (!isArchive && file.bytes.length <= short) return readQuestionnaire(file.bytes)
  const job = { module, run: 'readQuestionnaire', input: file.bytes, output: Reading, memory }
  return (await inThreadWithin(job, longest, signal)) ?? unreadable('tooLarge')
}

async function conclude(work: Work, tx: Db, id: bigint, found: Reading, now: Date): Promise<Posted[]> {
  const draft = await take(tx, id)
  if (draft === null || draft.authorChat === null) return []
  const voice = work.voice(spoken(draft.language))
  if (!(await readRights(tx, draft.authorChat, work.settings.adminIds)).has('planner')) {
    await endDraft(tx, draft, 'dropped', now)
    return show(tx, draft, { text: voice.t('platform:notAllowed') }, now)
  }
  await awaitAnswer(tx, waiting, { chatId: draft.authorChat, language: voice.language }, now)
  const judged = await judge(tx, found)
  if (judged.kind === 'definition') {
    const ready = await keepDefinition(tx, draft, judged.definition)
    return show(tx, draft, draftView(voice, await surveyDraft(tx, voice, ready, work, now), 0), now)
  }
  await removeSource(tx, draft)
  await tx.questionnaireDraft.update({ where: { id }, data: { state: 'faulty' } })
  if (judged.kind === 'unreadable') return show(tx, draft, { text: obstacleText(voice, judged) }, now)
  const shown = await show(tx, draft, { text: faultsText(voice, judged.faults) }, now)
  const file = faultsFile(voice, judged.faults)
  return file === undefined ? shown : [...shown, ...(await postFile(tx, draft.authorChat, file, now))]
}

/** What only the database can tell: whether its units are there. */
async function judge(tx: Db, found: Reading): Promise<Reading> {
  if (found.kind === 'unreadable' || found.whom?.audience.kind !== 'units') return found
  const { at, audience } = found.whom
  const find = await openUnits(tx)
  const unknown = audience.units.flatMap((unit): Fault[] => {
    const known = find(unit)
    if (typeof known === 'bigint') return []
    return [{ at, reason: known === 'ambiguous' ? 'unitAmbiguous' : 'unitUnknown', value: unit, other: '' }]
  })
  if (unknown.length === 0) return found
  return { kind: 'faulty', faults: [...unknown, ...(found.kind === 'faulty' ? found.faults : [])], whom: found.whom }
}

/** The draft while it is being read, which nobody else ends meanwhile; null: somebody has. */
async function take(tx: Db, id: bigint): Promise<QuestionnaireDraft | null> {
  await tx.$queryRaw`SELECT id FROM questionnaire_draft WHERE id = ${id} FOR UPDATE`
  return tx.questionnaireDraft.findUnique({ where: { id, state: 'reading' } })
}

/** In the place of "being read". */
async function show(tx: Db, { shownId }: QuestionnaireDraft, view: View, now: Date): Promise<Posted[]> {
  return shownId === null ? [] : revise(tx, { target: shownId, payload: parameters(view) }, now)
}
