import type { Question as Shown } from '../../../platform/dialog/dialog.ts'
import { joinHtml } from '../../../platform/html.ts'
import type { Html } from '../../../platform/html.ts'
import type { Turn, View } from '../../../platform/inbox/turn.ts'
import type { TextKey } from '../../../platform/texts.ts'
import { promiseText } from '../../../shared/questionnaires/asking.ts'
import { scoreOf } from '../../../shared/questionnaires/answers.ts'
import { resultsButton } from '../../../shared/questionnaires/buttons.ts'
import { said } from '../../../shared/questionnaires/definition.ts'
import type { Question } from '../../../shared/questionnaires/definition.ts'
import { isTapped } from '../../../shared/questionnaires/taps.ts'
import { questionText } from '../../../shared/questionnaires/wording.ts'
import { cut } from '../../../shared/policies/places.ts'
import type { Desk } from './desk.ts'
import { answersOf, askedOf, changeStep, checkStep, endingAt, openOf } from './flow.ts'
import type { Ending, Sofar } from './flow.ts'
import { givenText, linesOf } from './lines.ts'
import { offersOf } from './offers.ts'
import type { Offer } from './offers.ts'
import { repliedTo } from './replying.ts'

const longestLabel = 60
/** Letters of what somebody typed too late that are shown to them once more. */
const longestTyped = 1000

/** The buttons of a step, in rows. */
export function offersAt(turn: Turn, { definition }: Desk, step: string, sofar: Sofar): Offer[][] {
  const asked = askedOf(definition, sofar)
  if (step === checkStep) return checkOffers(turn, definition, sofar)
  if (step === changeStep)
    return asked.map(({ key, text }, n) => {
      const label = cut(`${n + 1}. ${said(text, turn.voice.language)}`, longestLabel)
      return [{ id: key, label, pinned: false, next: key }]
    })
  const question = definition.questions.find(({ key }) => key === step)
  if (question === undefined) return []
  const reply = repliedTo(turn, step)
  const rows = [...(reply === undefined ? [] : [[reply]]), ...offersOf(turn, question, sofar[step])]
  if (endingAt(definition, question, sofar) === null) return rows
  return [...rows, [{ id: checkStep, label: turn.label('questionnaires:check'), pinned: true, next: checkStep }]]
}

/** A step as it is shown. */
export function shownAt(turn: Turn, desk: Desk, step: string, sofar: Sofar): Shown {
  const { definition } = desk
  const options = offersAt(turn, desk, step, sofar)
  const question = definition.questions.find(({ key }) => key === step)
  if (question === undefined)
    return { ...togetherAt(turn, desk, step, sofar), options, optional: false, place: 1, places: 1 }
  const asked = askedOf(definition, sofar)
  const lasting = joinHtml([
    asked[0] === question ? introText(turn, desk) : undefined,
    questionText(turn.voice, question),
  ])
  return {
    text: joinHtml([
      lasting,
      targetText(turn, desk, question),
      nowText(turn, desk, question, sofar),
      endingText(turn, desk, question, sofar),
    ]),
    lasting,
    options,
    optional: question.isOptional,
    place: asked.indexOf(question) + 1,
    places: asked.length,
  }
}

/** In the place of a question that it is too late for: what was answered is shown once more, for it is kept nowhere. */
export function lateView(turn: Turn, desk: Desk, sofar: Sofar): View {
  const { definition, isFinished } = desk
  const typed = turn.pressed === undefined ? turn.message?.text : undefined
  return {
    text: joinHtml([
      turn.t('questionnaires:roundTitle', { title: said(definition.title, turn.voice.language) }),
      turn.t(isFinished === true ? 'questionnaires:answeredAlready' : 'questionnaires:closed'),
      Object.keys(answersOf(definition, sofar)).length === 0 ? undefined : turn.t('questionnaires:lateAnswers'),
      Object.keys(answersOf(definition, sofar)).length === 0 ? undefined : linesOf(turn.voice, definition, sofar),
      typed === undefined ? undefined : turn.t('questionnaires:lateTyped', { text: cut(typed, longestTyped) }),
    ]),
  }
}

/** Why what was said was not taken as an answer, with the words, which are kept nowhere else. */
export function wordsView(turn: Turn, why: Html, words: string | undefined): View {
  const text = words === undefined ? undefined : cut(words, longestTyped)
  return { text: joinHtml([why, text === undefined ? undefined : turn.t('questionnaires:wordsSaid', { text })]) }
}

/** After the answers have been sent. */
export function thanksView(turn: Turn, { definition, round }: Desk, sofar: Sofar): View {
  const score = scoreOf(definition, answersOf(definition, sofar))
  return {
    text: joinHtml([
      turn.t('questionnaires:thanks', { title: said(definition.title, turn.voice.language) }),
      score === null ? undefined : turn.t('questionnaires:points', { points: score.points, most: score.most }),
      turn.t(round.isAnonymous ? 'questionnaires:sentAnonymous' : 'questionnaires:sentNamed'),
      turn.t('questionnaires:resultsLater', { at: round.closesAt }),
    ]),
    buttons: [[resultsButton.with(turn.label('questionnaires:toResults'), { round: round.id })]],
  }
}

function introText(turn: Turn, { definition, round }: Desk): Html {
  return joinHtml([
    turn.t('questionnaires:roundTitle', { title: said(definition.title, turn.voice.language) }),
    promiseText(turn.voice, round),
  ])
}

/** How far somebody has got is asked beside what they have set out to do, in their own words. */
function targetText(turn: Turn, { target }: Desk, { role }: Question): Html | undefined {
  return role === 'progress' && target !== null ? turn.t('questionnaires:yourTarget', { target }) : undefined
}

/** What was typed or sent before; what was tapped is marked on its button. */
function nowText({ voice }: Turn, { definition }: Desk, question: Question, sofar: Sofar): Html | undefined {
  if (isTapped(question) || question.kind === 'several' || answersOf(definition, sofar)[question.key] === undefined)
    return undefined
  return voice.t('questionnaires:answerNow', { answer: givenText(voice, definition, question, sofar) })
}

const endingKey: Record<Ending, TextKey> = {
  tap: 'questionnaires:nextTapSends',
  mayTap: 'questionnaires:nextTapMaySend',
  done: 'questionnaires:doneSends',
  skip: 'questionnaires:skipSends',
}

function endingText(turn: Turn, { definition }: Desk, question: Question, sofar: Sofar): Html | undefined {
  const ending = endingAt(definition, question, sofar)
  return ending === null ? undefined : turn.t(endingKey[ending])
}

function checkOffers(turn: Turn, definition: Desk['definition'], sofar: Sofar): Offer[][] {
  const [open] = openOf(definition, sofar)
  const change = { id: changeStep, label: turn.label('questionnaires:change'), pinned: false, next: changeStep }
  if (open !== undefined)
    return [[{ id: '-on', label: turn.label('questionnaires:answerOn'), pinned: false, next: open.key }], [change]]
  if (Object.keys(answersOf(definition, sofar)).length === 0) return [[change]]
  return [[{ id: '-send', label: turn.label('questionnaires:send'), pinned: false }], [change]]
}

/** All answers together, or which of them is to be changed. */
function togetherAt(turn: Turn, desk: Desk, step: string, sofar: Sofar): Pick<Shown, 'text' | 'lasting'> {
  if (step === changeStep) return { text: turn.t('questionnaires:askChange') }
  const { definition, round } = desk
  const lasting = joinHtml([introText(turn, desk), linesOf(turn.voice, definition, sofar)])
  const isEmpty = Object.keys(answersOf(definition, sofar)).length === 0
  const key: TextKey =
    openOf(definition, sofar).length > 0
      ? 'questionnaires:someOpen'
      : isEmpty
        ? 'questionnaires:nothingAnswered'
        : round.isAnonymous
          ? 'questionnaires:sureAnonymous'
          : 'questionnaires:sure'
  return { text: joinHtml([lasting, turn.t(key)]), lasting }
}
