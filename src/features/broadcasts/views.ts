import type { Broadcast } from '../../generated/prisma/client.ts'
import type { Voice } from '../../platform/texts.ts'
import type { QuietHours } from '../../platform/outbox/quietHours.ts'
import { kindKey } from '../../shared/audiences/words.ts'
import { audienceOf } from './actions.ts'
import { readButton } from './reading.ts'
import { duration } from './rules.ts'

/** The audience of a stored broadcast in words: the author's, or for an old one the name of its kind. */
export function audienceName(voice: Voice, broadcast: Pick<Broadcast, 'audience' | 'audienceText'>): string {
  return broadcast.audienceText ?? voice.label(kindKey[audienceOf(broadcast).kind])
}

/** What stands below a broadcast that asks for it; 0: below a preview. */
export function readKeyboard(voice: Voice, id: bigint) {
  return { inline_keyboard: [[readButton.with(voice.label('broadcasts:read'), { id })]] }
}

/** A time of day as the language writes it: 06.00 in Indonesian, 06:00 in English. */
export function clockTime({ language }: Voice, date: Date, timeZone: string): string {
  const format = new Intl.DateTimeFormat(language === 'id' ? 'id-ID' : 'en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  })
  return format.format(date)
}

/** About how long so many messages take. */
export function durationText(voice: Voice, messages: number, rate: number): string {
  const { unit, count } = duration(messages, rate)
  return voice.label(`broadcasts:${unit}`, { count })
}

/** Quiet hours as two times of day. */
export function quietText(voice: Voice, { from, to }: QuietHours): { from: string; to: string } {
  const time = (minutes: number) => clockTime(voice, new Date(minutes * 60_000), 'UTC')
  return { from: time(from), to: time(to) }
}
