import type { InlineKeyboardButton, Message as TelegramMessage } from '@grammyjs/types'
import { z } from 'zod'
import { button, press } from './button.ts'
import type { Press } from './button.ts'
import type { AnyDialog, Dialog, Question, Taken } from './dialog.ts'
import { columnsOf, heldIn, jsonIn } from './held.ts'
import type { Held, Progress } from './held.ts'
import { leaf } from './pages.ts'
import { joinHtml } from '../html.ts'
import type { Html } from '../html.ts'
import { Refusal } from '../refusal.ts'
import type { Dialog as Row } from '../../generated/prisma/client.ts'
import { languages } from '../texts.ts'
import type { TextKey } from '../texts.ts'
import { vanishOver } from '../outbox/fleeting.ts'
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
  /** Opens a dialog; `tapped`: an option of its first question, on the message that brought it. */
  open<Opening extends object>(turn: Turn, dialog: Dialog<Opening>, opening: Opening, tapped?: string): Promise<void>
  /** Takes what was said as the answer to the open question; false when there is none. */
  hears(turn: Turn): Promise<boolean>
  /** Lays the active dialog aside with its answers (for a command); true when there was one. */
  suspend(turn: Turn): Promise<boolean>
  /** Offers to go on with the dialog laid aside last, if any and if none is active. */
  offer(turn: Turn): Promise<void>
  /** "/batal": lays the active dialog aside and says so; where none is active, offers the one laid aside last. */
  leave(turn: Turn): Promise<void>
  /** Goes on in the language of the active dialog, for a person of whom nothing is stored. */
  hold(turn: Turn): Promise<void>
}

export function openDialogs(definitions: AnyDialog[]): Dialogs {
  const registry = new Map(definitions.map((definition) => [definition.name, definition]))

  const definitionOf = ({ name }: Pick<Row, 'name'>): AnyDialog => {
    const found = registry.get(name)
    if (found === undefined) throw new Refusal('platform:dialogGone')
    return found
  }
  /** What a row holds; null where it is of a dialog, or at a question, that this version no longer has: nobody can answer that. */
  const known = (turn: Turn, row: Row): Held | null => {
    const held = heldIn(row, turn.settings.sealing)
    return held !== null && registry.get(row.name)?.knows(held.step) === true ? held : null
  }
  /** The open one. */
  const activeOf = async (turn: Turn): Promise<Held | null> => {
    const row = await turn.db.dialog.findUnique({ where: { activeChat: turn.chatId } })
    if (row === null) return null
    const held = known(turn, row)
    if (held !== null) return held
    await turn.db.dialog.delete({ where: { id: row.id } })
    await retire(turn, { askedId: row.askedId, isSealed: false })
    return null
  }
  /** The row a button belongs to; refused when it is gone or another chat's. */
  const find = async (turn: Turn, rowId: bigint): Promise<Held> => {
    const row = await turn.db.dialog.findUnique({ where: { id: rowId } })
    if (row === null || row.chatId !== turn.chatId) throw new Refusal('platform:dialogGone')
    speakAs(turn, row)
    if (!turn.may(definitionOf(row).right)) throw new Refusal('platform:notAllowed')
    const held = heldIn(row, turn.settings.sealing)
    if (held === null) throw new Refusal('platform:dialogGone')
    if (held.isSealed) turn.hush()
    return held
  }
  const activate = async (turn: Turn, row: Held): Promise<Held> => {
    if (row.activeChat !== null) return row
    await suspend(turn)
    await turn.db.dialog.update({ where: { id: row.id }, data: { activeChat: turn.chatId } })
    return { ...row, activeChat: turn.chatId }
  }
  /** The same, made the active one; null: there was no use in asking any more, and it has ended. */
  const rowOf = async (turn: Turn, rowId: bigint, step?: string): Promise<Held | null> => {
    const row = await find(turn, rowId)
    if (await hasEnded(turn, row)) return null
    if (step !== undefined && row.step !== step) throw new Refusal('platform:stepPassed')
    return activate(turn, row)
  }
  const hasEnded = async (turn: Turn, row: Held): Promise<boolean> => {
    const view = (await definitionOf(row).over?.(turn, row.answers, row.opening)) ?? null
    if (view === null) return false
    await remove(turn, row)
    turn.replace(view)
    return true
  }
  const write = async (turn: Turn, row: Held, change: Partial<Progress>): Promise<Held> => {
    const changed = { ...row, ...change }
    const columns = columnsOf(changed, row.isSealed, turn.settings.sealing)
    const data = { ...columns, language: turn.voice.language, updatedAt: turn.now }
    await turn.db.dialog.update({ where: { id: row.id }, data })
    return changed
  }
  /** Ends a dialog; a question that was not answered by a tap loses its buttons. */
  const remove = async (turn: Turn, row: Held) => {
    await turn.db.dialog.delete({ where: { id: row.id } })
    if (!turn.pressed) await retire(turn, row)
    else if (row.isSealed) await forget(turn, row)
  }

  const open = async <Opening extends object>(
    turn: Turn,
    { name }: Dialog<Opening>,
    opening: Opening,
    tapped?: string,
  ) => {
    const definition = registry.get(name)
    if (definition === undefined) throw new Error(`The dialog ${name} is on no door plate`)
    if (!turn.may(definition.right)) throw new Refusal('platform:notAllowed')
    await giveWay(turn)
    // A brief one is not gone on with, whatever it was opened with.
    if (definition.brief) await turn.db.dialog.deleteMany({ where: { chatId: turn.chatId, name } })
    else {
      const same = { chatId: turn.chatId, name, opening: { equals: opening } }
      const unfinished = await turn.db.dialog.findFirst({ where: same, orderBy: { updatedAt: 'desc' } })
      const row = unfinished && known(turn, unfinished)
      if (row !== null && definition.goesOn) return goOn(turn, row, tapped)
      if (row !== null) {
        const text = turn.t('platform:dialogUnfinished', { title: await titleOf(turn, row) })
        return turn.answer(asideView(turn, row.id, text, 'restart'))
      }
    }
    await begin(turn, definition, jsonIn(opening), tapped)
  }
  /** Lays the active one aside for another; of one in which nothing was answered nothing is kept. */
  const giveWay = async (turn: Turn) => {
    const row = await activeOf(turn)
    if (row === null || !isUntouched(row) || definitionOf(row).brief) return suspend(turn)
    await turn.db.dialog.delete({ where: { id: row.id } })
    return retire(turn, row)
  }
  const begin = async (turn: Turn, definition: AnyDialog, opening: Held['opening'], tapped?: string) => {
    const step = await definition.next(turn, null, {}, opening)
    if (step === null) return definition.done(turn, {}, opening)
    const isSealed = (await definition.seals?.(turn, opening)) ?? false
    if (isSealed) turn.hush()
    const row = await turn.db.dialog.create({
      data: {
        chatId: turn.chatId,
        activeChat: turn.chatId,
        name: definition.name,
        ...columnsOf({ step, answers: {}, trail: [] }, isSealed, turn.settings.sealing),
        language: turn.voice.language,
        opening,
        createdAt: turn.now,
        updatedAt: turn.now,
      },
    })
    const held = { ...row, step, opening, answers: {}, trail: [], isSealed }
    if (tapped !== undefined) return tap(turn, held, tapped, 'below')
    if (definition.apart) await askBelow(turn, held, await viewOf(turn, held))
    else await ask(turn, held)
  }
  /** Takes up one that was begun: with an answer to its first question anew, if one was tapped. */
  const goOn = async (turn: Turn, found: Held, tapped?: string) => {
    if (found.isSealed) turn.hush()
    if (await hasEnded(turn, found)) return
    const row = await activate(turn, found)
    if (tapped === undefined) return askAgain(turn, row)
    const definition = definitionOf(row)
    const first = await definition.next(turn, null, {}, row.opening)
    const taken = first === null ? null : await definition.picked(turn, first, tapped, row.answers, row.opening)
    if (first === null || taken === null || taken.stays) return askAgain(turn, row)
    await close(turn, { ...row, step: first }, tapped)
    await retire(turn, row)
    const trail = row.trail.includes(first) ? row.trail : [first, ...row.trail]
    let step = await definition.next(turn, first, taken.answers, row.opening)
    while (step !== null && step !== row.step && trail.includes(step))
      step = await definition.next(turn, step, taken.answers, row.opening)
    // It goes on; it never ends so, unless it is all that was asked.
    if (step === null && row.step === first) return finish(turn, row, taken.answers)
    const changed = await write(turn, row, { answers: taken.answers, trail, step: step ?? row.step })
    await askBelow(turn, changed, await viewOf(turn, changed))
  }
  const viewOf = async (turn: Turn, row: Held) => {
    const definition = definitionOf(row)
    return questionView(turn, row, await questionOf(turn, row), definition.brief)
  }
  const questionOf = (turn: Turn, row: Held) => definitionOf(row).question(turn, row.step, row.answers, row.opening)
  const titleOf = async (turn: Turn, row: Held) => {
    const { titled, title } = definitionOf(row)
    return (await titled?.(turn, row.opening)) ?? turn.label(title)
  }
  const ask = async (turn: Turn, row: Held, where?: 'below') => {
    const definition = definitionOf(row)
    const view = await viewOf(turn, row)
    if (turn.pressed && !definition.below(row.step) && where === undefined) return turn.replace(view)
    turn.settle()
    await definition.show(turn, row.step, row.answers, row.opening)
    await askBelow(turn, row, view)
  }
  const askBelow = async (turn: Turn, row: Held, view: View) => {
    if (!turn.pressed) await retire(turn, row)
    // Its row stays, also for a stranger, or its buttons could not be taken off again.
    const askedId = await turn.post({ method: 'sendMessage', payload: parameters(view), fleeting: false })
    await turn.db.dialog.update({ where: { id: row.id }, data: { askedId } })
  }
  /** At the end of the chat, where one looks for the question that one's next words answer. */
  const askAgain = async (turn: Turn, row: Held) => {
    if (turn.pressed) await retire(turn, row)
    await definitionOf(row).show(turn, row.step, row.answers, row.opening)
    await askBelow(turn, row, await viewOf(turn, row))
  }
  /** Leaves the question and what was tapped in the chat, where the next thing is said below it. */
  const close = async (turn: Turn, row: Held, option: string) => {
    const { text, lasting = text, options } = await questionOf(turn, row)
    const chosen = options.flat().find(({ id: key }) => key === option)
    turn.replace({ text: joinHtml([lasting, turn.t('platform:chosen', { label: chosen?.label ?? '' })]) })
  }
  /** Takes the buttons off a question that was answered in words. */
  const retire = async (turn: Turn, { askedId, isSealed }: Pick<Held, 'askedId' | 'isSealed'>) => {
    if (askedId === null) return
    await turn.post({ method: 'editMessageReplyMarkup', targetId: askedId, payload: {} })
    if (isSealed) await forget(turn, { askedId })
  }
  /** How many questions somebody was asked can tell what they answered: of a sealed dialog no row of them stays. */
  const forget = async (turn: Turn, { askedId }: Pick<Held, 'askedId'>) => {
    if (askedId === null) return
    await turn.db.message.updateMany({ where: { id: askedId }, data: { fleeting: true } })
    await vanishOver(turn.db, [askedId])
  }

  /** Asks the same question again with what was chosen; what is shown above it stays. */
  const stay = async (turn: Turn, row: Held, answers: Held['answers'], tapped?: string) => {
    await activate(turn, row)
    const changed = await write(turn, row, { answers })
    const question = await questionOf(turn, changed)
    const view = questionView(turn, changed, question, definitionOf(row).brief, pageOf(question, tapped))
    if (turn.pressed) turn.replace(view)
    else await askBelow(turn, changed, view)
  }
  /** Goes on to `next`, or to the end where it is null. */
  const advance = async (
    turn: Turn,
    row: Held,
    { answers, next }: { answers: Held['answers']; next: string | null },
    where?: 'below',
  ) => {
    if (next === null) return finish(turn, row, answers)
    await activate(turn, row)
    await ask(turn, await write(turn, row, { answers, step: next, trail: [...row.trail, row.step] }), where)
  }
  const finish = async (turn: Turn, row: Held, answers: Held['answers']) => {
    await remove(turn, row)
    await definitionOf(row).done(turn, answers, row.opening)
    return offer(turn, 'touched')
  }
  const nextOf = async (turn: Turn, row: Held, { answers, next }: Taken) =>
    next ?? (await definitionOf(row).next(turn, row.step, answers, row.opening))
  /** Takes a tap; 'below': on a message that stays, so that what follows is said below it. */
  const tap = async (turn: Turn, row: Held, option: string, where?: 'below') => {
    const definition = definitionOf(row)
    const taken = await definition.picked(turn, row.step, option, row.answers, row.opening)
    if (taken === null) return
    if (taken.stays) return stay(turn, row, taken.answers, option)
    const next = await nextOf(turn, row, taken)
    if (!definition.brief && (next === null || definition.below(next) || where === 'below'))
      await close(turn, row, option)
    await advance(turn, row, { answers: taken.answers, next }, where)
  }
  const suspend = async (turn: Turn) => {
    const { count } = await turn.db.dialog.updateMany({
      where: { activeChat: turn.chatId },
      data: { activeChat: null, updatedAt: turn.now },
    })
    return count > 0
  }
  const offer = async (turn: Turn, which: 'any' | 'touched' = 'any', none?: TextKey) => {
    const found = await turn.db.dialog.findMany({
      where: { chatId: turn.chatId },
      orderBy: { updatedAt: 'desc' },
      take: 20,
    })
    const rows = found.flatMap((one) => known(turn, one) ?? [])
    const gone = found.map(({ id: one }) => one).filter((one) => rows.every(({ id: kept }) => kept !== one))
    if (gone.length > 0) await turn.db.dialog.deleteMany({ where: { id: { in: gone } } })
    if (rows.some(({ activeChat }) => activeChat !== null)) return
    const row = rows.find((one) => !definitionOf(one).brief && (which === 'any' || !isUntouched(one)))
    if (row === undefined) {
      if (none !== undefined) turn.answer({ text: turn.t(none) })
      return
    }
    turn.answer(asideView(turn, row.id, turn.t('platform:dialogSuspended', { title: await titleOf(turn, row) })))
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
  const take = async (turn: Turn, row: Held, message: TelegramMessage) => {
    if (row.isSealed) turn.hush()
    if (await hasEnded(turn, row)) return
    const taken = await definitionOf(row).said(turn, row.step, message, row.answers, row.opening)
    if (taken.stays) return stay(turn, row, taken.answers)
    await advance(turn, row, { answers: taken.answers, next: await nextOf(turn, row, taken) })
  }

  const buttons = [
    press(pick, 'all', async (turn, values) => {
      const row = await rowOf(turn, values.id, values.step)
      if (row !== null) await tap(turn, row, values.option)
    }),
    press(page, 'all', async (turn, values) => {
      const row = await rowOf(turn, values.id, values.step)
      if (row === null) return
      turn.replace(questionView(turn, row, await questionOf(turn, row), definitionOf(row).brief, values.page))
    }),
    press(skip, 'all', async (turn, values) => {
      const row = await rowOf(turn, values.id, values.step)
      if (row === null) return
      const answers = await definitionOf(row).skipped(turn, row.step, row.answers, row.opening)
      await advance(turn, row, { answers, next: await nextOf(turn, row, { answers, stays: false }) })
    }),
    press(back, 'all', async (turn, values) => {
      const row = await rowOf(turn, values.id, values.step)
      if (row === null) return
      const step = row.trail.at(-1)
      if (step === undefined) throw new Refusal('platform:buttonOld')
      await ask(turn, await write(turn, row, { step, trail: row.trail.slice(0, -1) }))
    }),
    press(cancel, 'all', leaveRow, async (turn, values, message) => {
      // A reply answers the question that it is a reply to, also when another one has been asked since, which stays open.
      await take(turn, await find(turn, values.id), message)
    }),
    press(resume, 'all', async (turn, values) => {
      const row = await rowOf(turn, values.id)
      if (row === null) return
      turn.settle()
      await askAgain(turn, row)
    }),
    press(restart, 'all', async (turn, values) => {
      const row = await rowOf(turn, values.id)
      if (row === null) return
      await turn.db.dialog.delete({ where: { id: row.id } })
      await begin(turn, definitionOf(row), row.opening)
    }),
    press(discard, 'all', async (turn, values) => {
      const row = await find(turn, values.id)
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
      const row = await activeOf(turn)
      if (row === null) return false
      speakAs(turn, row)
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
      const row = await activeOf(turn)
      if (row !== null) speakAs(turn, row)
    },
    async leave(turn) {
      const row = await activeOf(turn)
      // Where none is open, what is meant is the one laid aside.
      if (row === null) return offer(turn, 'any', 'platform:dialogNone')
      speakAs(turn, row)
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
  { askedId }: Held,
  { reply_to_message: replied }: TelegramMessage,
): Promise<boolean> {
  if (askedId === null || replied?.from?.id !== Number(turn.botId)) return false
  const asked = await turn.db.message.findUnique({ where: { id: askedId }, select: { telegramMessageId: true } })
  const known = asked?.telegramMessageId ?? null
  return known !== null && known !== replied.message_id
}

/** Nothing was answered that could be kept. */
function isUntouched({ answers, trail }: Held): boolean {
  return trail.length === 0 && Object.keys(answers).length === 0
}

/** A person of whom nothing is stored goes on in the language in which they began. */
function speakAs(turn: Turn, row: Pick<Row, 'language'>) {
  const language = languages.find((known) => known === row.language)
  if (turn.who.language === undefined && language !== undefined) turn.speak(language)
}

function questionView(turn: Turn, row: Held, question: Question, brief: boolean, wanted = 0): View {
  const turned = question.options.filter((buttons) => !isPinned(buttons))
  const { rows = rowsPerPage } = question
  const pages = Math.max(1, Math.ceil(turned.length / rows))
  const { page: shown, turning } = leaf(turn, { wanted, pages }, (to, label) =>
    page.with(label, { id: row.id, step: row.step, page: to }),
  )
  const toButtons = (some: Question['options']): InlineKeyboardButton[][] =>
    some.map((buttons) =>
      buttons.map(({ id: option, label }) => pick.with(label, { id: row.id, step: row.step, option })),
    )
  const options = toButtons(turned.slice(shown * rows, (shown + 1) * rows))
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
function pageOf({ options, rows = rowsPerPage }: Question, tapped: string | undefined): number {
  const row = options
    .filter((buttons) => !isPinned(buttons))
    .findIndex((buttons) => buttons.some(({ id: option }) => option === tapped))
  return Math.max(0, Math.floor(row / rows))
}

/** Says something about a dialog laid aside, and offers to go on with it or not. */
function asideView(turn: Turn, rowId: bigint, text: Html, otherwise: 'restart' | 'discard' = 'discard'): View {
  const other =
    otherwise === 'restart'
      ? restart.with(turn.label('platform:restart'), { id: rowId })
      : discard.with(turn.label('platform:discard'), { id: rowId })
  return { text, buttons: [[resume.with(turn.label('platform:resume'), { id: rowId }), other]] }
}
