import { dialog, words } from '../../platform/dialog/dialog.ts'
import { joinHtml } from '../../platform/html.ts'
import { Refusal } from '../../platform/refusal.ts'
import { showCard, tellAll } from './card.ts'
import { demandSentence, write } from './outcomes.ts'
import { placeOf } from './places.ts'
import { saidOf } from './sources.ts'
import { kindKey, statementText } from './statements.ts'
import {
  Answers,
  headingsFor,
  isNumber,
  nameOf,
  Opening,
  paragraphOptions,
  policyOptions,
  targetOf,
  whenOptions,
} from './writingAnswers.ts'

const kinds = ['adopted', 'partly', 'declined', 'already'] as const
const readSentence = words(10, 500)

/** What became of something that was said, in one sentence for everyone. */
export const writing = dialog({
  name: 'outcomes.writing',
  title: 'outcomes:writing',
  right: 'planner',
  apart: true,
  opening: Opening,
  answers: Answers,
  steps: [
    {
      key: 'policy',
      async ask(turn, _, opening) {
        const { code } = await saidOf(turn.db, nameOf(opening))
        return turn.t(code === null ? 'outcomes:askPolicyQuestion' : 'outcomes:askPolicy', { code: code ?? '' })
      },
      options: policyOptions,
    },
    {
      key: 'paragraph',
      when: ({ policy }) => policy !== undefined && isNumber(policy),
      ask: (turn) => turn.t('outcomes:askParagraph'),
      options: paragraphOptions,
      async read(turn, message, sofar) {
        const position = Number(words(1, 10)(turn, message))
        const headings = await headingsFor(turn.db, sofar)
        const found = headings.find((heading) => heading.position === position)
        if (found === undefined) throw new Refusal('outcomes:noParagraph', { count: headings.length })
        return found.identity
      },
    },
    {
      key: 'outcome',
      ask: (turn) => turn.t('outcomes:askKind'),
      options: (turn) => kinds.map((value) => [{ id: value, label: turn.label(kindKey[value]), value }]),
    },
    {
      key: 'sentence',
      ask: (turn, { outcome }) =>
        turn.t(outcome === 'declined' ? 'outcomes:askSentenceWhy' : 'outcomes:askSentence', {
          outcome: outcome === undefined ? '' : turn.label(kindKey[outcome]),
        }),
      async read(turn, message, { outcome }, opening) {
        const sentence = readSentence(turn, message)
        const { text } = await saidOf(turn.db, nameOf(opening))
        if (outcome !== undefined) demandSentence(outcome, sentence, text === null ? [] : [text])
        return sentence
      },
    },
    {
      key: 'when',
      async ask(turn, { outcome, sentence, ...sofar }, opening) {
        if (outcome === undefined || sentence === undefined) throw new Refusal('platform:dialogGone')
        const place = await placeOf(turn.db, await targetOf(turn.db, sofar, opening))
        return joinHtml([statementText(turn.voice, { kind: outcome, sentence }, place), turn.t('outcomes:askWhen')])
      },
      options: whenOptions,
    },
  ],
  async done(turn, { outcome: kind, sentence, when, ...sofar }, opening) {
    const { db, now } = turn
    if (kind === undefined || sentence === undefined || when === undefined) throw new Refusal('platform:dialogGone')
    const target = await targetOf(db, sofar, opening)
    const waits = when === 'next'
    const by = turn.who.telegramId
    const outcome = await write(db, { by, about: nameOf(opening), kind, sentence, ...target, waits }, now)
    if (when === 'now') await tellAll(turn, outcome.id)
    await showCard(turn, outcome.id)
  },
})
