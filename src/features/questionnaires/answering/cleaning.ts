import { z } from 'zod'
import type { Prisma } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import { cleanSent, keepCleaned } from '../../../platform/files/sent.ts'
import type { Cleaned } from '../../../platform/files/sent.ts'
import { parameters } from '../../../platform/inbox/turn.ts'
import { post } from '../../../platform/outbox/outbox.ts'
import { removeFreed } from '../../../platform/scheduler/unused.ts'
import { NotYet, task } from '../../../platform/tasks/tasks.ts'
import type { Conclusion } from '../../../platform/tasks/tasks.ts'
import type { Work } from '../../../platform/work.ts'
import { spoken } from '../../../shared/people/admins.ts'
import { quietOf } from '../../../shared/people/quiet.ts'
import { Definition, said } from '../../../shared/questionnaires/definition.ts'

const Payload = z.object({ response: z.string(), key: z.string(), isPhoto: z.boolean() })
type Payload = z.infer<typeof Payload>

const whole = {
  file: { select: { id: true, state: true, type: true, name: true } },
  response: {
    select: {
      person: { select: { telegramId: true, language: true } },
      round: { select: { version: { select: { definition: true } } } },
    },
  },
} satisfies Prisma.ResponseFileInclude
type Whole = Prisma.ResponseFileGetPayload<{ include: typeof whole }>

/** Takes off what a file that is an answer tells beside what it shows, before anybody else sees it. */
export const cleaning = task({
  name: 'questionnaires.cleaning',
  payload: Payload,
  async run(work, payload) {
    const db = work.database.client
    const row = await find(db, payload)
    if (row === null) return async () => []
    if (row.file.state === 'pending') throw new NotYet()
    const cleaned = await cleanSent(db, row.file, { isPhoto: payload.isPhoto, name: `jawaban-${payload.key}` })
    return cleaned === undefined ? give(work, payload) : conclude(payload, cleaned)
  },
  failed: give,
})

function find(db: Db, { response, key }: Payload): Promise<Whole | null> {
  return db.responseFile.findUnique({
    where: { responseId_key: { responseId: BigInt(response), key } },
    include: whole,
  })
}

/** The same, unless its author has erased themselves meanwhile. */
async function take(tx: Db, { response, key }: Payload): Promise<bigint | undefined> {
  const [row] = await tx.$queryRaw<{ fileId: bigint }[]>`
    SELECT file_id AS "fileId" FROM response_file WHERE response_id = ${BigInt(response)} AND key = ${key} FOR UPDATE`
  return row?.fileId
}

function conclude(payload: Payload, cleaned: Cleaned): Conclusion {
  return async (tx, now) => {
    const fileId = await take(tx, payload)
    if (fileId === undefined) return []
    const kept = await keepCleaned(tx, fileId, cleaned, now)
    if (kept === fileId) return []
    const responseId = BigInt(payload.response)
    const { key } = payload
    await tx.responseFile.update({ where: { responseId_key: { responseId, key } }, data: { fileId: kept } })
    await tx.$executeRaw`
      UPDATE response SET answers = jsonb_set(answers, ARRAY[${key}::text, 'file'], to_jsonb(${String(kept)}::text))
      WHERE id = ${responseId}`
    await removeFreed(tx, [], [fileId])
    return []
  }
}

/** Gives it up, and says so to whoever sent it: the rest of their answers has been sent. */
function give({ settings, voice }: Work, payload: Payload): Conclusion {
  return async (tx, now) => {
    const fileId = await take(tx, payload)
    const row = await find(tx, payload)
    if (fileId === undefined || row === null) return []
    const responseId = BigInt(payload.response)
    const { key } = payload
    await tx.responseFile.delete({ where: { responseId_key: { responseId, key } } })
    await tx.$executeRaw`UPDATE response SET answers = answers - ${key}::text WHERE id = ${responseId}`
    await removeFreed(tx, [], [fileId])
    const { person, round } = row.response
    if (person === null) return []
    const language = spoken(person.language)
    const { title } = Definition.parse(round.version.definition)
    const text = voice(language).t('questionnaires:fileLost', { title: said(title, language) })
    const quiet = await quietOf(tx, person.telegramId, settings)
    const chatId = person.telegramId
    return post(tx, [{ lane: 'notice', chatId, method: 'sendMessage', payload: parameters({ text }), quiet }], now)
  }
}
