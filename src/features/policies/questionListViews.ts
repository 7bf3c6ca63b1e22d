import { leaf } from '../../platform/dialog/pages.ts'
import { joinHtml } from '../../platform/html.ts'
import type { Html } from '../../platform/html.ts'
import type { View } from '../../platform/inbox/turn.ts'
import type { Voice } from '../../platform/texts.ts'
import { concludeButton } from '../../shared/outcomes/buttons.ts'
import type { listQuestions, Placed } from './questions.ts'
import { publicizeButton, questionsButton, replyButton, unpublishButton } from './questionViews.ts'
import { cardButton } from '../../shared/policies/buttons.ts'
import { editionText } from './readingViews.ts'
import type { Edition } from '../../shared/policies/versions.ts'
import { cut, paragraphName } from '../../shared/policies/places.ts'

/** Letters that are shown of a question. */
const longest = 300

/** How many are on a page. */
export const perPage = 5

/** A page of a policy's questions, with what can be done with each. */
export function questionsView(
  voice: Voice,
  edition: Edition,
  { rows, total }: Awaited<ReturnType<typeof listQuestions>>,
  wanted: number,
): View {
  const pages = Math.max(1, Math.ceil(total / perPage))
  const { page, turning } = leaf(voice, { wanted, pages }, (to, label) =>
    questionsButton.with(label, { policy: edition.policyId, page: to }),
  )
  const number = (index: number) => page * perPage + index + 1
  return {
    text: joinHtml([
      editionText(voice, edition),
      total === 0 ? voice.t('policies:questionsNone') : undefined,
      ...rows.map((question, index) => questionText(voice, question, number(index))),
    ]),
    buttons: [
      ...rows.map((question, index) => [
        deedOf(voice, question, number(index)),
        concludeButton.with(voice.label('outcomes:concludeOf', { number: number(index) }), {
          kind: 'question',
          id: question.id,
        }),
      ]),
      ...turning,
      [cardButton.with(voice.label('platform:back'), { policy: edition.policyId })],
    ],
  }
}

function questionText(voice: Voice, question: Placed, number: number): Html {
  const { text, answer, publicText } = question
  return joinHtml(
    [
      voice.t('policies:questionLine', {
        number,
        label: paragraphName(voice, question.paragraph),
        text: cut(text ?? publicText ?? '', longest),
      }),
      answer === null ? undefined : voice.t('policies:questionAnswer', { text: cut(answer, longest) }),
      publicText === null ? undefined : voice.t('policies:questionPublic'),
    ],
    '\n',
  )
}

function deedOf(voice: Voice, { id: question, answer, publicText }: Placed, number: number) {
  if (answer === null) return replyButton.with(voice.label('policies:replyTo', { number }), { question })
  if (publicText === null) return publicizeButton.with(voice.label('policies:publicizeOf', { number }), { question })
  return unpublishButton.with(voice.label('policies:unpublishOf', { number }), { question })
}
