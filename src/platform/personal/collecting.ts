import { z } from 'zod'
import type { Prisma } from '../../generated/prisma/client.ts'
import type { Db } from '../database/database.ts'
import { heldIn } from '../dialog/held.ts'
import type { Fact, Portion } from '../feature.ts'
import { plainText } from '../html.ts'
import type { TextKey, Voice } from '../texts.ts'
import type { Settings } from '../work.ts'
import { dialogFiles } from './erasing.ts'
import type { Own } from './erasing.ts'

/** What the platform keeps of somebody. `titleOf` gives a dialog's title by its name. */
export async function collectOwn(
  db: Db,
  own: Own,
  voice: Voice,
  titleOf: (dialog: string) => TextKey | undefined,
  settings: Pick<Settings, 'sealing'>,
): Promise<Portion[]> {
  return [
    await collectDialogs(db, own, voice, titleOf, settings),
    await collectFiles(db, own, voice),
    await collectMessages(db, own, voice),
    await collectUpdates(db, own, voice),
  ]
}

async function collectDialogs(
  db: Db,
  { chatId }: Own,
  voice: Voice,
  titleOf: (dialog: string) => TextKey | undefined,
  { sealing }: Pick<Settings, 'sealing'>,
): Promise<Portion> {
  const found = await db.dialog.findMany({ where: { chatId }, orderBy: { id: 'asc' } })
  // What is sealed with a key that there is no longer, nobody can read.
  const rows = found.flatMap((row) => heldIn(row, sealing) ?? [])
  return {
    name: 'forms',
    title: voice.label('platform:personalForms'),
    rows: rows.map(({ name, step, createdAt, updatedAt, opening, answers }) => {
      const title = titleOf(name)
      return [
        fact('form', voice.label('platform:personalForm'), name, title && voice.label(title)),
        fact('begun', voice.label('platform:personalBegun'), createdAt),
        fact('changed', voice.label('platform:personalChanged'), updatedAt),
        fact('step', voice.label('platform:personalStep'), step),
        ...[...leaves(opening, 'opening'), ...leaves(answers, 'answers')].map(([path, value]) =>
          fact(path, path, value),
        ),
      ]
    }),
  }
}

async function collectFiles(db: Db, { chatId }: Own, voice: Voice): Promise<Portion> {
  const rows = await db.file.findMany({
    where: { id: { in: await dialogFiles(db, chatId) } },
    orderBy: { id: 'asc' },
    select: { name: true, type: true, size: true, createdAt: true },
  })
  return {
    name: 'files',
    title: voice.label('platform:personalFiles'),
    rows: rows.map(({ name, type, size, createdAt }) => [
      fact('sent', voice.label('platform:personalSent'), createdAt),
      fact('name', voice.label('platform:personalFileName'), name),
      fact('type', voice.label('platform:personalFileType'), type),
      fact('bytes', voice.label('platform:personalFileSize'), size),
    ]),
  }
}

async function collectMessages(db: Db, { chatId }: Own, voice: Voice): Promise<Portion> {
  const rows = await db.message.findMany({
    where: { chatId },
    orderBy: { id: 'asc' },
    select: {
      lane: true,
      state: true,
      subject: true,
      createdAt: true,
      finishedAt: true,
      payload: true,
      content: { select: { payload: true, file: { select: { name: true } } } },
    },
  })
  return {
    name: 'messages',
    title: voice.label('platform:personalMessages'),
    rows: rows.map(({ lane, state, subject, createdAt, finishedAt, payload, content }) => [
      fact('written', voice.label('platform:personalWritten'), createdAt),
      fact('finished', voice.label('platform:personalFinished'), finishedAt),
      fact('lane', voice.label('platform:personalLane'), lane, voice.label(laneKey[lane])),
      fact('state', voice.label('platform:personalState'), state, voice.label(stateKey[state])),
      fact('subject', voice.label('platform:personalSubject'), subject),
      fact('text', voice.label('platform:personalText'), textOf(payload) ?? textOf(content?.payload ?? null)),
      fact('file', voice.label('platform:personalFileName'), content?.file?.name ?? null),
    ]),
  }
}

async function collectUpdates(db: Db, { lane }: Own, voice: Voice): Promise<Portion> {
  const rows = await db.inboxUpdate.findMany({
    where: { lane },
    orderBy: { updateId: 'asc' },
    select: { receivedAt: true, handledAt: true, fate: true, reference: true, sealed: true },
  })
  return {
    name: 'updates',
    title: voice.label('platform:personalUpdates'),
    rows: rows.map(({ receivedAt, handledAt, fate, reference, sealed }) => [
      fact('received', voice.label('platform:personalReceived'), receivedAt),
      fact('handled', voice.label('platform:personalHandled'), handledAt),
      fact('fate', voice.label('platform:personalState'), fate, voice.label(fateKey[fate])),
      fact('reference', voice.label('platform:personalReference'), reference),
      fact('sealed', voice.label('platform:personalSealed'), sealed !== null),
    ]),
  }
}

const laneKey = {
  answer: 'platform:personalAnswer',
  urgent: 'platform:personalUrgent',
  notice: 'platform:personalNotice',
  reminder: 'platform:personalReminder',
  broadcast: 'platform:personalBroadcast',
} as const

const stateKey = {
  queued: 'platform:personalQueued',
  sending: 'platform:personalQueued',
  held: 'platform:personalQueued',
  sent: 'platform:personalDelivered',
  failed: 'platform:personalFailed',
  unreachable: 'platform:personalUnreachable',
  withdrawn: 'platform:personalWithdrawn',
} as const

const fateKey = {
  pending: 'platform:personalQueued',
  handled: 'platform:personalDone',
  failed: 'platform:personalFailed',
  dropped: 'platform:personalDropped',
} as const

function fact(name: string, label: string, value: Fact['value'], words?: string): Fact {
  return { name, label, value, ...(words !== undefined && { words }) }
}

const Leaf = z.union([z.string(), z.number(), z.boolean()])

/** What stands in a JSON value, each with its path. */
function leaves(value: unknown, path: string): [string, Fact['value']][] {
  const known = Leaf.safeParse(value).data
  if (known !== undefined) return [[path, known]]
  if (value === undefined || value === null || typeof value !== 'object') return [[path, null]]
  const parts = Array.isArray(value) ? [...value.entries()] : Object.entries(value)
  return parts.flatMap(([key, part]) => leaves(part, `${path}.${key}`))
}

const Said = z.object({
  text: z.string().optional(),
  caption: z.string().optional(),
  parse_mode: z.string().optional(),
})

/** What a message says, without its markup; null: nothing that is kept. */
function textOf(payload: Prisma.JsonValue): string | null {
  const said = Said.safeParse(payload).data
  const text = said?.text ?? said?.caption ?? null
  return text !== null && said?.parse_mode === 'HTML' ? plainText(text) : text
}
