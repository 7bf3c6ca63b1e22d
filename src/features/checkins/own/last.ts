import { press } from '../../../platform/dialog/button.ts'
import type { Press } from '../../../platform/dialog/button.ts'
import { clip } from '../../../platform/cuts.ts'
import { joinHtml } from '../../../platform/html.ts'
import type { Turn, View } from '../../../platform/inbox/turn.ts'
import { said } from '../../../shared/questionnaires/definition.ts'
import { answerText } from '../../../shared/questionnaires/wording.ts'
import { homeButton, lastButton } from '../buttons.ts'
import { ownIdOf } from '../people.ts'
import { readAnswered } from './answered.ts'
import type { Answered } from './trend.ts'

/** Letters that are shown of an answer, and of a question: Telegram takes 4096 of all. */
const longest = { answer: 600, question: 120 }
/** Letters of all of them. */
const room = 3600

/** "Jawaban terakhir". */
export const onLast: Press = press(lastButton, 'employee', async (turn) => {
  const last = (await readAnswered(turn.db, await ownIdOf(turn.db, turn.who))).at(-1)
  turn.replace(last === undefined ? { text: turn.t('checkins:lastNone') } : lastView(turn, last))
})

function lastView(turn: Turn, { at, answers, definition }: Answered): View {
  let left = room
  const lines = definition.questions.flatMap((question) => {
    const answer = answers[question.key]
    if (answer === undefined) return []
    const [asked, given] = [
      clip(said(question.text, turn.voice.language), longest.question),
      clip(answerText(turn.voice, question, answer), longest.answer),
    ]
    left -= asked.length + given.length
    return left < 0 ? [] : [turn.t('checkins:answered', { asked, given })]
  })
  return {
    text: joinHtml([turn.t('checkins:lastTitle', { at }), ...lines]),
    buttons: [[homeButton.with(turn.label('platform:back'), {})]],
  }
}
