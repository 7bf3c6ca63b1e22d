import type { InlineKeyboardButton, Message as TelegramMessage } from '@grammyjs/types'
import { z } from 'zod'
import { button, press } from './button.ts'
import type { Press } from './button.ts'
import type { AnyDialog, Dialog, Question } from './dialog.ts'
import { leaf } from './pages.ts'
import { joinHtml } from '../html.ts'
import type { Html } from '../html.ts'
import { Refusal } from '../refusal.ts'
import type { Dialog as Row } from '../../generated/prisma/client.ts'
import { languages } from '../texts.ts'
import { parameters } from '../inbox/turn.ts'
import type { Turn, View } from '../inbox/turn.ts'

const id = z.coerce.bigint()
const pick = button('dialog.pick', { id, step: z.string(), option: z.string() })
const back = button('dialog.back', { id, step: z.string() })
const skip = button('dialog.skip', { id, step: z.string() })
const cancel = button('dialog.cancel', { id })
const resume = button('dialog.resume', { id })
const restart = button('dialog.restart', { id })
const discard = button('dialog.discard', { id })
const page = button('dialog.page', { id, step: z.string(), page: z.coerce.number().int().min(0) })

/** A question with more rows of options is turned like pages. */
const rowsPerPage = 8

/** Runs dialogs: one active at a time in a private chat, each answer a row's change in the turn's transaction. */
export interface Dialogs {
  buttons: Press[]
  open<Opening extends object>(turn: Turn, dialog: Dialog<Opening>, opening: Opening): Promise<void>
  /** Takes what was said as the answer to the open question; false when there is none. */
  hears(turn: Turn): Promise<boolean>
  /** Lays the active dialog aside with its answers (for a command); true when there was one. */
  suspend(turn: Turn): Promise<boolean>
  /** Offers to go on with the dialog laid aside last, if any and if none is active. */
  offer(turn: Turn): Promise<void>
  /** "/batal": lays the active dialog aside and says so. */
  leave(turn: Turn): Promise<void>
  /** Goes on in the language of the active dialog, for a person of whom nothing is stored. */
  hold(turn: Turn): Promise<void>
}

export function openDialogs(definitions: AnyDialog[]): Dialogs {
  const registry = new Map(definitions.map((definition) => [definition.name, definition]))

  const definitionOf = (row: Row): AnyDialog => {
    const found = registry.get(row.name)
    if (found === undefined) throw new Refusal('platform:dialogGone')
    return found
  }
  /** The row a button belongs to; refused when it is gone or another chat's. */
  const find = async (turn: Turn, rowId: bigint): Promise<Row> => {
    const row = await turn.db.dialog.findUnique({ where: { id: rowId } })
    if (row === null || row.chatId !== turn.chatId) throw new Refusal('platform:dialogGone')
    hold(turn, row)
    if (!turn.may(definitionOf(row).right)) throw new Refusal('platform:notAllowed')
    return row
  }
  const activate = async (turn: Turn, row: Row): Promise<Row> => {
    if (row.activeChat !== null) return row
    await suspend(turn)
    return turn.db.dialog.update({ where: { id: row.id }, data: { activeChat: turn.chatId } })
  }
  /** The same, made the active one. */
  const rowOf = async (turn: Turn, rowId: bigint, step?: string): Promise<Row> => {
    const row = await find(turn, rowId)
    if (step !== undefined && row.step !== step) throw new Refusal('platform:stepPassed')
    return activate(turn, row)
  }

  const open = async <Opening extends object>(turn: Turn, { name }: Dialog<Opening>, opening: Opening) => {
    const definition = registry.get(name)
    if (definition === undefined) throw new Error(`The dialog ${name} is on no door plate`)
    if (!turn.may(definition.right)) throw new Refusal('platform:notAllowed')
    await giveWay(turn)
    // A brief one is not gone on with, whatever it was opened with.
    if (definition.brief) await turn.db.dialog.deleteMany({ where: { chatId: turn.chatId, name } })
    else {
      const same = { chatId: turn.chatId, name, opening: { equals: opening } }
      const unfinished = await turn.db.dialog.findFirst({ where: same, orderBy: { updatedAt: 'desc' } })
      if (unfinished !== null)
        return turn.answer(
          asideView(
            turn,
            unfinished.id,
            turn.t('platform:dialogUnfinished', { title: turn.label(definition.title) }),
            'restart',
          ),
        )
    }
    await begin(turn, definition, opening)
  }
  /** Lays the active one aside for another; of one in which nothing was answered nothing is kept. */
  const giveWay = async (turn: Turn) => {
    const row = await turn.db.dialog.findUnique({ where: { activeChat: turn.chatId } })
    if (row === null || !isUntouched(row) || definitionOf(row).brief) return suspend(turn)
    await turn.db.dialog.delete({ where: { id: row.id } })
    return retire(turn, row)
  }
  const begin = async (turn: Turn, definition: AnyDialog, opening: object) => {
    const step = definition.next(null, {})
    if (step === null) return definition.done(turn, {}, { ...opening })
    const row = await turn.db.dialog.create({
      data: {
        chatId: turn.chatId,
        activeChat: turn.chatId,
        name: definition.name,
        step,
        language: turn.voice.language,
        opening,
        answers: {},
        trail: [],
        createdAt: turn.now,
        updatedAt: turn.now,
      },
    })
    if (definition.apart) await askBelow(turn, row, await viewOf(turn, row))
    else await ask(turn, row)
  }
  const viewOf = async (turn: Turn, row: Row) => {
    const definition = definitionOf(row)
    const question = await definition.question(turn, row.step, record(row.answers), record(row.opening))
    return questionView(turn, row, question, definition.brief)
  }
  const ask = async (turn: Turn, row: Row) => {
    const definition = definitionOf(row)
    const view = await viewOf(turn, row)
    if (turn.pressed && !definition.below(row.step)) return turn.replace(view)
    turn.settle()
    await definition.show(turn, row.step, record(row.answers), record(row.opening))
    await askBelow(turn, row, view)
  }
  const askBelow = async (turn: Turn, row: Row, view: View) => {
    if (!turn.pressed) await retire(turn, row)
    // Its row stays, also for a stranger, or its buttons could not be taken off again.
    const askedId = await turn.post({ method: 'sendMessage', payload: parameters(view), fleeting: false })
    await turn.db.dialog.update({ where: { id: row.id }, data: { askedId } })
  }
  /** Leaves the question and what was tapped in the chat, where the next thing is said below it. */
  const close = async (turn: Turn, row: Row, option: string) => {
    const definition = definitionOf(row)
    const question = await definition.question(turn, row.step, record(row.answers), record(row.opening))
    const chosen = question.options.flat().find(({ id: key }) => key === option)
    turn.replace({ text: joinHtml([question.text, turn.t('platform:chosen', { label: chosen?.label ?? '' })]) })
  }
  /** Takes the buttons off a question that was answered in words. */
  const retire = async (turn: Turn, { askedId }: Row) => {
    if (askedId !== null) await turn.post({ method: 'editMessageReplyMarkup', targetId: askedId, payload: {} })
  }

  /** Asks the same question again with what was chosen; what is shown above it stays. */
  const stay = async (turn: Turn, row: Row, answers: Record<string, unknown>, tapped?: string) => {
    const definition = definitionOf(row)
    await activate(turn, row)
    const changed = await turn.db.dialog.update({
      where: { id: row.id },
      data: { answers: json(answers), language: turn.voice.language, updatedAt: turn.now },
    })
    const question = await definition.question(turn, row.step, answers, record(row.opening))
    const view = questionView(turn, changed, question, definition.brief, pageOf(question, tapped))
    if (turn.pressed) turn.replace(view)
    else await askBelow(turn, changed, view)
  }
  const advance = async (turn: Turn, row: Row, answers: Record<string, unknown>) => {
    const definition = definitionOf(row)
    const next = definition.next(row.step, answers)
    if (next === null) {
      await turn.db.dialog.delete({ where: { id: row.id } })
      if (!turn.pressed) await retire(turn, row)
      await definition.done(turn, answers, record(row.opening))
      return offer(turn, 'touched')
    }
    await activate(turn, row)
    const changed = await turn.db.dialog.update({
      where: { id: row.id },
      data: {
        answers: json(answers),
        step: next,
        trail: [...row.trail, row.step],
        language: turn.voice.language,
        updatedAt: turn.now,
      },
    })
    await ask(turn, changed)
  }
  const suspend = async (turn: Turn) => {
    const { count } = await turn.db.dialog.updateMany({
      where: { activeChat: turn.chatId },
      data: { activeChat: null, updatedAt: turn.now },
    })
    return count > 0
  }
  const offer = async (turn: Turn, which: 'any' | 'touched' = 'any') => {
    const rows = await turn.db.dialog.findMany({
      where: { chatId: turn.chatId },
      orderBy: { updatedAt: 'desc' },
      take: 20,
    })
    if (rows.some(({ activeChat }) => activeChat !== null)) return
    const row = rows.find((one) => registry.get(one.name)?.brief === false && (which === 'any' || !isUntouched(one)))
    if (row === undefined) return
    const title = turn.label(definitionOf(row).title)
    turn.answer(asideView(turn, row.id, turn.t('platform:dialogSuspended', { title })))
  }

  const leaveRow = async (turn: Turn, values: { id: bigint }) => {
    // Another one may be open by now: that goes on.
    const row = await find(turn, values.id)
    if (isUntouched(row)) {
      await turn.db.dialog.delete({ where: { id: row.id } })
      turn.replace({ text: turn.t('platform:dialogCancelled') })
      return offer(turn, 'touched')
    }
    if (row.activeChat !== null) await suspend(turn)
    turn.replace(asideView(turn, row.id, turn.t('platform:dialogLeft')))
  }
  /** Takes what was said as the answer to a dialog's question. */
  const take = async (turn: Turn, row: Row, message: TelegramMessage) => {
    const [answers, opening] = [record(row.answers), record(row.opening)]
    const taken = await definitionOf(row).said(turn, row.step, message, answers, opening)
    await (taken.stays ? stay : advance)(turn, row, taken.answers)
  }

  const buttons = [
    press(pick, 'all', async (turn, values) => {
      const row = await rowOf(turn, values.id, values.step)
      const definition = definitionOf(row)
      const taken = await definition.picked(turn, row.step, values.option, record(row.answers), record(row.opening))
      if (taken === null) return
      if (taken.stays) return stay(turn, row, taken.answers, values.option)
      const next = definition.next(row.step, taken.answers)
      if (!definition.brief && (next === null || definition.below(next))) await close(turn, row, values.option)
      await advance(turn, row, taken.answers)
    }),
    press(page, 'all', async (turn, values) => {
      const row = await rowOf(turn, values.id, values.step)
      const definition = definitionOf(row)
      const question = await definition.question(turn, row.step, record(row.answers), record(row.opening))
      turn.replace(questionView(turn, row, question, definition.brief, values.page))
    }),
    press(skip, 'all', async (turn, values) => {
      const row = await rowOf(turn, values.id, values.step)
      await advance(turn, row, definitionOf(row).skipped(row.step, record(row.answers)))
    }),
    press(back, 'all', async (turn, values) => {
      const row = await rowOf(turn, values.id, values.step)
      const step = row.trail.at(-1)
      if (step === undefined) throw new Refusal('platform:buttonOld')
      const trail = row.trail.slice(0, -1)
      await ask(
        turn,
        await turn.db.dialog.update({ where: { id: row.id }, data: { step, trail, updatedAt: turn.now } }),
      )
    }),
    press(cancel, 'all', leaveRow, async (turn, values, message) => {
      // A reply answers the question that it is a reply to, also when another one has been asked since, which stays open.
      await take(turn, await find(turn, values.id), message)
    }),
    press(resume, 'all', async (turn, values) => {
      const row = await rowOf(turn, values.id)
      // At the end of the chat, where one looks for the question that one's next words answer.
      turn.settle()
      await retire(turn, row)
      await definitionOf(row).show(turn, row.step, record(row.answers), record(row.opening))
      await askBelow(turn, row, await viewOf(turn, row))
    }),
    press(restart, 'all', async (turn, values) => {
      const row = await rowOf(turn, values.id)
      await turn.db.dialog.delete({ where: { id: row.id } })
      await begin(turn, definitionOf(row), record(row.opening))
    }),
    press(discard, 'all', async (turn, values) => {
      const row = await rowOf(turn, values.id)
      await turn.db.dialog.delete({ where: { id: row.id } })
      turn.replace({ text: turn.t('platform:dialogDiscarded') })
    }),
  ]

  return {
    buttons,
    open,
    suspend,
    offer: (turn) => offer(turn),
    async hears(turn) {
      const row = await turn.db.dialog.findUnique({ where: { activeChat: turn.chatId } })
      if (row === null) return false
      hold(turn, row)
      if (turn.update.edited_message) {
        turn.answer({ text: turn.t('platform:editedHint') })
        return true
      }
      if (turn.message === undefined) return false
      if (await isToAnother(turn, row, turn.message)) throw new Refusal('platform:replyElsewhere')
      await take(turn, row, turn.message)
      return true
    },
    async hold(turn) {
      if (turn.who.language !== undefined) return
      const row = await turn.db.dialog.findUnique({ where: { activeChat: turn.chatId } })
      if (row !== null) hold(turn, row)
    },
    async leave(turn) {
      const row = await turn.db.dialog.findUnique({ where: { activeChat: turn.chatId } })
      if (row === null) return turn.answer({ text: turn.t('platform:dialogNone') })
      hold(turn, row)
      if (definitionOf(row).brief) {
        await turn.db.dialog.delete({ where: { id: row.id } })
        await retire(turn, row)
        turn.answer({ text: turn.t(definitionOf(row).left ?? 'platform:dialogDiscarded') })
        return offer(turn, 'touched')
      }
      if (isUntouched(row)) {
        await turn.db.dialog.delete({ where: { id: row.id } })
        await retire(turn, row)
        turn.answer({ text: turn.t('platform:dialogCancelled') })
        return offer(turn, 'touched')
      }
      await suspend(turn)
      turn.answer(asideView(turn, row.id, turn.t('platform:dialogLeft')))
    },
  }
}

/** Whether something was said in reply to another message of ours than the open question, as far as can be told. */
async function isToAnother(
  turn: Turn,
  { askedId }: Row,
  { reply_to_message: replied }: TelegramMessage,
): Promise<boolean> {
  if (askedId === null || replied?.from?.id !== Number(turn.botId)) return false
  const asked = await turn.db.message.findUnique({ where: { id: askedId }, select: { telegramMessageId: true } })
  const known = asked?.telegramMessageId ?? null
  return known !== null && known !== replied.message_id
}

/** Nothing was answered that could be kept. */
function isUntouched({ answers, trail }: Row): boolean {
  return trail.length === 0 && Object.keys(record(answers)).length === 0
}

/** A person of whom nothing is stored goes on in the language in which they began. */
function hold(turn: Turn, row: Row) {
  const language = languages.find((known) => known === row.language)
  if (turn.who.language === undefined && language !== undefined) turn.speak(language)
}

function questionView(turn: Turn, row: Row, question: Question, brief: boolean, wanted = 0): View {
  const turned = question.options.filter((buttons) => !isPinned(buttons))
  const pages = Math.max(1, Math.ceil(turned.length / rowsPerPage))
  const { page: shown, turning } = leaf(turn, { wanted, pages }, (to, label) =>
    page.with(label, { id: row.id, step: row.step, page: to }),
  )
  const toButtons = (rows: Question['options']): InlineKeyboardButton[][] =>
    rows.map((buttons) =>
      buttons.map(({ id: option, label }) => pick.with(label, { id: row.id, step: row.step, option })),
    )
  const options = toButtons(turned.slice(shown * rowsPerPage, (shown + 1) * rowsPerPage))
  options.push(...turning)
  options.push(...toButtons(question.options.filter(isPinned)))
  const navigation: InlineKeyboardButton[] = []
  if (row.trail.length > 0) navigation.push(back.with(turn.label('platform:back'), { id: row.id, step: row.step }))
  if (question.optional) navigation.push(skip.with(turn.label('platform:skip'), { id: row.id, step: row.step }))
  if (!brief) navigation.push(cancel.with(turn.label('platform:cancel'), { id: row.id }))
  const progress =
    brief || question.places < 2
      ? undefined
      : turn.t('platform:progress', { step: question.place, steps: question.places })
  return {
    text: joinHtml([progress, question.text]),
    buttons: navigation.length > 0 ? [...options, navigation] : options,
  }
}

const isPinned = ([first]: Question['options'][number]) => first?.pinned === true

/** The page on which an option stands; the first one for none. */
function pageOf({ options }: Question, tapped: string | undefined): number {
  const row = options
    .filter((buttons) => !isPinned(buttons))
    .findIndex((buttons) => buttons.some(({ id: option }) => option === tapped))
  return Math.max(0, Math.floor(row / rowsPerPage))
}

/** Says something about a dialog laid aside, and offers to go on with it or not. */
function asideView(turn: Turn, rowId: bigint, text: Html, otherwise: 'restart' | 'discard' = 'discard'): View {
  const other =
    otherwise === 'restart'
      ? restart.with(turn.label('platform:restart'), { id: rowId })
      : discard.with(turn.label('platform:discard'), { id: rowId })
  return { text, buttons: [[resume.with(turn.label('platform:resume'), { id: rowId }), other]] }
}

const record = (value: unknown) => z.record(z.string(), z.unknown()).parse(value)
const json = (value: Record<string, unknown>) => z.record(z.string(), z.json()).parse(value)
