import { z } from 'zod'
import { button, press } from '../../platform/dialog/button.ts'
import type { Press } from '../../platform/dialog/button.ts'
import { Refusal } from '../../platform/refusal.ts'
import { markRead } from './readings.ts'

/** "Saya sudah baca" below what was received; 0 stands for a preview or a test, which is nobody's delivery. */
export const readButton = button('bc.read', { id: z.coerce.bigint() })

/** To wake when somebody has said that they have read something. */
export const readChannel = 'broadcasts.read'

/** Notes the reading and says so in passing: the message itself stays as it is. */
export function onRead(kind: typeof readButton): Press {
  return press(kind, 'member', async (turn, { id }) => {
    if (id === 0n) throw new Refusal('broadcasts:readTest')
    const { at, isNew } = await markRead(turn.db, id, turn.who.telegramId, turn.now)
    if (isNew) turn.wake(readChannel)
    turn.alert(isNew ? 'broadcasts:readNoted' : 'broadcasts:readBefore', { at })
  })
}
