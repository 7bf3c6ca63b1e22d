import { joinHtml } from '../../../platform/html.ts'
import type { View } from '../../../platform/inbox/turn.ts'
import type { Voice } from '../../../platform/texts.ts'
import { cut } from '../../../shared/policies/places.ts'
import { said } from '../../../shared/questionnaires/definition.ts'
import { waitingButton } from '../../../shared/questionnaires/waiting.ts'
import type { Waiting } from '../../../shared/questionnaires/waiting.ts'

/** In a list; one message holds the longest list of them. */
const longestTitle = 80
/** The first to close come first: whoever has answered these sees the others. */
const mostShown = 20

/** The rounds that wait for somebody's answers, each with its button and until when. */
export function waitingView(voice: Voice, waiting: Waiting[]): View {
  if (waiting.length === 0) return { text: voice.t('questionnaires:waitingNone') }
  const shown = waiting.slice(0, mostShown)
  const lines = shown.map(({ definition, closesAt }) =>
    voice.t('questionnaires:waitingLine', {
      title: cut(said(definition.title, voice.language), longestTitle),
      at: closesAt,
    }),
  )
  return {
    text: joinHtml([voice.t('questionnaires:waitingTitle'), joinHtml(lines, '\n')]),
    buttons: shown.map((one) => [waitingButton(voice, one)]),
  }
}
