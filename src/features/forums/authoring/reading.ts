import { z } from 'zod'
import type { Db } from '../../../platform/database/database.ts'
import { awaitAnswer } from '../../../platform/dialog/awaiting.ts'
import { postFile } from '../../../platform/files/documents.ts'
import { read } from '../../../platform/files/files.ts'
import { parameters } from '../../../platform/inbox/turn.ts'
import { revise } from '../../../platform/outbox/outbox.ts'
import type { Posted } from '../../../platform/outbox/outbox.ts'
import { NotYet, task } from '../../../platform/tasks/tasks.ts'
import { languages } from '../../../platform/texts.ts'
import type { Voice } from '../../../platform/texts.ts'
import type { Work } from '../../../platform/work.ts'
import { openUnits, ruleOf } from '../../../shared/audiences/writtenUnits.ts'
import { readRights } from '../../../shared/people/reception.ts'
import { deskButton } from '../buttons.ts'
import { faultsFile, faultsText } from './faultViews.ts'
import { faultOf, makeForum, remakeForum } from './plan.ts'
import { readForumFile } from './source.ts'
import type { ForumFault, WrittenForum } from './source.ts'
import { findSubject } from './subjects.ts'

/** Where a forum's file, or the corrected one, is waited for. */
export const waiting = { name: 'forums.publish', step: 'file' } as const

const Payload = z.object({
  chatId: z.string(),
  language: z.enum(languages),
  fileId: z.string(),
  shownId: z.string(),
  botName: z.string(),
})
type Payload = z.infer<typeof Payload>

const week = 7 * 86_400_000

/** Reads a forum's file as soon as it is fetched: it becomes a draft, or its faults are shown. */
export const reading = task({
  name: 'forums.reading',
  payload: Payload,
  async run(work, payload) {
    const { client } = work.database
    const found = await client.file.findUnique({ where: { id: BigInt(payload.fileId) }, select: { state: true } })
    if (found?.state === 'pending') throw new NotYet()
    const file = await read(client, BigInt(payload.fileId))
    const now = work.clock.now()
    const said = file && (await readForumFile(file.bytes, now, work.settings.timeZone))
    return async (tx, at) => {
      await tx.file.deleteMany({ where: { id: BigInt(payload.fileId) } })
      const voice = work.voice(payload.language)
      if (!(await readRights(tx, BigInt(payload.chatId), work.settings.adminIds)).has('planner'))
        return show(tx, payload, voice, 'platform:notAllowed', at)
      if (said === undefined) return show(tx, payload, voice, 'forums:notFetched', at)
      return conclude(work, tx, payload, said, at)
    }
  },
  failed(work, payload, reference) {
    const text = work.voice(payload.language).t('platform:fault', { reference })
    return (tx, now) => revise(tx, { target: BigInt(payload.shownId), payload: parameters({ text }) }, now)
  },
})

async function conclude(
  work: Work,
  tx: Db,
  payload: Payload,
  { written, faults }: { written: WrittenForum | null; faults: ForumFault[] },
  now: Date,
): Promise<Posted[]> {
  const voice = work.voice(payload.language)
  const chatId = BigInt(payload.chatId)
  // A corrected file may follow, whatever came of this one.
  await awaitAnswer(tx, waiting, { chatId, language: voice.language }, now)
  const subject = written && (await findSubject(tx, written, languages.map(work.voice)))
  const absent = written === null || subject === null ? [] : [...subject.faults, ...(await unknownUnits(tx, written))]
  if (written === null || subject === null || absent.length > 0) {
    const all = [...absent, ...faults].toSorted((a, b) => a.at.line - b.at.line)
    const shown = await revise(
      tx,
      { target: BigInt(payload.shownId), payload: parameters({ text: faultsText(voice, all) }) },
      now,
    )
    const file = faultsFile(voice, all)
    return file === undefined ? shown : [...shown, ...(await postFile(tx, chatId, file, now))]
  }
  const plan = { ...(await planFrom(tx, written)), policyId: subject.policyId, paragraphs: subject.paragraphs }
  const { settings, groups } = work
  const fault = faultOf(plan, { settings, now })
  if (fault !== null) return show(tx, payload, voice, fault, now)
  const author = await tx.person.findUnique({ where: { telegramId: chatId }, select: { id: true } })
  const around = { settings, groups, voiceIn: work.voice }
  // A corrected file takes the place of what was read from the one before.
  const again = author && (await remakeForum(tx, plan, author.id, around, now))
  const forum = again ?? (await makeForum(tx, plan, author?.id ?? null, around, now))
  const values = { title: forum.title, count: written.seeds.length }
  const view = {
    text: voice.t(again === null ? 'forums:fileRead' : 'forums:fileReadAgain', values),
    buttons: [[deskButton.with(voice.label('forums:look'), { forum: forum.id })]],
  }
  return revise(tx, { target: BigInt(payload.shownId), payload: parameters(view) }, now)
}

async function planFrom(tx: Db, { whom, opensAt, closesAt, policy: _policy, ...written }: WrittenForum) {
  const rule = whom && ruleOf(whom.audience, await openUnits(tx))
  return {
    ...written,
    audience: rule ?? { kind: 'all' as const },
    opensAt: opensAt.toISOString(),
    closesAt: (closesAt ?? new Date(opensAt.getTime() + week)).toISOString(),
  }
}

/** What only the database can tell: whether its units are there. */
async function unknownUnits(tx: Db, { whom }: WrittenForum): Promise<ForumFault[]> {
  if (whom?.audience.kind !== 'units') return []
  const find = await openUnits(tx)
  return whom.audience.units.flatMap((unit): ForumFault[] => {
    const known = find(unit)
    if (typeof known === 'bigint') return []
    return [{ at: whom.at, reason: known === 'ambiguous' ? 'unitAmbiguous' : 'unitUnknown', value: unit, other: '' }]
  })
}

function show(
  tx: Db,
  { shownId }: Payload,
  voice: Voice,
  key: 'platform:notAllowed' | 'forums:notFetched' | 'forums:closesEarly' | 'forums:onlyNamed',
  now: Date,
) {
  return revise(tx, { target: BigInt(shownId), payload: parameters({ text: voice.t(key) }) }, now)
}
