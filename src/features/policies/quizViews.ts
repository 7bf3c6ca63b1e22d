import type { InlineKeyboardButton } from '@grammyjs/types'
import { formattedHtml } from '../../platform/formatted.ts'
import { joinHtml } from '../../platform/html.ts'
import type { Turn, View } from '../../platform/inbox/turn.ts'
import type { Voice } from '../../platform/texts.ts'
import type { Desk } from './desk.ts'
import { partsOf } from './passages.ts'
import type { Shown } from './passages.ts'
import type { Asked } from './quizzes.ts'
import { answerButton, atButton, cardButton, quizButton } from './readingButtons.ts'
import { editionText } from './readingViews.ts'
import type { Edition } from './versions.ts'
import { paragraphName } from './views.ts'

/** Longer options stand in the text, by letters. */
const longestLabel = 32

/** A question with its options as buttons. */
export function questionView(
  voice: Voice,
  { edition, route }: Desk,
  { id, text, options }: Asked,
  { left, wasRight }: { left: number; wasRight: boolean },
): View {
  const isShort = options.every((option) => Array.from(option.text).length <= longestLabel)
  const letter = (index: number) => String.fromCodePoint(65 + index)
  const answer = (index: number, label: string): InlineKeyboardButton =>
    answerButton.with(label, { question: id, option: index, mode: route.mode })
  const letters = options.map((_, index) => answer(index, letter(index)))
  return {
    text: joinHtml([
      editionText(voice, edition),
      wasRight ? voice.t('policies:wasRight') : undefined,
      voice.t('policies:quizQuestion', { text, count: left }),
      isShort
        ? undefined
        : joinHtml(
            options.map((option, index) =>
              voice.t('policies:quizOption', { letter: letter(index), text: option.text }),
            ),
            '\n',
          ),
    ]),
    buttons: isShort ? options.map((option, index) => [answer(index, option.text)]) : [letters],
  }
}

/** After a wrong answer: the paragraph once more. */
export function wrongView(
  voice: Voice,
  { edition, route }: Desk,
  { question, option, passage }: { question: Asked; option: number; passage: Shown },
): View {
  const { mode } = route
  const parts = partsOf(passage.body)
  const [first] = parts
  return {
    text: joinHtml([
      voice.t('policies:wasWrong', { answer: question.options[option]?.text ?? '', text: question.text }),
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
