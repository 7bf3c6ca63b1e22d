import type { Message } from '@grammyjs/types'
import { dialog, words } from '../../../platform/dialog/dialog.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { Answers, enclosedOf, isSame, Opening, saidOf } from './answers.ts'
import type { Said } from './answers.ts'
import { askEnclosures, enclosureOptions, readEnclosure } from './enclosing.ts'
import { finishSubmission } from './finishing.ts'
import { askText } from './paragraphs.ts'
import { previewText } from './previewViews.ts'
import { findSimilar } from './similar.ts'
import { askName, kindOptions, nameOptions, readPlace, readUnit, unitOptions } from './submissionSteps.ts'
import { addSupport } from './supporting.ts'
import { askSame, sameOptions } from './sameViews.ts'

/** How many public tickets that are like a new one are offered. */
const mostSimilar = 3
const readWords = words(10, 3000)

/** "/usul", and "Keberatan/usul" at a paragraph, which asks for less. */
export const submitting = dialog<Opening, Answers>({
  name: 'suggestions.submit',
  title: 'suggestions:submitting',
  right: 'member',
  apart: true,
  opening: Opening,
  answers: Answers,
  steps: [
    {
      key: 'kind',
      when: (_, { paragraph }) => paragraph === undefined,
      ask: (turn) => turn.t('suggestions:askKind'),
      options: kindOptions,
    },
    {
      key: 'unit',
      when: (_, { paragraph }) => paragraph === undefined,
      ask: (turn) => turn.t('suggestions:askUnit'),
      options: unitOptions,
      read: readUnit,
    },
    {
      key: 'text',
      when: (_, { said }) => said === undefined,
      ask: (turn, _, opening) => askText(turn, opening),
      read: async (turn, message, _, opening) => readSaid(turn, readWords(turn, message), opening),
    },
    {
      key: 'same',
      when: (sofar, opening) => (saidOf(sofar, opening)?.similar.length ?? 0) > 0,
      ask: (turn, sofar, opening) => askSame(turn, saidOf(sofar, opening)?.similar ?? []),
      options: (turn, sofar, opening) => sameOptions(turn, saidOf(sofar, opening)?.similar ?? []),
    },
    {
      key: 'files',
      when: (sofar) => !isSame(sofar),
      ask: (turn, sofar, opening) => askEnclosures(turn, enclosedOf(sofar, opening)),
      options: (turn, sofar, opening) => enclosureOptions(turn, enclosedOf(sofar, opening)),
      read: (turn, message, sofar, opening) => readEnclosure(turn, message, enclosedOf(sofar, opening)),
      readStays: true,
    },
    {
      key: 'place',
      when: (sofar, { paragraph }) => paragraph === undefined && !isSame(sofar),
      ask: (turn) => turn.t('suggestions:askPlace'),
      read: readPlace,
      optional: true,
    },
    {
      key: 'name',
      when: (sofar) => !isSame(sofar),
      ask: (turn, sofar, opening) => askName(turn, enclosedOf(sofar, opening)),
      options: nameOptions,
    },
    {
      key: 'sure',
      when: (sofar) => !isSame(sofar),
      ask: previewText,
      options: (turn) => [[{ id: 'send', label: turn.label('suggestions:send'), value: true }]],
    },
  ],
  async done(turn, answers, opening) {
    const ticket = answers.same?.ticket ?? null
    if (ticket !== null) return addSupport(turn, BigInt(ticket))
    await finishSubmission(turn, answers, opening)
  },
})

/** What was written before the dialog began; undefined: nothing. Refused when it is too short or too long to be the text. */
export async function readEarlier(turn: Turn, message: Message): Promise<Said | undefined> {
  const text = message.text ?? message.caption ?? ''
  return text.trim() === '' ? undefined : readSaid(turn, readWords(turn, { ...message, text }), {})
}

/** What was written, and the public tickets that are like it: not for an objection, which is about its paragraph. */
async function readSaid(turn: Turn, text: string, { paragraph }: Opening): Promise<Said> {
  const similar = paragraph === undefined ? await findSimilar(turn.db, text, mostSimilar) : []
  return { words: text, similar: similar.map(({ id }) => String(id)) }
}
