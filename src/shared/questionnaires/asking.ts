import type { Round } from '../../generated/prisma/client.ts'
import { joinHtml } from '../../platform/html.ts'
import type { Html } from '../../platform/html.ts'
import type { View } from '../../platform/inbox/turn.ts'
import type { Voice } from '../../platform/texts.ts'
import { beginButton, firstButton } from './buttons.ts'
import { isAsked } from './answers.ts'
import { said } from './definition.ts'
import type { Definition } from './definition.ts'
import { isTapped, tapsOf } from './taps.ts'
import { questionText } from './wording.ts'

type Brought = Pick<Round, 'id' | 'isAnonymous' | 'closesAt' | 'isPublic'>

/**
 * The message that brings a round, or reminds of it: whether it is anonymous, until when, and its first question, which a
 * tap below it answers; else "Mulai".
 */
export function roundView(voice: Voice, round: Brought, definition: Definition, what: 'opened' | 'reminded'): View {
  const { title, questions } = definition
  const key = what === 'opened' ? 'questionnaires:roundTitle' : 'questionnaires:roundReminder'
  const text = [
    voice.t(key, { title: said(title, voice.language) }),
    promiseText(voice, round),
    voice.t('questionnaires:roundSize', { count: countOf(definition), at: round.closesAt }),
  ]
  const [first] = questions
  if (first === undefined || !isTapped(first) || first.isOptional)
    return {
      text: joinHtml(text),
      buttons: [[beginButton.with(voice.label('questionnaires:begin'), { round: round.id })]],
    }
  return {
    text: joinHtml([...text, questionText(voice, first)]),
    buttons: tapsOf(voice, first).map((row) =>
      row.map(({ id, label }) => firstButton.with(label, { round: round.id, option: id })),
    ),
  }
}

/** Whether names are kept with the answers, as it is said before the first question. */
export function promiseText(voice: Voice, { isAnonymous }: Pick<Round, 'isAnonymous'>): Html {
  return voice.t(isAnonymous ? 'questionnaires:roundAnonymous' : 'questionnaires:roundNamed')
}

/** How many questions are asked of who has not answered any. */
function countOf({ questions }: Definition): number {
  return questions.filter((question) => isAsked(question, {})).length
}
