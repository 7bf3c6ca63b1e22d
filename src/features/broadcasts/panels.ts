import { parameters } from '../../platform/inbox/turn.ts'
import type { Turn, View } from '../../platform/inbox/turn.ts'
import { withheldChannel } from '../../platform/outbox/holding.ts'
import { Refusal } from '../../platform/refusal.ts'
import { overview } from './figures.ts'
import { panelView } from './panel.ts'
import { isInHandOf } from './running.ts'
import type { Actor } from './running.ts'

/** To wake when a broadcast was changed by a press: its author's message is then brought up to date. */
export const changedChannel = 'broadcasts.changed'

/** Who presses. */
export function actorOf(turn: Turn): Actor {
  return { telegramId: turn.who.telegramId, isAdmin: turn.may('admin') }
}

/** A broadcast as it stands, for who presses. */
export async function panelOf(turn: Turn, id: bigint): Promise<View> {
  const { db, voice, settings, now } = turn
  const broadcast = await db.broadcast.findUnique({ where: { id } })
  if (broadcast === null) throw new Refusal('broadcasts:gone')
  const viewer = {
    controls: isInHandOf(broadcast, actorOf(turn)),
    isFollowed: broadcast.authorChat === turn.who.telegramId,
  }
  return panelView(voice, settings, await overview(db, broadcast, now), viewer, now)
}

/** Posts the message by which a broadcast is followed and controlled; the author's newest one is kept up to date. */
export async function postPanel(turn: Turn, id: bigint): Promise<void> {
  const { db, chatId } = turn
  const progressId = await turn.post({ method: 'sendMessage', payload: parameters(await panelOf(turn, id)) })
  await db.broadcast.updateMany({ where: { id, authorChat: chatId }, data: { progressId } })
}

/** Says after the commit that a broadcast was changed: to the sender, and to whoever keeps its message up to date. */
export function tellChange(turn: Turn): void {
  for (const channel of [withheldChannel, 'outbox', changedChannel]) turn.wake(channel)
}
