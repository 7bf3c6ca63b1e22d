import { press } from '../../../platform/dialog/button.ts'
import type { Press } from '../../../platform/dialog/button.ts'
import type { Html } from '../../../platform/html.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { record } from '../../../shared/audit/record.ts'
import { needButton, needsButton, turnButton } from './buttons.ts'
import { findNeed, listNeeds, outcomesOf, turnNeed } from './needs.ts'
import { needsView, needView } from './views.ts'

/** "Kebutuhan". */
export const onNeeds: Press = press(needsButton, 'planner', async (turn, { page }) =>
  turn.replace(needsView(turn, await listNeeds(turn.db, page), page)),
)

export const onNeed: Press = press(needButton, 'planner', (turn, { id }) => show(turn, id))

/** "Jadikan pelatihan": one tap makes a draft. */
export const onTurn: Press = press(turnButton, 'planner', async (turn, { id }) => {
  const { db, who, now, voice } = turn
  const author = await db.person.findUniqueOrThrow({ where: { telegramId: who.telegramId }, select: { id: true } })
  await turnNeed(db, { needId: id, authorId: author.id, language: voice.language }, turn, now)
  await record(db, who.telegramId, { action: 'turnedNeed', object: `need:${id}` }, now)
  await show(turn, id, turn.t('trainings:needTurnedNow'))
})

async function show(turn: Turn, id: bigint, note?: Html) {
  const need = await findNeed(turn.db, id)
  turn.replace(needView(turn, need, await outcomesOf(turn.db, id, turn.settings), note))
}
