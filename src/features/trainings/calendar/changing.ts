import type { Message } from '@grammyjs/types'
import { z } from 'zod'
import { dialog } from '../../../platform/dialog/dialog.ts'
import type { Option } from '../../../platform/dialog/dialog.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { TextKey } from '../../../platform/texts.ts'
import { findTraining, holdTraining } from '../../../shared/trainings/trainings.ts'
import type { Whole } from '../../../shared/trainings/trainings.ts'
import { spanWords } from '../../../shared/trainings/words.ts'
import { changeTraining, wantedOf } from '../enrolling/changing.ts'
import type { Wanted } from '../enrolling/changing.ts'
import { readCard } from './cards.ts'
import { cardView } from './cardViews.ts'
import { readSeats } from './fields.ts'
import { readSpan, Span } from './spans.ts'
import { wakeAll } from './waking.ts'
import { longest } from './written.ts'

/** What of a training can be changed in chat, beside its sessions. */
const texts = ['title', 'provider', 'competence', 'materials', 'contact', 'description'] as const
const textKey: Record<(typeof texts)[number], TextKey> = {
  title: 'trainings:columnTitle',
  provider: 'trainings:columnProvider',
  competence: 'trainings:columnCompetence',
  materials: 'trainings:columnMaterials',
  contact: 'trainings:columnContact',
  description: 'trainings:columnDescription',
}

/** What is changed: a text, the seats, or of the session with this number the time or the place. */
const What = z.object({ what: z.enum([...texts, 'seats', 'time', 'place', 'add', 'drop']), session: z.string() })
type What = z.infer<typeof What>

/** What it becomes: a text, a number of seats, or a time. */
const Value = z.object({ text: z.string(), seats: z.number().nullable(), span: Span.nullable() })
type Value = z.infer<typeof Value>

/** Changes one thing about a training; whom that concerns is told. */
export const changing = dialog({
  name: 'trainings.changing',
  title: 'trainings:changing',
  right: 'planner',
  brief: true,
  apart: true,
  opening: z.object({ training: z.string() }),
  answers: z.object({ what: What, value: Value }),
  steps: [
    { key: 'what', ask: (turn) => turn.t('trainings:askWhat'), options: whatOptions },
    {
      key: 'value',
      when: ({ what }) => what?.what !== 'drop',
      ask: (turn, { what }) => turn.t(askKey(known(what).what)),
      options: (turn, { what }) =>
        what?.what === 'seats'
          ? [[{ id: 'all', label: turn.label('trainings:noLimit'), value: { text: '', seats: null, span: null } }]]
          : [],
      read: (turn, message, { what }) => readValue(turn, message, known(what).what),
    },
  ],
  async done(turn, { what, value }, { training: number }) {
    const { db, who, now } = turn
    const id = BigInt(number)
    const training = await holdTraining(db, id)
    const wanted = changed(training, known(what), value)
    await changeTraining(db, { training, wanted }, { around: turn, telegramId: who.telegramId }, now)
    wakeAll(turn)
    turn.replace(cardView(turn, await readCard(turn, id), turn.t('trainings:changed')))
  },
})

async function whatOptions(turn: Turn, _sofar: object, { training }: { training: string }): Promise<Option<What>[][]> {
  const { sessions } = await findTraining(turn.db, BigInt(training))
  const one = (id: string, label: string, what: What['what'], session = '') => ({ id, label, value: { what, session } })
  const spans = sessions.map((session) => {
    const span = spanWords(turn.voice, session, turn.settings.timeZone)
    const option = (what: 'time' | 'place' | 'drop', key: TextKey) =>
      one(`${what}.${session.id}`, turn.label(key, { span }), what, String(session.id))
    return [
      [option('time', 'trainings:changeTime')],
      [
        option('place', 'trainings:changePlace'),
        ...(sessions.length > 1 ? [option('drop', 'trainings:changeDrop')] : []),
      ],
    ]
  })
  return [
    ...spans.flat(),
    [one('add', turn.label('trainings:changeAdd'), 'add'), one('seats', turn.label('trainings:columnSeats'), 'seats')],
    texts.slice(0, 3).map((what) => one(what, turn.label(textKey[what]), what)),
    texts.slice(3).map((what) => one(what, turn.label(textKey[what]), what)),
  ]
}

function askKey(what: What['what']): TextKey {
  if (what === 'time' || what === 'add') return 'trainings:askSession'
  if (what === 'seats') return 'trainings:askSeats'
  return what === 'place' ? 'trainings:askPlace' : 'trainings:askText'
}

function readValue(turn: Turn, message: Message, what: What['what']): Value {
  const nothing = { text: '', seats: null, span: null }
  if (what === 'time' || what === 'add') return { ...nothing, span: readSpan(turn, message) }
  const text = message.text?.trim()
  if (text === undefined || text === '') throw new Refusal('platform:wordsExpected')
  if (what === 'seats') {
    const field = readSeats(text)
    if (!('value' in field)) throw new Refusal('trainings:seatsUnknown')
    return { ...nothing, seats: field.value }
  }
  const most = (what === 'drop' ? undefined : longest[what]) ?? 0
  if (text.length > most) throw new Refusal('platform:wordsLong', { count: text.length, max: most })
  return { ...nothing, text }
}

function changed(training: Whole, { what, session }: What, value: Value | undefined): Wanted {
  const wanted = wantedOf(training)
  const at = training.sessions.findIndex(({ id }) => String(id) === session)
  const others = wanted.sessions.filter((_, index) => index !== at)
  const own = wanted.sessions[at]
  if (what === 'drop') return own === undefined ? gone() : { ...wanted, sessions: others }
  const { text, seats, span } = known(value)
  if (what === 'seats') return { ...wanted, seats }
  if (what === 'time' || what === 'add' || what === 'place') {
    const before = what === 'add' ? wanted.sessions[0] : own
    if (before === undefined) return gone()
    const next = {
      startsAt: span === null ? before.startsAt : new Date(span.startsAt),
      endsAt: span === null ? before.endsAt : new Date(span.endsAt),
      place: what === 'place' ? text : before.place,
    }
    const rest = what === 'add' ? wanted.sessions : others
    if (rest.some(({ startsAt }) => startsAt.getTime() === next.startsAt.getTime()))
      throw new Refusal('trainings:sessionTwice')
    const sessions = [...rest, next].toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime())
    return { ...wanted, sessions }
  }
  return { ...wanted, [what]: text }
}

function gone(): never {
  throw new Refusal('trainings:sessionGone')
}

/** An answer that must be there by now. */
function known<Answer>(answer: Answer | undefined): Answer {
  if (answer === undefined) throw new Refusal('platform:dialogGone')
  return answer
}
