import { z } from 'zod'
import { dialog, words } from '../../../platform/dialog/dialog.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { searchEntries } from '../../../shared/people/search.ts'
import { notesButton, ownLineButton } from '../buttons.ts'
import { demandLed, joinedOf, nameOf, teamOf } from '../people.ts'
import { tell } from '../telling.ts'
import { ownLineOf, replyTo, writeNote } from './notes.ts'
import { foundView, noteNews, replyNews } from './views.ts'

/** A note is so long that it can be told whole. */
export const noteWords = words(1, 1500)

/** A head's note to somebody of their unit. */
export const coaching = dialog({
  name: 'checkins.coaching',
  title: 'checkins:coachingTitle',
  right: 'head',
  apart: true,
  opening: z.object({ person: z.string() }),
  answers: z.object({ text: z.string() }),
  steps: [
    {
      key: 'text',
      async ask({ db, who, t }, _, { person }) {
        const { name } = await demandLed(db, who.telegramId, BigInt(person))
        return t('checkins:askNote', { name })
      },
      read: noteWords,
    },
  ],
  async done(turn, { text }, { person }) {
    if (text === undefined) throw new Refusal('platform:dialogGone')
    await sendNote(turn, BigInt(person), text)
  },
})

/** An employee's reply to a head. */
export const replying = dialog({
  name: 'checkins.replying',
  title: 'checkins:replyingTitle',
  right: 'employee',
  apart: true,
  opening: z.object({ note: z.string() }),
  answers: z.object({ text: z.string() }),
  steps: [
    {
      key: 'text',
      async ask({ db, who, t, label }, _, { note }) {
        const { headChat } = await ownLineOf(db, who, BigInt(note))
        const name = headChat === null ? null : await nameOf(db, headChat)
        return t('checkins:askReply', { name: name ?? label('checkins:yourHead') })
      },
      read: noteWords,
    },
  ],
  async done(turn, { text }, { note }) {
    if (text === undefined) throw new Refusal('platform:dialogGone')
    await sendReply(turn, BigInt(note), text)
  },
})

/** Whom of the units it is about, by name; what was typed is not kept. */
export const finding = dialog({
  name: 'checkins.finding',
  title: 'checkins:findingTitle',
  right: 'head',
  brief: true,
  apart: true,
  opening: z.object({}),
  answers: z.object({ found: z.array(z.string()) }),
  steps: [
    {
      key: 'found',
      ask: ({ t }) => t('checkins:askFind'),
      async read({ db, who }, { text = '' }) {
        const joined = await joinedOf(db, await searchEntries(db, text))
        const team = new Set((await teamOf(db, who.telegramId)).map(({ id }) => id))
        const found = joined.filter(({ id }) => team.has(id))
        if (found.length === 0) throw new Refusal('checkins:notInTeam')
        return found.map(({ id }) => String(id))
      },
    },
  ],
  async done(turn, { found = [] }) {
    const wanted = new Set(found)
    const team = await teamOf(turn.db, turn.who.telegramId)
    turn.answer(
      foundView(
        turn,
        team.filter(({ id }) => wanted.has(String(id))),
      ),
    )
  },
})

/** Keeps a head's note, and tells whom it is for. */
export async function sendNote(turn: Turn, personId: bigint, text: string): Promise<void> {
  const { db, who, now } = turn
  const { to, id } = await writeNote(db, { head: who.telegramId, personId, text }, now)
  const head = await nameOf(db, who.telegramId)
  await tell(turn, to.telegramId, {
    subject: noteSubject(id),
    isAwaited: false,
    isFleeting: true,
    view: (voice) => noteNews(voice, head, { id, text }),
  })
  turn.answer({
    text: turn.t('checkins:noteSent', { name: to.name }),
    buttons: [[notesButton.with(turn.label('checkins:allNotes'), { person: to.id, page: 0 })]],
  })
}

/** Keeps an employee's reply, and tells the head. */
export async function sendReply(turn: Turn, note: bigint, text: string): Promise<void> {
  const { db, who, now } = turn
  const line = await ownLineOf(db, who, note)
  const { from, head, id } = await replyTo(db, { line, text }, now)
  await tell(turn, head, {
    subject: noteSubject(id),
    isAwaited: true,
    isFleeting: true,
    view: (voice) => replyNews(voice, from, text),
  })
  turn.answer({
    text: turn.t('checkins:replySent'),
    buttons: [[ownLineButton.with(turn.label('checkins:allNotes'), { note, page: 0 })]],
  })
}

/** What the message about a note is called. */
export function noteSubject(id: bigint): string {
  return `coaching:${id}`
}
