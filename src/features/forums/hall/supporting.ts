import type { Forum } from '../../../generated/prisma/client.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { join } from '../participants.ts'
import { takeQuestion } from './questions.ts'

/** Notes that somebody wants a question to be answered; `toggles`: takes it back where they said so before. */
export async function support(
  turn: Turn,
  forum: Pick<Forum, 'id' | 'isNamed'>,
  questionId: bigint,
  { toggles = false }: { toggles?: boolean } = {},
): Promise<void> {
  const { db, settings, who } = turn
  const question = await takeQuestion(db, questionId)
  if (question === null || question.forumId !== forum.id) throw new Refusal('platform:buttonOld')
  if (question.state !== 'open' && question.state !== 'waiting') throw new Refusal('forums:questionOver')
  const { id: participantId } = await join(db, settings, forum, who.telegramId)
  const key = { questionId, participantId }
  const { count } = toggles ? await db.forumUpvote.deleteMany({ where: key }) : { count: 0 }
  if (count === 0) await db.forumUpvote.upsert({ where: { questionId_participantId: key }, create: key, update: {} })
}
