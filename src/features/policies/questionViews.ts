import { z } from 'zod'
import { button } from '../../platform/dialog/button.ts'
import { leaf } from '../../platform/dialog/pages.ts'
import { joinHtml } from '../../platform/html.ts'
import type { Html } from '../../platform/html.ts'
import type { View } from '../../platform/inbox/turn.ts'
import type { Voice } from '../../platform/texts.ts'
import type { Published } from './faq.ts'
import type { listObjections, Placed } from './questions.ts'
import { atButton, cardButton, faqButton } from './readingButtons.ts'
import type { Mode } from './readingButtons.ts'
import { editionText } from './readingViews.ts'
import type { Edition, Passage } from './versions.ts'
import { cut, labelText, pagesOf } from './views.ts'

const id = z.coerce.bigint()
const page = z.coerce.number().int().min(0).max(10_000)
/** What waits for the planners of a policy. */
export const questionsButton = button('policy.questions', { policy: id, page })
export const objectionsButton = button('policy.objections', { policy: id, page })
/** Answers a question, makes an answer public, or no longer. */
export const replyButton = button('policy.reply', { question: id })
export const publicizeButton = button('policy.publicize', { question: id })
export const unpublishButton = button('policy.unpublish', { question: id })
/** Publishes the next version. */
export const renewButton = button('policy.renew', { policy: id })

const perPage = 5
/** Letters that are shown of a question in a list, and on a page of texts. */
const longest = { question: 300, page: 3200 }

/** A question as a planner gets it: a reply to it is the answer. */
export function askedView(voice: Voice, question: Placed): View {
  return {
    text: joinHtml([
      voice.t('policies:askedHead', placeOf(voice, question)),
      voice.t('policies:quoted', { text: question.text ?? '' }),
      voice.t('policies:askedHow'),
    ]),
    buttons: [[replyButton.with(voice.label('policies:reply'), { question: question.id })]],
  }
}

/** The same once it is answered. */
export function answeredView(voice: Voice, question: Placed): View {
  return {
    text: joinHtml([
      voice.t('policies:askedHead', placeOf(voice, question)),
      voice.t('policies:quoted', { text: question.text ?? '' }),
      voice.t('policies:answeredWith', { text: question.answer ?? '' }),
    ]),
    buttons: [[publicizeButton.with(voice.label('policies:publicize'), { question: question.id })]],
  }
}

/** The answer as it comes to who asked. */
export function answerView(voice: Voice, question: Placed): View {
  const { version, identity } = question.paragraph
  const at = atButton.with(voice.label('policies:openParagraph'), {
    version: version.id,
    at: identity,
    part: 0,
    mode: 'a',
  })
  return {
    text: joinHtml([
      voice.t('policies:answerHead', placeOf(voice, question)),
      voice.t('policies:quoted', { text: question.text ?? '' }),
      voice.t('policies:answerText', { text: question.answer ?? '' }),
    ]),
    buttons: [[at]],
  }
}

/** A policy's questions, five on a page, with what can be done with each. */
export function questionsView(voice: Voice, edition: Edition, questions: Placed[], wanted: number): View {
  const pages = Math.max(1, Math.ceil(questions.length / perPage))
  const { page: at, turning } = leaf(voice, { wanted, pages }, (to, label) =>
    questionsButton.with(label, { policy: edition.policyId, page: to }),
  )
  const shown = questions.slice(at * perPage, (at + 1) * perPage)
  const number = (index: number) => at * perPage + index + 1
  return {
    text: joinHtml([
      editionText(voice, edition),
      questions.length === 0 ? voice.t('policies:questionsNone') : undefined,
      ...shown.map((question, index) => questionText(voice, question, number(index))),
    ]),
    buttons: [
      ...shown.map((question, index) => [deedOf(voice, question, number(index))]),
      ...turning,
      [cardButton.with(voice.label('platform:back'), { policy: edition.policyId })],
    ],
  }
}

/** A policy's objections, on pages, without whose they are. */
export function objectionsView(
  voice: Voice,
  edition: Edition,
  objections: Awaited<ReturnType<typeof listObjections>>,
  wanted: number,
): View {
  const lines = objections.map(({ text, createdAt, paragraph: { label, position } }) =>
    voice.t('policies:objectionLine', {
      label: labelText(voice, label, position),
      at: createdAt,
      text: cut(text, longest.page / 2),
    }),
  )
  const pages = pagesOf(lines, longest.page)
  const { page: at, turning } = leaf(voice, { wanted, pages: pages.length }, (to, label) =>
    objectionsButton.with(label, { policy: edition.policyId, page: to }),
  )
  return {
    text: joinHtml([
      editionText(voice, edition),
      objections.length === 0 ? voice.t('policies:objectionsNone') : pages[at],
    ]),
    buttons: [...turning, [cardButton.with(voice.label('platform:back'), { policy: edition.policyId })]],
  }
}

/** What others asked about a paragraph and were answered, on pages. */
export function faqView(
  voice: Voice,
  { passage, edition, mode }: { passage: Passage; edition: Edition; mode: Mode },
  published: Published[],
  wanted: number,
): View {
  const texts = published.map(({ question, answer }) => voice.t('policies:faqEntry', { question, answer }))
  const pages = pagesOf(texts, longest.page)
  const { page: shown, turning } = leaf(voice, { wanted, pages: pages.length }, (to, label) =>
    faqButton.with(label, { paragraph: passage.id, mode, page: to }),
  )
  const at = { version: edition.id, at: passage.identity, part: 0, mode }
  return {
    text: joinHtml([
      editionText(voice, edition),
      voice.t('policies:faqTitle', { label: labelText(voice, passage.label, passage.position) }),
      pages[shown],
    ]),
    buttons: [...turning, [atButton.with(voice.label('platform:back'), at)]],
  }
}

function placeOf(voice: Voice, { paragraph: { label, position, version } }: Placed) {
  return { title: version.title, label: labelText(voice, label, position) }
}

function questionText(voice: Voice, question: Placed, number: number): Html {
  const { text, answer, publicText } = question
  return joinHtml(
    [
      voice.t('policies:questionLine', {
        number,
        label: placeOf(voice, question).label,
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
