import { z } from 'zod'
import type { PolicyDraft } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import { awaitAnswer } from '../../platform/dialog/awaiting.ts'
import { postFile } from '../../platform/files/documents.ts'
import { read } from '../../platform/files/files.ts'
import { parameters } from '../../platform/inbox/turn.ts'
import type { View } from '../../platform/inbox/turn.ts'
import { revise } from '../../platform/outbox/outbox.ts'
import type { Posted } from '../../platform/outbox/outbox.ts'
import { NotYet, task } from '../../platform/tasks/tasks.ts'
import { inThreadWithin } from '../../platform/thread.ts'
import type { Work } from '../../platform/work.ts'
import { spoken } from '../../shared/people/admins.ts'
import { readRights } from '../../shared/people/reception.ts'
import { endDraft, keepDocument, removeSource } from './drafts.ts'
import { draftView } from './draftViews.ts'
import { faultsFile, faultsText, obstacleText } from './faultViews.ts'
import { Reading } from './findings.ts'
import { readPolicy } from './source.ts'
import { surveyDraft } from './surveying.ts'
import { unknownUnits } from './units.ts'
import { writtenUnits } from './writtenUnits.ts'

/** Where the policy's file, or the corrected one, is waited for. */
export const waiting = { name: 'policies.publish', step: 'file' } as const

const module = new URL('./source.ts', import.meta.url)
/** Megabytes: a Word document of five hundred paragraphs needs a tenth of them. */
const memory = 512
const longest = 60_000
/** Bytes of a text that is read in half a second at worst: to begin a thread takes longer. */
const short = 16_384

/** Reads a policy's file as soon as it is fetched, and shows what was found in it, or its faults. */
export const reading = task({
  name: 'policies.reading',
  payload: z.object({ id: z.string() }),
  async run(work, payload, signal) {
    const id = BigInt(payload.id)
    const found = await readSent(work, id, signal)
    return async (tx, now) => (found === null ? [] : conclude(work, tx, { id, ...found }, now))
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

interface Found {
  fileId: bigint
  reading: Reading
}

/** What the file says; null: nobody waits for it any more. */
async function readSent(work: Work, id: bigint, signal: AbortSignal): Promise<Found | null> {
  const { client } = work.database
  const draft = await client.policyDraft.findUnique({
    where: { id, state: 'reading' },
    select: { file: { select: { id: true, state: true } } },
  })
  if (draft?.file === null || draft?.file === undefined) return null
  const { id: fileId, state } = draft.file
  if (state === 'pending') throw new NotYet()
  const file = await read(client, fileId)
  if (file === undefined) return { fileId, reading: { kind: 'unreadable', why: 'notFetched' } }
  return { fileId, reading: await readBytes(file.bytes, signal) }
}

/** Reads a policy in a thread, which may take as much memory and time as one can need; a short text at once. */
async function readBytes(bytes: Uint8Array<ArrayBuffer>, signal: AbortSignal): Promise<Reading> {
  const isArchive = bytes[0] === 0x50 && bytes[1] === 0x4b
  if (!isArchive && bytes.length <= short) return readPolicy(bytes)
  const job = { module, run: 'readPolicy', input: bytes, output: Reading, memory }
  return (await inThreadWithin(job, longest, signal)) ?? { kind: 'unreadable', why: 'tooLarge' }
}

async function conclude(
  work: Work,
  tx: Db,
  { id, fileId, reading: found }: { id: bigint } & Found,
  now: Date,
): Promise<Posted[]> {
  const draft = await take(tx, id)
  // A corrected file may have come while this one was read.
  if (draft === null || draft.authorChat === null || draft.fileId !== fileId) return []
  const voice = work.voice(spoken(draft.language))
  if (!(await readRights(tx, draft.authorChat, work.settings.adminIds)).has('planner')) {
    await endDraft(tx, draft, 'dropped', now)
    return show(tx, draft, { text: voice.t('platform:notAllowed') }, now)
  }
  await removeSource(tx, draft)
  await awaitAnswer(tx, waiting, { chatId: draft.authorChat, language: voice.language }, now)
  const judged = await judge(tx, found)
  if (judged.kind === 'document') {
    const ready = await keepDocument(tx, draft, judged.document)
    const survey = await surveyDraft(tx, voice, ready, work, now)
    return show(tx, draft, draftView(voice, survey, 0), now)
  }
  await tx.policyDraft.update({ where: { id }, data: { state: 'faulty' } })
  if (judged.kind === 'unreadable') return show(tx, draft, { text: obstacleText(voice, judged.why) }, now)
  const shown = await show(tx, draft, { text: faultsText(voice, judged) }, now)
  const file = faultsFile(voice, judged)
  return file === undefined ? shown : [...shown, ...(await postFile(tx, draft.authorChat, file, now))]
}

/** What only the database can tell: whether its units are there. */
async function judge(tx: Db, found: Reading): Promise<Reading> {
  if (found.kind === 'unreadable') return found
  const units = found.kind === 'faulty' ? found.units : writtenUnits(found.document)
  const unknown = await unknownUnits(tx, units)
  if (unknown.length === 0) return found
  const faults = [...(found.kind === 'faulty' ? found.faults : []), ...unknown]
  const ordered = faults.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0))
  return { kind: 'faulty', format: found.format, faults: ordered, units }
}

/** The draft while it is being read, which nobody else ends meanwhile; null: somebody has. */
async function take(tx: Db, id: bigint): Promise<PolicyDraft | null> {
  await tx.$queryRaw`SELECT id FROM policy_draft WHERE id = ${id} FOR UPDATE`
  return tx.policyDraft.findUnique({ where: { id, state: 'reading' } })
}

/** In the place of "being read". */
async function show(tx: Db, { shownId }: PolicyDraft, view: View, now: Date): Promise<Posted[]> {
  return shownId === null ? [] : revise(tx, { target: shownId, payload: parameters(view) }, now)
}
