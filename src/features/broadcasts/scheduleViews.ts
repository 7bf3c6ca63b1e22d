import type { InlineKeyboardButton } from '@grammyjs/types'
import { z } from 'zod'
import type { Broadcast } from '../../generated/prisma/client.ts'
import { button } from '../../platform/dialog/button.ts'
import { joinHtml } from '../../platform/html.ts'
import type { Html } from '../../platform/html.ts'
import type { View } from '../../platform/inbox/turn.ts'
import { writeMoment } from '../../platform/moments.ts'
import type { TextKey, Voice } from '../../platform/texts.ts'
import type { Settings } from '../../platform/work.ts'
import { audienceName } from './views.ts'

const id = z.coerce.bigint()
export const unscheduleButton = button('bc.unset', { id })
export const rescheduleButton = button('bc.reset', { id })

/** A broadcast that waits for its time, and what can be done with it until then. */
export function scheduledView(voice: Voice, { timeZone }: Settings, broadcast: Broadcast): View {
  return {
    text: joinHtml([
      voice.t('broadcasts:scheduled', {
        number: String(broadcast.id),
        moment: broadcast.dueAt === null ? '' : writeMoment(broadcast.dueAt, timeZone, voice.language),
        audience: audienceName(voice, broadcast),
      }),
      broadcast.keepsQuiet ? undefined : voice.t('broadcasts:scheduledAnyway'),
    ]),
    buttons: [scheduleButtons(voice, broadcast)],
  }
}

/** What its author can do with a broadcast that waits for its time. */
function scheduleButtons(voice: Voice, broadcast: Pick<Broadcast, 'id'>): InlineKeyboardButton[] {
  const values = { id: broadcast.id }
  return [
    rescheduleButton.with(voice.label('broadcasts:reschedule'), values),
    unscheduleButton.with(voice.label('broadcasts:unschedule'), values),
  ]
}

/** Why a broadcast was not sent at its time. */
export function notSentText(voice: Voice, key: TextKey, broadcast: Broadcast, { timeZone }: Settings): Html {
  return voice.t(key, {
    number: String(broadcast.id),
    moment: broadcast.dueAt === null ? '' : writeMoment(broadcast.dueAt, timeZone, voice.language),
    audience: audienceName(voice, broadcast),
  })
}
