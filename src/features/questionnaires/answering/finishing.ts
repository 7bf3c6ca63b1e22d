import { eventsChannel } from '../../../platform/events/events.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { withheldChannel } from '../../../platform/outbox/holding.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { sendAnswers } from '../../../shared/questionnaires/sending.ts'
import { cleaning } from './cleaning.ts'
import { demandOpen } from './desk.ts'
import type { Desk } from './desk.ts'
import { answersOf, openOf } from './flow.ts'
import type { Sofar } from './flow.ts'
import { thanksView } from './views.ts'

/** Sends the answers, for good, and says thanks. */
export async function finishAnswers(turn: Turn, desk: Desk, sofar: Sofar): Promise<void> {
  const { definition, round, personId } = desk
  const answers = answersOf(definition, sofar)
  demandOpen(turn, desk)
  if (personId === null) throw new Refusal('questionnaires:notAsked')
  if (Object.keys(answers).length === 0) throw new Refusal('questionnaires:nothingAnswered')
  if (openOf(definition, sofar).length > 0) throw new Refusal('questionnaires:someOpen')
  await sendAnswers(turn.db, round, personId, answers, turn.settings, turn.now)
  if (!round.isAnonymous) await cleanFiles(turn, { roundId: round.id, personId }, sofar)
  turn.wake(eventsChannel)
  turn.wake(withheldChannel)
  turn.answer(thanksView(turn, desk, sofar))
}

async function cleanFiles(turn: Turn, own: { roundId: bigint; personId: bigint }, sofar: Sofar): Promise<void> {
  const files = await turn.db.responseFile.findMany({
    where: { response: own },
    select: { responseId: true, key: true },
  })
  for (const { responseId, key } of files) {
    const given = sofar[key]
    const isPhoto = typeof given === 'object' && 'isPhoto' in given && given.isPhoto
    await turn.begin(cleaning, { response: String(responseId), key, isPhoto })
  }
}
