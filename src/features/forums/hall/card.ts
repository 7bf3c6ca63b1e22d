import type { InlineKeyboardButton } from '@grammyjs/types'
import type { Forum } from '../../../generated/prisma/client.ts'
import type { Html } from '../../../platform/html.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { askButton, questionsButton } from './buttons.ts'
import { runningHall } from './halls.ts'
import { cardKey } from './words.ts'

/** What the card of a forum adds about its hall: which phase it is in, and buttons to ask and to see what was asked. */
export async function hallPart(
  turn: Turn,
  forum: Forum,
): Promise<{ line: Html | undefined; rows: InlineKeyboardButton[][] }> {
  const hall = await runningHall(turn.db, forum, turn.now)
  const count = await turn.db.forumQuestion.count({ where: { forumId: forum.id, state: { not: 'rejected' } } })
  const questions = questionsButton.with(turn.label('forums:questionsCount', { count }), { forum: forum.id, page: 0 })
  if (hall === null) return { line: undefined, rows: count === 0 ? [] : [[questions]] }
  const ask = askButton.with(turn.label('forums:ask'), { forum: forum.id })
  return { line: turn.t(cardKey[hall.phase]), rows: [count === 0 ? [ask] : [ask, questions]] }
}
