import { createHash } from 'node:crypto'
import type { Forum, ForumCard } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import { parameters } from '../../../platform/inbox/turn.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { post, revise } from '../../../platform/outbox/outbox.ts'
import type { Posted } from '../../../platform/outbox/outbox.ts'
import type { Work } from '../../../platform/work.ts'
import { spoken } from '../../../shared/people/admins.ts'
import { turnout } from '../participants.ts'
import { groupCardView } from './views.ts'

/**
 * Brings a forum's cards in groups up to date, where they show something else; those that are gone are forgotten, and those
 * whose group became another chat are put up there. To be called at most every ten seconds for a forum, for a group takes 20
 * messages a minute.
 */
export async function refreshCards(
  { voice, settings }: Pick<Work, 'voice' | 'settings'>,
  tx: Db,
  forumId: bigint,
  now: Date,
): Promise<Posted[]> {
  await forgetLost(tx, forumId)
  const cards = await tx.forumCard.findMany({ where: { forumId }, orderBy: { id: 'asc' } })
  if (cards.length === 0) return []
  const forum = await tx.forum.findUniqueOrThrow({ where: { id: forumId } })
  const counted = await turnout(tx, forumId)
  const posted: Posted[] = []
  for (const card of cards) {
    const { botName, language } = card
    const around = { voice: voice(spoken(language)), botName, timeZone: settings.timeZone, now }
    const payload = parameters(groupCardView(around, forum, counted))
    const digest = digestOf(payload)
    if (card.messageId !== null && card.digest === digest) continue
    const written = await write(tx, card, payload, now)
    posted.push(...written)
    const [shown] = written
    if (shown === undefined) continue
    await tx.forumCard.update({ where: { id: card.id }, data: { digest, messageId: card.messageId ?? shown.id } })
  }
  return posted
}

/** Puts a forum's card up where this was said; if it is there already, points to it, and brings that up to date. */
export async function putUp(turn: Turn, forum: Forum): Promise<void> {
  const { db, chatId, now, voice, botName, settings } = turn
  await forgetLost(db, forum.id)
  const place = { forumId: forum.id, chatId, threadId: turn.topic?.message_thread_id ?? 0 }
  const card = await db.forumCard.findUnique({ where: { forumId_chatId_threadId: place } })
  const around = { voice, botName, timeZone: settings.timeZone, now }
  const payload = parameters(groupCardView(around, forum, await turnout(db, forum.id)))
  const digest = digestOf(payload)
  if (card?.messageId) {
    const message = await db.message.findUnique({ where: { id: card.messageId }, select: { telegramMessageId: true } })
    const replyTo = message?.telegramMessageId ?? undefined
    // Were it deleted in the group, this change would fail, which is how one learns of it.
    await turn.post({ method: 'editMessageText', targetId: card.messageId, payload })
    await db.forumCard.update({ where: { id: card.id }, data: { digest, language: voice.language, botName } })
    return turn.answer({ text: turn.t('forums:groupThere'), ...(replyTo !== undefined && { replyTo }) })
  }
  // Its row has to stay for as long as it is kept current, which that of an answer does not.
  const envelope = { lane: 'notice', method: 'sendMessage', fleeting: false } as const
  const messageId = await turn.post({ ...envelope, payload: { ...payload, ...turn.topic } })
  const shown = { messageId, digest, language: voice.language, botName }
  await db.forumCard.upsert({
    where: { forumId_chatId_threadId: place },
    create: { ...place, ...shown, createdAt: now },
    update: shown,
  })
}

/** As an answer, so that a group that Telegram slows down holds up nobody else; the rows of changes go after some days. */
function write(tx: Db, { messageId, chatId, threadId }: ForumCard, payload: object, now: Date): Promise<Posted[]> {
  if (messageId !== null) return revise(tx, { target: messageId, payload, lane: 'answer' }, now)
  const placed = { ...payload, ...(threadId > 0 && { message_thread_id: threadId }) }
  return post(tx, [{ lane: 'notice', chatId, method: 'sendMessage', payload: placed }], now)
}

/** Forgets the cards that could not be sent or changed any more: somebody deleted them, or the bot may not write there. */
async function forgetLost(tx: Db, forumId: bigint): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM forum_card card WHERE forum_id = ${forumId} AND message_id IS NOT NULL AND EXISTS (
      SELECT 1 FROM message lost
      WHERE (lost.id = card.message_id OR (lost.lane = 'answer' AND lost.target_id = card.message_id))
        AND lost.state IN ('failed', 'unreachable')
        -- What only found no connection may work the next time; a group that became another chat is told of apart.
        AND (lost.state = 'unreachable' OR (lost.error LIKE '400:%' AND lost.error NOT LIKE '%upgraded%')))`
}

const digestOf = (payload: object) => createHash('sha256').update(JSON.stringify(payload)).digest('base64url')
