import type { Message as TelegramMessage } from '@grammyjs/types'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { readMoment, writeMoment } from '../../../platform/moments.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { readSchedule } from '../../../shared/questionnaires/schedule.ts'
import type { Schedule } from '../../../shared/questionnaires/schedule.ts'
import { minutesIn } from '../../../shared/questionnaires/source/fields.ts'

const longestSaid = 60

/** When a round opens, as ISO text; a refusal says what was understood. */
export function readOpening({ now, settings, voice }: Turn, { text = '' }: TelegramMessage): string {
  const reading = readMoment(text, now, settings.timeZone)
  if (reading.kind === 'moment') return reading.at.toISOString()
  if ('at' in reading)
    throw new Refusal('questionnaires:opensWrong', {
      moment: writeMoment(reading.at, settings.timeZone, voice.language),
    })
  throw new Refusal('questionnaires:opensUnknown', { said: text.slice(0, longestSaid) })
}

/** How often it comes back. */
export function readWords(_turn: Turn, { text = '' }: TelegramMessage): Schedule {
  const schedule = readSchedule(text)
  if (schedule === null) throw new Refusal('questionnaires:scheduleUnknown', { said: text.slice(0, longestSaid) })
  return schedule
}

/** How long it stays open, in minutes. */
export function readSpan(_turn: Turn, { text = '' }: TelegramMessage): number {
  const minutes = minutesIn(text.trim())
  if (minutes === undefined) throw new Refusal('questionnaires:spanUnknown', { said: text.slice(0, longestSaid) })
  return minutes
}
