import type { Message as TelegramMessage } from '@grammyjs/types'
import { z } from 'zod'
import type { Option } from '../../platform/dialog/dialog.ts'
import { joinHtml } from '../../platform/html.ts'
import type { Html } from '../../platform/html.ts'
import type { Turn } from '../../platform/inbox/turn.ts'
import { readMoment, writeMoment } from '../../platform/moments.ts'
import { quietEnd } from '../../platform/outbox/quietHours.ts'
import { Refusal } from '../../platform/refusal.ts'
import { quietNow } from './rules.ts'
import { clockTime, quietText } from './views.ts'

/** When a broadcast shall be sent, and whether quiet hours hold it back then. */
export const Slot = z.object({ at: z.iso.datetime().transform((text) => text), keepsQuiet: z.boolean() })
export type Slot = z.infer<typeof Slot>

/** Reads the moment that was typed, as ISO text; a refusal says what was understood. */
export function readDue(turn: Turn, { text = '' }: TelegramMessage): string {
  const { now, settings, voice } = turn
  const reading = readMoment(text, now, settings.timeZone)
  const said = Array.from(text.trim().replaceAll(/\s+/g, ' ')).slice(0, 40).join('')
  const moment = 'at' in reading ? writeMoment(reading.at, settings.timeZone, voice.language) : ''
  switch (reading.kind) {
    case 'moment':
      return reading.at.toISOString()
    case 'past':
      throw new Refusal('broadcasts:duePast', { said, moment })
    case 'far':
      throw new Refusal('broadcasts:dueFar', { said, moment })
    case 'otherDay':
      throw new Refusal('broadcasts:dueOtherDay', { said, moment })
    case 'noTime':
      throw new Refusal('broadcasts:dueNoTime', { said })
    case 'noSuchDate':
      throw new Refusal('broadcasts:dueNoSuchDate', { said })
    case 'unknown':
      throw new Refusal('broadcasts:dueUnknown')
  }
}

/** Says the moment back, and what quiet hours do to it. */
export function askSlot(turn: Turn, due: string | undefined): Html {
  const { at, quiet } = slotOf(turn, due)
  const moment = writeMoment(at, turn.settings.timeZone, turn.voice.language)
  return joinHtml([
    turn.t('broadcasts:askSlot', { moment }),
    quiet ? turn.t('broadcasts:slotQuiet', quietText(turn.voice, quiet)) : undefined,
  ])
}

/** "Jadwalkan"; in quiet hours when they end, or as it was said. */
export function slotOptions(turn: Turn, due: string | undefined): Option<Slot>[][] {
  const { at, quiet } = slotOf(turn, due)
  const option = (id: string, label: string, when: Date, keepsQuiet: boolean) => ({
    id,
    label,
    value: { at: when.toISOString(), keepsQuiet },
  })
  if (quiet === null) return [[option('set', turn.label('broadcasts:schedule'), at, true)]]
  const { timeZone } = turn.settings
  const end = quietEnd(at, timeZone, quiet)
  const time = clockTime(turn.voice, end, timeZone)
  return [
    [option('end', turn.label('broadcasts:scheduleAtEnd', { time }), end, true)],
    [option('set', turn.label('broadcasts:scheduleAnyway'), at, false)],
  ]
}

/** The moment of a slot, which may have passed while the question waited. */
export function dueOf({ at }: Slot, now: Date): Date {
  const due = new Date(at)
  if (due <= now) throw new Refusal('broadcasts:dueGone')
  return due
}

function slotOf({ settings }: Turn, due: string | undefined) {
  if (due === undefined) throw new Refusal('platform:dialogGone')
  const at = new Date(due)
  return { at, quiet: quietNow(at, settings) }
}
