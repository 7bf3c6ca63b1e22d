import { on } from '../../../platform/events/events.ts'
import { chatLost, chatMoved } from '../../../platform/telegram/chats.ts'
import { noteActivity } from '../activity.ts'

/** The bot is no longer in these groups. */
export const onGroupLost = on(chatLost, 'forums.cardsLost', async (tx, { chatIds }) => {
  await tx.forumCard.deleteMany({ where: { chatId: { in: chatIds.map(BigInt) } } })
})

/** A group became a supergroup, in which there are no cards yet: they are put up anew. */
export const onGroupMoved = on(chatMoved, 'forums.cardsMoved', async (tx, { from, to }, now) => {
  const cards = await tx.forumCard.findMany({ where: { chatId: BigInt(from) }, orderBy: { id: 'asc' } })
  for (const { id, forumId, threadId } of cards) {
    // One that was put up there meanwhile stays.
    const isThere = (await tx.forumCard.count({ where: { forumId, threadId, chatId: BigInt(to) } })) > 0
    if (isThere) await tx.forumCard.delete({ where: { id } })
    else await tx.forumCard.update({ where: { id }, data: { chatId: BigInt(to), messageId: null } })
    await noteActivity(tx, forumId, now)
  }
})
