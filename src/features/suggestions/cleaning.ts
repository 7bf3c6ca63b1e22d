import { z } from 'zod'
import type { Prisma } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import { cleanSent, keepCleaned } from '../../platform/files/sent.ts'
import type { Cleaned } from '../../platform/files/sent.ts'
import { parameters } from '../../platform/inbox/turn.ts'
import { post } from '../../platform/outbox/outbox.ts'
import { removeFreed } from '../../platform/scheduler/unused.ts'
import { NotYet, task } from '../../platform/tasks/tasks.ts'
import type { Conclusion } from '../../platform/tasks/tasks.ts'
import type { Voice } from '../../platform/texts.ts'
import type { Work } from '../../platform/work.ts'
import { spoken } from '../../shared/people/admins.ts'
import { quietOf } from '../../shared/people/quiet.ts'
import { codeOf } from '../../shared/tickets/codes.ts'
import { toTheHour } from '../../shared/tickets/log.ts'
import { newsFor } from '../../shared/tickets/telling.ts'

/** Of the ticket's row for the file, and nothing about who sent it. */
const Payload = z.object({ ticketFile: z.string() })

const whole = {
  file: { select: { id: true, state: true, type: true, name: true } },
  ticket: true,
  event: { include: { officer: { select: { telegramId: true, language: true } } } },
} satisfies Prisma.TicketFileInclude
type Whole = Prisma.TicketFileGetPayload<{ include: typeof whole }>

/** Takes off what a file tells beside what it shows: all that stands beside a picture, and any name. */
export const cleaning = task({
  name: 'suggestions.cleaning',
  payload: Payload,
  async run(work, { ticketFile }) {
    const db = work.database.client
    const row = await db.ticketFile.findUnique({ where: { id: BigInt(ticketFile), state: 'raw' }, include: whole })
    if (row === null) return async () => []
    if (row.file?.state === 'pending') throw new NotYet()
    const cleaned = await clean(db, row)
    return cleaned === undefined ? give(work, row) : conclude(row, cleaned)
  },
  failed: (work, { ticketFile }) => {
    return async (tx, now) => {
      const row = await tx.ticketFile.findUnique({ where: { id: BigInt(ticketFile), state: 'raw' }, include: whole })
      return row === null ? [] : give(work, row)(tx, now)
    }
  },
})

/** What is to be kept of it, called by its place among those of its ticket. */
async function clean(db: Db, { file, isPhoto, ticketId, id }: Whole): Promise<Cleaned | undefined> {
  const name = `lampiran-${await db.ticketFile.count({ where: { ticketId, id: { lte: id } } })}`
  return cleanSent(db, file, { isPhoto, name })
}

/** Keeps what is clean; not the moment, where it would tell who sent it. */
function conclude({ id, fileId, ticket }: Whole, cleaned: Cleaned): Conclusion {
  return async (tx, now) => {
    if (!(await isStillRaw(tx, id)) || fileId === null) return []
    const createdAt = ticket.isAnonymous ? toTheHour(now) : now
    const kept = await keepCleaned(tx, fileId, cleaned, createdAt)
    await tx.ticketFile.update({ where: { id }, data: { state: 'ready', fileId: kept } })
    if (kept !== fileId) await removeFreed(tx, [], [fileId])
    return []
  }
}

/** Gives it up, and says so to whoever sent it. */
function give({ settings, voice }: Work, { id, fileId, ticket, event }: Whole): Conclusion {
  return async (tx, now) => {
    if (!(await isStillRaw(tx, id))) return []
    await tx.ticketFile.update({ where: { id }, data: { state: 'failed', fileId: null } })
    if (fileId !== null) await removeFreed(tx, [], [fileId])
    const view = (said: Voice) => ({ text: said.t('suggestions:enclosureFailed', { code: codeOf(ticket) }) })
    if (event.byAuthor) return post(tx, await newsFor(tx, ticket, view, { settings, voiceIn: voice }), now)
    if (event.officer === null) return []
    const { telegramId: chatId, language } = event.officer
    const payload = parameters(view(voice(spoken(language))))
    const quiet = await quietOf(tx, chatId, settings)
    return post(tx, [{ lane: 'notice', chatId, method: 'sendMessage', payload, quiet }], now)
  }
}

/** Its author may have erased themselves meanwhile. */
async function isStillRaw(tx: Db, id: bigint): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`SELECT id FROM ticket_file WHERE id = ${id} AND state = 'raw' FOR UPDATE`
  return rows.length > 0
}
