import type { InlineKeyboardButton } from '@grammyjs/types'
import { heldIn } from '../../platform/dialog/held.ts'
import type { Held } from '../../platform/dialog/held.ts'
import type { Turn } from '../../platform/inbox/turn.ts'
import type { Voice } from '../../platform/texts.ts'
import { cut } from '../policies/places.ts'
import { goOnButton } from './buttons.ts'
import { Definition, said } from './definition.ts'

/** The dialog in which a round is answered. */
export const answeringName = 'questionnaires.round'

/** On a button. */
const longestTitle = 40

/** An open round in which somebody is asked and has not finished. */
export interface Waiting {
  round: bigint
  definition: Definition
  closesAt: Date
  /** Something was answered in it already. */
  isBegun: boolean
}

type Asking = Pick<Turn, 'db' | 'chatId' | 'who' | 'settings' | 'now'>

/** The rounds that wait for who speaks, the first to close first. */
export async function waitingFor(turn: Asking): Promise<Waiting[]> {
  const { db, who, now } = turn
  const rounds = await db.round.findMany({
    where: {
      state: 'open',
      closesAt: { gt: now },
      participations: { some: { person: { telegramId: who.telegramId }, isFinished: false } },
    },
    orderBy: [{ closesAt: 'asc' }, { id: 'asc' }],
    select: { id: true, closesAt: true, version: { select: { definition: true } } },
  })
  const waiting: Waiting[] = []
  for (const { id, closesAt, version } of rounds) {
    const filling = await fillingOf(turn, id)
    const definition = Definition.parse(version.definition)
    waiting.push({ round: id, definition, closesAt, isBegun: filling !== null && isTouched(filling) })
  }
  return waiting
}

/** The unfinished answers of who speaks in a round; null: none, or sealed with a key that there is no longer. */
export async function fillingOf({ db, chatId, settings }: Asking, round: bigint): Promise<Held | null> {
  const row = await db.dialog.findFirst({
    where: { chatId, name: answeringName, opening: { equals: { round: String(round) } } },
    orderBy: { updatedAt: 'desc' },
  })
  return row && heldIn(row, settings.sealing)
}

/** Whether something was answered in it. */
export function isTouched({ answers, trail }: Pick<Held, 'answers' | 'trail'>): boolean {
  return trail.length > 0 || Object.keys(answers).length > 0
}

/** The button that begins, or goes on with, a round that waits. */
export function waitingButton(voice: Voice, { round, definition, isBegun }: Waiting): InlineKeyboardButton {
  const title = cut(said(definition.title, voice.language), longestTitle)
  const key = isBegun ? 'questionnaires:goOnWith' : 'questionnaires:beginWith'
  return goOnButton.with(voice.label(key, { title }), { round })
}
