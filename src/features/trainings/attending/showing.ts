import { z } from 'zod'
import { press } from '../../../platform/dialog/button.ts'
import type { Db } from '../../../platform/database/database.ts'
import type { MadeFile } from '../../../platform/files/documents.ts'
import type { Html } from '../../../platform/html.ts'
import { enclose } from '../../../platform/files/documents.ts'
import { keepBytes } from '../../../platform/files/files.ts'
import type { Start } from '../../../platform/feature.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { post } from '../../../platform/outbox/outbox.ts'
import type { Envelope } from '../../../platform/outbox/outbox.ts'
import { qrPicture } from '../../../platform/qr.ts'
import { begin, task } from '../../../platform/tasks/tasks.ts'
import type { Task } from '../../../platform/tasks/tasks.ts'
import { languages } from '../../../platform/texts.ts'
import { tellFault } from '../../../shared/people/handing.ts'
import { titleOf } from '../enrolling/detailViews.ts'
import { codeButton, renewButton } from './buttons.ts'
import { codeStart, makeCode, turnAfter, turnsFor } from './codes.ts'
import { checkIn } from './presence.ts'
import { findSitting, isOver, refuseTime, signingKey, sittingOf } from './sessions.ts'

const Order = z.object({
  chatId: z.string(),
  language: z.enum(languages),
  botName: z.string(),
  session: z.string(),
  /** The message whose picture is exchanged, by the number of its row, or as Telegram counts it; null: there is none yet. */
  target: z.union([z.object({ row: z.string() }), z.object({ message: z.number() })]).nullable(),
  /** Until when one code follows another. */
  until: z.iso.datetime(),
})
type Order = z.infer<typeof Order>

/**
 * Draws a code and shows it, or puts it in the place of the one before: it holds from then on. Orders the next one, as long
 * as there is to be one.
 */
export const coding: Task<Order> = task({
  name: 'trainings.coding',
  payload: Order,
  async run(work, order) {
    const { chatId, language, botName, session: number, target, until } = order
    const db = work.database.client
    const found = await findSitting(db, BigInt(number))
    const { session, training } = found
    if (target !== null && isOver(found, work.clock.now())) return async () => []
    const key = await signingKey(db, session.id)
    const link = `https://t.me/${botName}?start=${codeStart}-${makeCode(key, session.id, work.clock.now())}`
    const voice = work.voice(language)
    const isLast = work.clock.now().getTime() + turnAfter > Date.parse(until)
    const caption = voice.t(isLast ? 'trainings:codeLast' : 'trainings:codeCaption', {
      title: titleOf(training),
      number: session.position,
      link,
      until: new Date(until),
    })
    const picture = { name: 'qr.png', type: 'image/png', bytes: await qrPicture(link) }
    const buttons = [[renewButton.with(voice.label('trainings:renewCode'), { session: session.id })]]
    const rest = { lane: 'answer', chatId: BigInt(chatId) } as const
    return async (tx, now) => {
      // The row of the first one stays: the next ones change its message.
      const enclosed = await (target === null
        ? enclose(tx, { ...picture, caption, isPhoto: true }, now).then((one) => ({ ...one, fleeting: false }))
        : exchange(tx, { picture, caption, target }, now))
      const payload = { ...enclosed.payload, reply_markup: { inline_keyboard: buttons } }
      const posted = await post(tx, [{ ...rest, ...enclosed, payload }], now)
      const next = target ?? (posted[0] && { row: String(posted[0].id) })
      if (!isLast && next !== undefined)
        await begin(tx, coding, { ...order, target: next }, now, new Date(work.clock.wall().getTime() + turnAfter))
      return posted
    }
  },
  failed: (work, { chatId, language }, reference) => tellFault(work.voice(language), BigInt(chatId), reference),
})

/** What an envelope holds to put a picture in the place of the one in a message. */
async function exchange(
  tx: Db,
  { picture, caption, target }: { picture: MadeFile; caption: Html; target: NonNullable<Order['target']> },
  now: Date,
): Promise<Pick<Envelope, 'method' | 'payload' | 'contentId' | 'targetId' | 'fleeting'>> {
  const fileId = await keepBytes(tx, picture, now)
  const method = 'editMessageMedia'
  const media = { type: 'photo', caption, parse_mode: 'HTML' }
  const { id: contentId } = await tx.content.create({
    data: { method, payload: { media }, fileId },
    select: { id: true },
  })
  const whose =
    'row' in target ? { payload: {}, targetId: BigInt(target.row) } : { payload: { message_id: target.message } }
  return { method, contentId, ...whose, fleeting: true }
}

/** "Tampilkan kode". */
export const onCode = press(codeButton, 'member', (turn, { session }) => orderCode(turn, session, null))

/** "Perbarui kode". */
export const onRenew = press(renewButton, 'member', (turn, { session }) => {
  const message = turn.pressed?.message?.message_id
  return orderCode(turn, session, message === undefined ? null : { message })
})

/** What a participant scans. */
export const attendanceLink: Start = {
  name: codeStart,
  right: 'member',
  async run(turn, code) {
    const { db, who, now } = turn
    const { outcome, training, session } = await checkIn(db, code, who.telegramId, turn, now)
    turn.wake('outbox')
    const key = {
      noted: 'trainings:youAreNoted',
      already: 'trainings:youWereNoted',
      asked: 'trainings:trainerAsked',
    } as const
    turn.answer({ text: turn.t(key[outcome], { title: titleOf(training), number: session.position }) })
  },
}

async function orderCode(turn: Turn, sessionId: bigint, target: Order['target']): Promise<void> {
  const { session } = await sittingOf(turn, sessionId)
  refuseTime(session, turn.now)
  const { chatId, voice, botName, db } = turn
  const mine = { chatId: String(chatId), session: String(sessionId) }
  // Whatever follows one that is shown already would show a code that nobody looks at.
  await db.$executeRaw`DELETE FROM task WHERE name = ${coding.name} AND payload @> ${JSON.stringify(mine)}::jsonb`
  const until = new Date(turn.now.getTime() + turnsFor).toISOString()
  await turn.begin(coding, { ...mine, language: voice.language, botName, target, until })
}
