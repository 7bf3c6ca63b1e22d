import type { Message } from '@grammyjs/types'
import { z } from 'zod'
import type { Ticket } from '../../../generated/prisma/client.ts'
import { press } from '../../../platform/dialog/button.ts'
import type { Press } from '../../../platform/dialog/button.ts'
import { dialog, words } from '../../../platform/dialog/dialog.ts'
import type { Html } from '../../../platform/html.ts'
import { joinHtml } from '../../../platform/html.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { codeOf } from '../../../shared/tickets/codes.ts'
import { happen } from '../../../shared/tickets/log.ts'
import { mayHappen } from '../../../shared/tickets/standing.ts'
import { attach } from '../files.ts'
import { EnclosureKept } from './answers.ts'
import { writeButton } from './buttons.ts'
import { mostEnclosures, readEnclosure } from './enclosing.ts'
import { excerpt } from './excerpts.ts'
import { isHurtful } from '../../../shared/moderation/hurtfulWords.ts'
import { tellOfficers } from './officerNews.ts'
import { demandOwn } from './own.ts'
import { referred, referTo, TicketOpening } from './references.ts'

/** What somebody writes: words, pictures or documents, or both. */
const Letter = z.object({ words: z.string().nullable(), files: z.array(EnclosureKept) })
type Letter = z.infer<typeof Letter>

const nothing: Letter = { words: null, files: [] }
const isNothing = ({ words: text, files }: Letter) => text === null && files.length === 0

const readWords = words(1, 3000)
/** UTF-16 units that are shown of what was written so far. */
const longestShown = 3000

/** "Tulis pesan": words, pictures and documents in as many parts as they come in, until they are sent off. */
export const writing = dialog({
  name: 'suggestions.writing',
  title: 'suggestions:writing',
  right: 'member',
  apart: true,
  opening: TicketOpening,
  answers: z.object({ letter: Letter }),
  steps: [
    {
      key: 'letter',
      async ask(turn, { letter = nothing }, { ticket }) {
        const own = await demandOwn(turn, referred(turn.settings, ticket))
        return letterText(turn, own, letter)
      },
      options: (turn, { letter = nothing }) =>
        isNothing(letter)
          ? []
          : [
              [{ id: 'send', label: turn.label('suggestions:send'), value: letter }],
              [{ id: 'clear', label: turn.label('suggestions:clearMessage'), value: nothing, stays: true }],
            ],
      read: (turn, message, { letter }) => readLetter(turn, message, letter),
      readStays: true,
    },
  ],
  async done(turn, { letter = nothing }, { ticket }) {
    if (isNothing(letter)) throw new Refusal('platform:dialogGone')
    await write(turn, await demandOwn(turn, referred(turn.settings, ticket)), letter)
  },
})

/** "Tulis pesan": by the button, or by a reply to a message about the ticket, which is sent at once. */
export function onWrite(kind: typeof writeButton): Press {
  return press(
    kind,
    'member',
    async (turn, { ticket: id }) => {
      const ticket = await demandOwn(turn, id)
      if (!mayHappen(ticket, 'replied')) throw new Refusal('tickets:notNow')
      await turn.open(writing, { ticket: referTo(turn.settings, ticket) })
    },
    async (turn, { ticket: id }, message) => {
      const ticket = await demandOwn(turn, id)
      await write(turn, ticket, await readLetter(turn, message))
    },
  )
}

/** Passes on what an author writes: an answer, where they were asked. */
export async function write(turn: Turn, before: Ticket, { words: text, files }: Letter): Promise<void> {
  const { db, settings, now } = turn
  const deed = { kind: 'replied', by: 'author', ...(text !== null && { text }) } as const
  const { ticket, event } = await happen(db, before.id, deed, settings, now)
  await attach(turn, ticket, event, files)
  if (text !== null && isHurtful(text)) await db.ticket.update({ where: { id: ticket.id }, data: { isFlagged: true } })
  await tellOfficers(turn, ticket, event, 'replied')
  const key = before.state === 'waiting' ? 'suggestions:answerPassedOn' : 'suggestions:messagePassedOn'
  // What is said in reply to it belongs to the ticket as well.
  const buttons = [[writeButton.with(turn.label('suggestions:writeMessage'), { ticket: ticket.id })]]
  turn.answer({ text: turn.t(key, { code: codeOf(ticket) }), buttons })
}

/** Asks for it, or shows what there is of it. */
function letterText(turn: Turn, ticket: Ticket, letter: Letter): Html {
  const code = codeOf(ticket)
  if (isNothing(letter)) return turn.t('suggestions:askMessage', { code })
  const count = letter.files.length
  return joinHtml([
    turn.t('suggestions:messageSofar', { code }),
    letter.words === null ? undefined : turn.t('suggestions:quote', { text: excerpt(letter.words, longestShown) }),
    count === 0 ? undefined : turn.t('suggestions:officerEnclosures', { count }),
    turn.t('suggestions:messageSend', { max: mostEnclosures }),
  ])
}

/** What there is so far, with one more part of it. */
async function readLetter(turn: Turn, message: Message, { words: before, files }: Letter = nothing): Promise<Letter> {
  const said = (message.text ?? message.caption ?? '').trim()
  const text = before === null ? said : `${before}\n\n${said}`
  const all = said === '' ? before : readWords(turn, { ...message, text })
  return { words: all, files: message.text === undefined ? await readEnclosure(turn, message, files) : files }
}
