import { z } from 'zod'
import { button } from '../../platform/dialog/button.ts'
import { joinHtml } from '../../platform/html.ts'
import type { View } from '../../platform/inbox/turn.ts'
import type { Voice } from '../../platform/texts.ts'
import { concludeButton } from '../../shared/outcomes/buttons.ts'
import type { Placed } from './questions.ts'
import { atButton } from '../../shared/policies/buttons.ts'
import { placeOf } from '../../shared/policies/places.ts'

const id = z.coerce.bigint()
const page = z.coerce.number().int().min(0).max(10_000)
/** What waits for the planners of a policy. */
export const questionsButton = button('policy.questions', { policy: id, page })
/** Answers a question, makes an answer public, or no longer. */
export const replyButton = button('policy.reply', { question: id })
export const publicizeButton = button('policy.publicize', { question: id })
export const unpublishButton = button('policy.unpublish', { question: id })
/** Publishes the next version. */
export const renewButton = button('policy.renew', { policy: id })

/** A question as a planner gets it: a reply to it is the answer. */
export function askedView(voice: Voice, question: Placed): View {
  return {
    text: joinHtml([
      voice.t('policies:askedHead', placeOf(voice, question.paragraph)),
      voice.t('policies:quoted', { text: question.text ?? '' }),
      voice.t('policies:askedHow'),
    ]),
    buttons: [
      [replyButton.with(voice.label('policies:reply'), { question: question.id }), openButton(voice, question)],
    ],
  }
}

/** The same once it is answered. */
export function answeredView(voice: Voice, question: Placed): View {
  return {
    text: joinHtml([
      voice.t('policies:askedHead', placeOf(voice, question.paragraph)),
      voice.t('policies:quoted', { text: question.text ?? '' }),
      voice.t('policies:answeredWith', { text: question.answer ?? '' }),
    ]),
    buttons: [
      [publicizeButton.with(voice.label('policies:publicize'), { question: question.id })],
      [concludeButton.with(voice.label('outcomes:conclude'), { kind: 'question', id: question.id })],
    ],
  }
}

/** The answer as it comes to who asked. */
export function answerView(voice: Voice, question: Placed): View {
  return {
    text: joinHtml([
      voice.t('policies:answerHead', placeOf(voice, question.paragraph)),
      voice.t('policies:quoted', { text: question.text ?? '' }),
      voice.t('policies:answerText', { text: question.answer ?? '' }),
    ]),
    buttons: [[openButton(voice, question)]],
  }
}

function openButton(voice: Voice, { paragraph: { version, identity } }: Placed) {
  const at = { version: version.id, at: identity, part: 0, mode: 'a' } as const
  return atButton.with(voice.label('policies:openParagraph'), at)
}
