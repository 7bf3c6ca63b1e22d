import { joinHtml } from '../../platform/html.ts'
import type { Html } from '../../platform/html.ts'
import type { View } from '../../platform/inbox/turn.ts'
import type { Voice } from '../../platform/texts.ts'
import { share } from '../../shared/statistics/share.ts'
import { funnelButton } from './funnelViews.ts'
import { mostMissed } from './quizFigures.ts'
import type { QuestionFigures } from './quizFigures.ts'
import { editionText } from './readingViews.ts'
import type { Edition } from '../../shared/policies/versions.ts'
import { cut } from '../../shared/policies/places.ts'
import { said } from '../../shared/questionnaires/definition.ts'

/** Letters of a question: ten of them stay below the 4096 of a message. */
const longest = 200

/** How the questions of a version were answered the first time; the one most missed is named first. */
export function quizFiguresView(voice: Voice, edition: Edition, figures: QuestionFigures[], minGroup: number): View {
  const worst = mostMissed(figures)
  return {
    text: joinHtml([
      editionText(voice, edition),
      voice.t('policies:quizFiguresHead'),
      worst === undefined
        ? undefined
        : voice.t('policies:quizFiguresWorst', {
            number: worst.position,
            text: cut(said(worst.text, voice.language), longest),
          }),
      ...figures.map((one) => questionText(voice, one)),
      voice.t('policies:quizFiguresNote', { min: minGroup }),
    ]),
    buttons: [[funnelButton.with(voice.label('platform:back'), { version: edition.id, unit: 0n, page: 0 })]],
  }
}

function questionText(voice: Voice, { position, text, answered, right }: QuestionFigures): Html {
  const hidden = voice.label('results:hidden')
  const question = { number: position, text: cut(said(text, voice.language), longest) }
  if (answered === null) return voice.t('policies:quizFiguresNothing', { ...question, hidden })
  if (answered === 0) return voice.t('policies:quizFiguresNone', question)
  if (right === null) return voice.t('policies:quizFiguresHidden', { ...question, answered, hidden })
  return voice.t('policies:quizFiguresRight', { ...question, answered, right, percent: share(right, answered) })
}
