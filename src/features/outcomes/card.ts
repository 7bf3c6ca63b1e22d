import { press } from '../../platform/dialog/button.ts'
import type { Press } from '../../platform/dialog/button.ts'
import type { Turn } from '../../platform/inbox/turn.ts'
import { Refusal } from '../../platform/refusal.ts'
import { cancelButton, cardButton, dropButton, joinButton, tellButton } from './buttons.ts'
import { cancelView, cardView, perPage, tellView } from './cardViews.ts'
import type { Card } from './cardViews.ts'
import { showLedger } from './ledger.ts'
import { disclose, join, takeOutcome, takeUntold } from './outcomes.ts'
import { placeOf } from './places.ts'
import { listSources } from './sources.ts'
import type { SourceName } from './sources.ts'
import { telling } from './telling.ts'

const onCard = press(cardButton, 'planner', async (turn, { outcome, page }) => showCard(turn, outcome, page))

const onJoin = press(joinButton, 'planner', async (turn, { outcome: id, ...name }) => {
  await addAll(turn, id, [name])
  await showCard(turn, id)
})

const onDrop = press(dropButton, 'planner', async (turn, { source: id }) => {
  const source = await turn.db.outcomeSource.findUnique({ where: { id }, select: { outcomeId: true } })
  if (source === null) throw new Refusal('platform:buttonOld')
  await drop(turn, source.outcomeId, id)
  await showCard(turn, source.outcomeId)
})

const onCancel = press(cancelButton, 'planner', async (turn, { outcome: id, sure }) => {
  const { policyId } = await takeUntold(turn.db, id)
  if (sure === 'ask') return turn.replace(cancelView(turn.voice, id))
  if (sure === 'n') return showCard(turn, id)
  await turn.db.outcome.delete({ where: { id } })
  await showLedger(turn, policyId ?? 0n, 0)
})

/** "Beri tahu sekarang": shows what will be said first. */
const onTell = press(tellButton, 'planner', async (turn, { outcome: id, sure }) => {
  const outcome = await takeUntold(turn.db, id)
  if (sure === 'ask') return turn.replace(tellView(turn.voice, outcome, await placeOf(turn.db, outcome)))
  if (sure === 'y') await tellAll(turn, id)
  await showCard(turn, id)
})

export const cardPresses: Press[] = [onCard, onJoin, onDrop, onCancel, onTell]

/** An outcome with all that it is about, in the place of what was pressed. */
export async function showCard(turn: Turn, id: bigint, page = 0): Promise<void> {
  turn.replace(cardView(turn, await cardOf(turn, id, page)))
}

/** Has everyone told whom an outcome concerns. */
export async function tellAll(turn: Turn, id: bigint): Promise<void> {
  await disclose(turn.db, id, turn.now)
  await turn.begin(telling, { outcome: String(id) })
}

/** Adds what was said to an outcome; where it was told already, those are told who are new. Gives how many are new. */
export async function addAll(turn: Turn, id: bigint, names: SourceName[]): Promise<number> {
  const outcome = await takeOutcome(turn.db, id)
  let added = 0
  for (const name of names) if (await join(turn.db, outcome, name)) added++
  if (added > 0 && outcome.toldAt !== null) await turn.begin(telling, { outcome: String(id) })
  return added
}

/** Takes something out of an outcome that nobody has been told of; what it is about, it is about something. */
export async function drop(turn: Turn, outcomeId: bigint, id: bigint): Promise<void> {
  await takeUntold(turn.db, outcomeId)
  if ((await turn.db.outcomeSource.count({ where: { outcomeId } })) < 2) throw new Refusal('outcomes:lastSource')
  await turn.db.outcomeSource.deleteMany({ where: { id, outcomeId } })
}

async function cardOf({ db }: Turn, id: bigint, wanted: number): Promise<Card> {
  const outcome = await db.outcome.findUnique({ where: { id } })
  if (outcome === null) throw new Refusal('outcomes:gone')
  const total = await db.outcomeSource.count({ where: { outcomeId: id } })
  const page = Math.min(wanted, Math.max(0, Math.ceil(total / perPage) - 1))
  const { rows } = await listSources(db, id, { skip: page * perPage, take: perPage })
  return { outcome, place: await placeOf(db, outcome), rows, total, page }
}
