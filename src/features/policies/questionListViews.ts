import { leaf } from '../../platform/dialog/pages.ts'
import { joinHtml } from '../../platform/html.ts'
import type { Html } from '../../platform/html.ts'
import type { View } from '../../platform/inbox/turn.ts'
import type { Voice } from '../../platform/texts.ts'
import type { listObjections, listQuestions, Placed } from './questions.ts'
import { objectionsButton, publicizeButton, questionsButton, replyButton, unpublishButton } from './questionViews.ts'
import { cardButton } from './readingButtons.ts'
import { editionText } from './readingViews.ts'
import type { Edition } from './versions.ts'
import { cut, paragraphName } from './views.ts'

/** Letters that are shown of a question and of an objection. */
const longest = { question: 300, objection: 1500 }

/** How many of a list are on a page. */
export const perPage = { questions: 5, objections: 2 } as const

/** A page of a policy's questions, with what can be done with each. */
export function questionsView(
  voice: Voice,
  edition: Edition,
  { rows, total }: Awaited<ReturnType<typeof listQuestions>>,
  wanted: number,
): View {
  const pages = Math.max(1, Math.ceil(total / perPage.questions))
  const { page, turning } = leaf(voice, { wanted, pages }, (to, label) =>
    questionsButton.with(label, { policy: edition.policyId, page: to }),
  )
  const number = (index: number) => page * perPage.questions + index + 1
  return {
    text: joinHtml([
      editionText(voice, edition),
      total === 0 ? voice.t('policies:questionsNone') : undefined,
      ...rows.map((question, index) => questionText(voice, question, number(index))),
    ]),
    buttons: [
      ...rows.map((question, index) => [deedOf(voice, question, number(index))]),
      ...turning,
      [cardButton.with(voice.label('platform:back'), { policy: edition.policyId })],
    ],
  }
}

/** A page of a policy's objections, without whose they are. */
export function objectionsView(
  voice: Voice,
  edition: Edition,
  { rows, total }: Awaited<ReturnType<typeof listObjections>>,
  wanted: number,
): View {
  const pages = Math.max(1, Math.ceil(total / perPage.objections))
  const { turning } = leaf(voice, { wanted, pages }, (to, label) =>
    objectionsButton.with(label, { policy: edition.policyId, page: to }),
  )
  const lines = rows.map(({ text, createdAt, paragraph }) =>
    voice.t('policies:objectionLine', {
      label: paragraphName(voice, paragraph),
      at: createdAt,
      text: cut(text, longest.objection),
    }),
  )
  return {
    text: joinHtml([
      editionText(voice, edition),
      total === 0 ? voice.t('policies:objectionsNone') : undefined,
      ...lines,
    ]),
    buttons: [...turning, [cardButton.with(voice.label('platform:back'), { policy: edition.policyId })]],
  }
}

function questionText(voice: Voice, question: Placed, number: number): Html {
  const { text, answer, publicText } = question
  return joinHtml(
    [
      voice.t('policies:questionLine', {
        number,
        label: paragraphName(voice, question.paragraph),
        text: cut(text ?? publicText ?? '', longest.question),
      }),
      answer === null ? undefined : voice.t('policies:questionAnswer', { text: cut(answer, longest.question) }),
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
