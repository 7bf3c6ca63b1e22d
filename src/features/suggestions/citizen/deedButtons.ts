import type { InlineKeyboardButton } from '@grammyjs/types'
import type { Ticket } from '../../../generated/prisma/client.ts'
import type { Voice } from '../../../platform/texts.ts'
import { rateButton } from '../../../shared/tickets/buttons.ts'
import { mayHappen } from '../../../shared/tickets/standing.ts'
import { enclosuresButton, reopenButton, settleButton, writeButton } from './buttons.ts'

type Rows = InlineKeyboardButton[][]
type Of = Pick<Ticket, 'id' | 'state' | 'mergedIntoId'>

/** The scores that can be given. */
const scores = [1, 2, 3, 4, 5]

/** What an author can do as their ticket stands. */
export function deedButtons(voice: Voice, { id: ticket, ...standing }: Of): Rows {
  const may = (kind: Parameters<typeof mayHappen>[1]) => mayHappen(standing, kind)
  const isAsked = standing.state === 'waiting'
  const write = voice.label(isAsked ? 'suggestions:answerQuestion' : 'suggestions:writeMessage')
  const rows = [
    [
      ...(may('reopened') ? [reopenButton.with(voice.label('suggestions:notSettled'), { ticket })] : []),
      ...(may('closed') ? [settleButton.with(voice.label('suggestions:settled'), { ticket })] : []),
    ],
    may('replied') ? [writeButton.with(write, { ticket })] : [],
  ]
  return rows.filter((row) => row.length > 0)
}

/** "★1" to "★5", where it can be rated. */
export function ratingRow(voice: Voice, { id: ticket, ...standing }: Of): Rows {
  if (!mayHappen(standing, 'rated')) return []
  return [scores.map((score) => rateButton.with(voice.label('suggestions:stars', { score }), { ticket, score }))]
}

/** "Lampiran (2)", where there are some. */
export function enclosuresRow(voice: Voice, { id: ticket }: Pick<Ticket, 'id'>, count: number): Rows {
  return count === 0 ? [] : [[enclosuresButton.with(voice.label('suggestions:enclosures', { count }), { ticket })]]
}
