import type { Dialog, Taken } from '../../../platform/dialog/dialog.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { said } from '../../../shared/questionnaires/definition.ts'
import { answeringName } from '../../../shared/questionnaires/waiting.ts'
import { deskOf, isOver, Opening } from './desk.ts'
import type { Desk } from './desk.ts'
import { changeStep, checking, checkStep, nextStep, Sofar } from './flow.ts'
import type { Given } from './flow.ts'
import { readGiven } from './reading.ts'
import { finishAnswers } from './finishing.ts'
import { lateView, offersAt, shownAt } from './views.ts'

type Json = Record<string, unknown>

/** One's answers in a round: its questions are those of the version that the round keeps. */
export const answering: Dialog<Opening> = {
  name: answeringName,
  title: 'questionnaires:answering',
  right: 'member',
  brief: false,
  apart: true,
  goesOn: true,
  left: undefined,
  steps: [],
  knows: (step) => step === checkStep || step === changeStep || /^[a-z]\w{0,15}$/.test(step),
  titled: async (turn, opening) => said((await deskFor(turn, opening)).definition.title, turn.voice.language),
  seals: async (turn, opening) => (await deskFor(turn, opening)).round.isAnonymous,
  async over(turn, answers, opening) {
    const desk = await deskFor(turn, opening)
    // Their participation goes with who erases themselves, and comes back with nobody.
    const isLate = isOver(desk.round, turn.now) || desk.isFinished !== false
    return isLate ? lateView(turn, desk, Sofar.parse(answers)) : null
  },
  async next(turn, step, answers, opening) {
    return nextStep((await deskFor(turn, opening)).definition, step, Sofar.parse(answers))
  },
  async question(turn, step, answers, opening) {
    return shownAt(turn, await deskFor(turn, opening), step, Sofar.parse(answers))
  },
  below: () => false,
  show: async () => {},
  async picked(turn, step, option, answers, opening) {
    const desk = await deskFor(turn, opening)
    const sofar = Sofar.parse(answers)
    const offer = offersAt(turn, desk, step, sofar)
      .flat()
      .find(({ id }) => id === option)
    if (offer === undefined) throw new Refusal('platform:buttonOld')
    const { given, stays = false, next } = offer
    if (next === checkStep) return { answers: checking(sofar), stays, next }
    if (next !== undefined) return { answers: sofar, stays, next }
    return given === undefined ? { answers: sofar, stays } : { ...taken(desk, step, sofar, given), stays }
  },
  async said(turn, step, message, answers, opening) {
    const desk = await deskFor(turn, opening)
    const question = desk.definition.questions.find(({ key }) => key === step)
    if (question === undefined) throw new Refusal('platform:chooseButton')
    return taken(desk, step, Sofar.parse(answers), await readGiven(turn, question, message))
  },
  async skipped(turn, step, answers, opening) {
    const desk = await deskFor(turn, opening)
    const question = desk.definition.questions.find(({ key }) => key === step)
    if (question?.isOptional !== true) throw new Refusal('platform:buttonOld')
    return taken(desk, step, Sofar.parse(answers), { skipped: true }).answers
  },
  async done(turn, answers, opening) {
    await finishAnswers(turn, await deskFor(turn, opening), Sofar.parse(answers))
  },
}

function deskFor(turn: Turn, opening: Json): Promise<Desk> {
  return deskOf(turn, BigInt(Opening.parse(opening).round))
}

/** The answers with one more; whoever has typed something is shown all of them before they are sent. */
function taken({ definition }: Desk, step: string, sofar: Sofar, given: Given): Taken {
  const answers = { ...sofar, [step]: given }
  const isChecked = nextStep(definition, step, answers) === checkStep
  return { answers: isChecked ? checking(answers) : answers, stays: false }
}
