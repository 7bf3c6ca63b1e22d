import { formattedHtml } from '../../platform/formatted.ts'
import { joinHtml } from '../../platform/html.ts'
import type { Turn, View } from '../../platform/inbox/turn.ts'
import type { Voice } from '../../platform/texts.ts'
import type { Desk } from './desk.ts'
import { partsOf } from './passages.ts'
import type { Shown } from './passages.ts'
import { answerButton, quizButton } from './readingButtons.ts'
import { atButton, cardButton } from '../../shared/policies/buttons.ts'
import { editionText } from './readingViews.ts'
import type { Edition } from '../../shared/policies/versions.ts'
import { paragraphName } from '../../shared/policies/places.ts'
import type { Answer } from '../../shared/questionnaires/answers.ts'
import { said } from '../../shared/questionnaires/definition.ts'
import type { Question } from '../../shared/questionnaires/definition.ts'
import { tapsOf } from '../../shared/questionnaires/taps.ts'
import { answerText, questionText } from '../../shared/questionnaires/wording.ts'

/** A question with what can be answered as buttons. */
export function questionView(
  voice: Voice,
  { edition, route }: Desk,
  question: Question,
  { left, wasRight }: { left: number; wasRight: boolean },
): View {
  return {
    text: joinHtml([
      editionText(voice, edition),
      wasRight ? voice.t('policies:wasRight') : undefined,
      voice.t('policies:quizLeft', { count: left }),
      questionText(voice, question),
    ]),
    buttons: tapsOf(voice, question).map((row) =>
      row.map(({ id, label }) =>
        answerButton.with(label, { version: edition.id, question: question.key, option: id, mode: route.mode }),
      ),
    ),
  }
}

/** After a wrong answer: the paragraph once more. */
export function wrongView(
  voice: Voice,
  { edition, route }: Desk,
  { question, answer, passage }: { question: Question; answer: Answer; passage: Shown },
): View {
  const { mode } = route
  const parts = partsOf(passage.body)
  const [first] = parts
  return {
    text: joinHtml([
      voice.t('policies:wasWrong', {
        answer: answerText(voice, question, answer),
        text: said(question.text, voice.language),
      }),
      voice.t('policies:paragraphLabel', { label: paragraphName(voice, passage) }),
      first === undefined ? undefined : formattedHtml(first),
      passage.kind === 'changed' ? voice.t('policies:legend') : undefined,
    ]),
    buttons: [
      ...(parts.length > 1
        ? [
            [
              atButton.with(voice.label('policies:readOn'), {
                version: edition.id,
                at: passage.identity,
                part: 1,
                mode,
              }),
            ],
          ]
        : []),
      [quizButton.with(voice.label('policies:tryAgain'), { version: edition.id, mode })],
    ],
  }
}

/** "Saya paham" is noted. */
export function acknowledgedView({ voice }: Turn, { title, number, policyId }: Edition, at: Date): View {
  return {
    text: voice.t('policies:acknowledged', { title, number, at }),
    buttons: [[cardButton.with(voice.label('policies:toCard'), { policy: policyId })]],
  }
}
