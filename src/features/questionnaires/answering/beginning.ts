import type { Message } from '@grammyjs/types'
import { press } from '../../../platform/dialog/button.ts'
import type { Press } from '../../../platform/dialog/button.ts'
import type { Start } from '../../../platform/feature.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { beginButton, firstButton, goOnButton } from '../../../shared/questionnaires/buttons.ts'
import { fillingOf, isTouched } from '../../../shared/questionnaires/waiting.ts'
import { answering } from './answering.ts'
import { demandOpen, deskOf, isOver } from './desk.ts'
import { nextStep } from './flow.ts'
import { givenText } from './lines.ts'
import { readGiven } from './reading.ts'
import { offerReply, replyOption } from './replying.ts'
import { lateView, wordsView } from './views.ts'

/** A press so soon after the one that asked the open question is the same one once more. */
const doubleTap = 5000

/** "Mulai": begins one's answers, or goes on with them; a reply to its message answers the first question. */
export function onBegin(kind: typeof beginButton): Press {
  return press(
    kind,
    'member',
    (turn, { round }) => begin(turn, round),
    (turn, { round }, message) => beginInWords(turn, round, message),
  )
}

/** An answer to the first question, on the message that brought the round, or in reply to it. */
export function onFirst(kind: typeof firstButton): Press {
  return press(
    kind,
    'member',
    (turn, { round, option }) => begin(turn, round, option),
    (turn, { round }, message) => beginInWords(turn, round, message),
  )
}

/** "Mulai" or "Lanjutkan" in a list of what waits. */
export function onGoOn(kind: typeof goOnButton): Press {
  return press(kind, 'member', (turn, { round }) => begin(turn, round))
}

/** t.me/<bot>?start=k-12: the link to a public round, which also whoever was not asked may open. */
export const roundStart: Start = {
  name: 'k',
  right: 'member',
  async run(turn, argument) {
    if (!/^\d{1,18}$/.test(argument)) throw new Refusal('questionnaires:gone')
    const id = BigInt(argument)
    await admit(turn, id)
    await begin(turn, id)
  },
}

/** Begins with this answer to the first question, if one was tapped. What was answered before stays as it is. */
async function begin(turn: Turn, round: bigint, option?: string): Promise<void> {
  demandOpen(turn, await deskOf(turn, round))
  const filling = await fillingOf(turn, round)
  const isOpen = filling !== null && filling.activeChat !== null
  if (isOpen && turn.now.getTime() - filling.updatedAt.getTime() < doubleTap) return
  if (filling !== null && isTouched(filling)) return resume(turn, round)
  await turn.open(answering, { round: String(round) }, option)
}

/** Begins with what was said as the answer to the first question; what cannot be one is shown again with what is wrong. */
async function beginInWords(turn: Turn, round: bigint, message: Message): Promise<void> {
  const desk = await deskOf(turn, round)
  const { definition } = desk
  if (desk.round.isAnonymous) turn.hush()
  if (desk.isFinished !== null && (desk.isFinished || isOver(desk.round, turn.now)))
    return turn.answer(lateView(turn, desk, {}))
  demandOpen(turn, desk)
  const filling = await fillingOf(turn, round)
  if (filling !== null && isTouched(filling)) {
    turn.answer(wordsView(turn, turn.t('questionnaires:wordsNotTaken'), message.text))
    return resume(turn, round)
  }
  const step = nextStep(definition, null, {})
  const question = definition.questions.find(({ key }) => key === step)
  if (question === undefined) throw new Refusal('questionnaires:gone')
  try {
    const given = await readGiven(turn, question, message)
    const label = givenText(turn.voice, definition, question, { [question.key]: given })
    offerReply(turn, question.key, { label, given })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    turn.answer(wordsView(turn, turn.t(error.key, error.values), message.text))
    return turn.open(answering, { round: String(round) })
  }
  await turn.open(answering, { round: String(round) }, replyOption)
}

/** Asks again what is open of what was begun, and says that nothing was changed. */
async function resume(turn: Turn, round: bigint): Promise<void> {
  turn.answer({ text: turn.t('questionnaires:resumed') })
  await turn.open(answering, { round: String(round) })
}

/** Who opens the link of a public round takes part in it from then on; they count under all units. */
async function admit(turn: Turn, id: bigint): Promise<void> {
  const desk = await deskOf(turn, id)
  const { round, personId, isFinished } = desk
  if (!round.isPublic || personId === null || isFinished !== null || isOver(round, turn.now)) return
  await turn.db.participation.createMany({ data: [{ roundId: id, personId }], skipDuplicates: true })
  desk.isFinished = false
}
