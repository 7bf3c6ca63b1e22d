import { press } from '../../platform/dialog/button.ts'
import type { Press } from '../../platform/dialog/button.ts'
import { parameters } from '../../platform/inbox/turn.ts'
import type { Turn } from '../../platform/inbox/turn.ts'
import type { TextKey, Values } from '../../platform/texts.ts'
import { listAdmins, spoken } from '../../shared/people/admins.ts'
import { quietOf } from '../../shared/people/quiet.ts'
import { decide, keyOf, subjectOf } from './links.ts'
import type { decideButton } from './linkViews.ts'

/** An admin grants or refuses a link: whom it concerns is told, and the other admins see that it is decided. */
export function onDecide(kind: typeof decideButton): Press {
  return press(kind, 'admin', async (turn, { id, answer }) => {
    const grants = answer === 'y'
    const decided = { by: turn.who.telegramId, requestId: id, grants }
    const { person, entryId, unit, before } = await decide(turn.db, decided, turn.now)
    const key = grants ? 'people:requestGrantedBy' : 'people:requestRefusedBy'
    turn.replace({ text: turn.t(key, { number: String(id) }) })
    await tellOthers(turn, { id, entryId, key })
    await tell(turn, person, grants ? 'people:requestGranted' : 'people:requestRefused', grants ? { unit } : {})
    if (before !== null) await tell(turn, before, 'people:unlinked', {})
    // It may be their own.
    await turn.meet()
  })
}

async function tell(turn: Turn, to: { telegramId: bigint; language: string | null }, key: TextKey, values: Values) {
  const payload = parameters({ text: turn.voiceIn(spoken(to.language)).t(key, values) })
  const quiet = await quietOf(turn.db, to.telegramId, turn.settings)
  await turn.post({ lane: 'notice', chatId: to.telegramId, method: 'sendMessage', payload, quiet })
}

/** Takes the buttons, and the name, off the messages that the other admins got. */
async function tellOthers(turn: Turn, { id, entryId, key }: { id: bigint; entryId: bigint; key: TextKey }) {
  const admins = await listAdmins(turn.db, turn.settings.adminIds)
  const messages = await turn.db.message.findMany({
    where: { subject: subjectOf(entryId), dedupeKey: { startsWith: keyOf(id) }, chatId: { not: turn.chatId } },
    select: { id: true, chatId: true },
  })
  for (const message of messages) {
    const language = admins.find(({ telegramId }) => telegramId === message.chatId)?.language ?? 'id'
    const payload = parameters({ text: turn.voiceIn(language).t(key, { number: String(id) }) })
    await turn.post({
      lane: 'notice',
      chatId: message.chatId,
      method: 'editMessageText',
      targetId: message.id,
      payload,
      quiet: await quietOf(turn.db, message.chatId, turn.settings),
    })
  }
}
