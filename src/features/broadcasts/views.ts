import type { Broadcast } from '../../generated/prisma/client.ts'
import type { Html } from '../../platform/html.ts'
import { isQuiet, quietEnd } from '../../platform/outbox/quietHours.ts'
import type { Voice } from '../../platform/texts.ts'
import { parameters } from '../../platform/inbox/turn.ts'
import type { Turn } from '../../platform/inbox/turn.ts'
import type { Settings } from '../../platform/work.ts'
import type { Size } from '../../shared/audiences/audience.ts'
import { kindKey } from '../../shared/audiences/words.ts'
import type { Fates } from '../../shared/deliveries/fates.ts'
import { audienceOf } from './actions.ts'
import { readButton } from './reading.ts'
import { bar, duration, percent, quietNow } from './rules.ts'

/** The audience of a stored broadcast in words: the author's, or for an old one the name of its kind. */
export function audienceName(voice: Voice, broadcast: Pick<Broadcast, 'audience' | 'audienceText'>): string {
  return broadcast.audienceText ?? voice.label(kindKey[audienceOf(broadcast).kind])
}

/** What stands below a broadcast that asks for it; 0: below a preview. */
export function readKeyboard(voice: Voice, id: bigint) {
  return { inline_keyboard: [[readButton.with(voice.label('broadcasts:read'), { id })]] }
}

/** The question before an announcement goes out: to how many, and how long it takes. */
export function confirmView(turn: Turn, audience: string, number: Size): Html {
  const { voice, settings } = turn
  const quiet = quietNow(turn.now, settings)
  return turn.t('broadcasts:askConfirm', {
    audience,
    count: number.reachable,
    lost: number.lost > 0 ? turn.label('broadcasts:lost', { count: number.lost }) : '',
    duration: durationText(voice, number.reachable, settings.sendRate),
    quiet: quiet
      ? turn.label('broadcasts:quiet', { from: minuteTime(voice, quiet.from), to: minuteTime(voice, quiet.to) })
      : '',
  })
}

/** The progress message of a broadcast that is being sent, as parameters of a message. */
export function progressView(voice: Voice, settings: Settings, broadcast: Broadcast, fates: Fates, now: Date) {
  const done = percent(broadcast.total, fates.left)
  return parameters({
    text: voice.t('broadcasts:progress', {
      number: String(broadcast.id),
      audience: audienceName(voice, broadcast),
      bar: bar(done),
      percent: done,
      ...fates,
      remaining: fates.left === 0 ? '' : remainingText(voice, settings, broadcast, fates, now),
    }),
  })
}

/** What became of a broadcast, as parameters of a message. */
export function summaryView(voice: Voice, broadcast: Broadcast, fates: Fates, now: Date) {
  return parameters({
    text: voice.t('broadcasts:summary', {
      number: String(broadcast.id),
      audience: audienceName(voice, broadcast),
      count: broadcast.total,
      sent: fates.sent,
      unreachable: fates.unreachable,
      failed: fates.failed,
      created: broadcast.createdAt,
      finished: now,
    }),
  })
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

function remainingText(voice: Voice, settings: Settings, broadcast: Broadcast, fates: Fates, now: Date): string {
  const { quietHours, timeZone } = settings
  if (broadcast.keepsQuiet && quietHours !== null && isQuiet(now, timeZone, quietHours))
    return voice.label('broadcasts:waiting', { time: clockTime(voice, quietEnd(now, timeZone, quietHours), timeZone) })
  return voice.label('broadcasts:remaining', { duration: durationText(voice, fates.left, settings.sendRate) })
}

function durationText(voice: Voice, messages: number, rate: number): string {
  const { unit, count } = duration(messages, rate)
  return voice.label(`broadcasts:${unit}`, { count })
}

/** A number of minutes after midnight as a time of day. */
const minuteTime = (voice: Voice, minutes: number) => clockTime(voice, new Date(minutes * 60_000), 'UTC')
