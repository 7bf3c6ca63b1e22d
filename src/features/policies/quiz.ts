import { press } from '../../platform/dialog/button.ts'
import type { Press } from '../../platform/dialog/button.ts'
import { joinHtml } from '../../platform/html.ts'
import type { Turn, View } from '../../platform/inbox/turn.ts'
import { withheldChannel } from '../../platform/outbox/holding.ts'
import { Refusal } from '../../platform/refusal.ts'
import { openDesk } from './desk.ts'
import type { Desk } from './desk.ts'
import { passageFor } from './passages.ts'
import { questionsLeft, questionsOf } from './quizzes.ts'
import { acknowledgedView, questionView, wrongView } from './quizViews.ts'
import { acknowledge, missing } from './readings.ts'
import type { Reader } from './readings.ts'
import { ending } from './reading.ts'
import type { acknowledgeButton, answerButton, quizButton } from './readingButtons.ts'
import { editionOf } from '../../shared/policies/versions.ts'
import type { Answer } from '../../shared/questionnaires/answers.ts'
import type { Question } from '../../shared/questionnaires/definition.ts'
import { tapsOf } from '../../shared/questionnaires/taps.ts'
import { answerTry } from '../../shared/questionnaires/tries.ts'

/** The next question of the quiz; what follows when none is left. */
export function onQuiz(kind: typeof quizButton): Press {
  return press(kind, 'member', async (turn, { version, mode }) => {
    turn.replace(await nextQuestion(turn, await openDesk(turn, await editionOf(turn.db, version), mode)))
  })
}

/** An answer: the next question, or the paragraph that answers it once more. */
export function onAnswer(kind: typeof answerButton): Press {
  return press(kind, 'member', async (turn, { version, question: key, option, mode }) => {
    const { db, now } = turn
    const edition = await editionOf(db, version)
    const question = (await questionsOf(db, edition)).find((one) => one.key === key)
    const tap =
      question &&
      tapsOf(turn.voice, question)
        .flat()
        .find(({ id }) => id === option)
    if (edition.quizId === null || question === undefined || tap === undefined) throw new Refusal('platform:buttonOld')
    const { answer } = tap
    const desk = await openDesk(turn, edition, mode)
    const { personId } = readerOf(desk)
    const isRight = await answerTry(db, edition.quizId, question, { personId, answer }, now)
    turn.replace(isRight ? await nextQuestion(turn, desk, true) : await wrong(turn, desk, question, answer))
  })
}

/** "Saya paham". */
export function onAcknowledge(kind: typeof acknowledgeButton): Press {
  return press(kind, 'member', async (turn, { version }) => {
    const desk = await openDesk(turn, await editionOf(turn.db, version))
    const at = await acknowledge(turn.db, desk.edition, readerOf(desk), turn.now)
    turn.wake(withheldChannel)
    turn.replace(acknowledgedView(turn, desk.edition, at))
  })
}

async function nextQuestion(turn: Turn, desk: Desk, wasRight = false): Promise<View> {
  const reader = readerOf(desk)
  if (missing(reader).length > 0) return ending(turn, desk)
  const [next, ...others] = await questionsLeft(turn.db, desk.edition, reader)
  if (next === undefined) {
    const end = await ending(turn, desk)
    return wasRight ? { ...end, text: joinHtml([turn.t('policies:wasRight'), end.text]) } : end
  }
  return questionView(turn.voice, desk, next, { left: others.length + 1, wasRight })
}

async function wrong(turn: Turn, desk: Desk, question: Question, answer: Answer): Promise<View> {
  const passage = await passageFor(turn.db, desk, question.about ?? 0)
  if (passage === null) throw new Error('A question is about a paragraph of its version')
  return wrongView(turn.voice, desk, { question, answer, passage })
}

function readerOf({ reader }: Desk): Reader {
  if (reader === null) throw new Refusal('platform:startFirst')
  return reader
}
