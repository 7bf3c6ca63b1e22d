import { Temporal } from 'temporal-polyfill'
import { dayIn } from '../../../platform/calendar.ts'
import type { Voice } from '../../../platform/texts.ts'

/** A moment by which something is to be done, in a few words: "hari ini 14.00", "lewat 2 hari". */
export function dueWords(voice: Voice, due: Date, now: Date, timeZone: string): string {
  const days = dayIn(now, timeZone).until(dayIn(due, timeZone), { largestUnit: 'day' }).days
  const time = timeText(voice, due, timeZone)
  if (due <= now) return days === 0 ? voice.label('suggestions:deskLateToday', { time }) : lateText(voice, -days)
  if (days === 0) return voice.label('suggestions:deskToday', { time })
  if (days === 1) return voice.label('suggestions:deskTomorrow', { time })
  return voice.label('suggestions:deskOn', { day: dayText(voice, due, timeZone), time })
}

const lateText = (voice: Voice, count: number) => voice.label('suggestions:deskLateDays', { count })

/** "14.00" in Indonesian, "14:00" in English. */
function timeText({ language }: Voice, at: Date, timeZone: string): string {
  const { hour, minute } = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone)
  return [hour, minute].map((part) => String(part).padStart(2, '0')).join(language === 'id' ? '.' : ':')
}

/** "Sen, 30 Nov". */
function dayText({ language }: Voice, at: Date, timeZone: string): string {
  const locale = language === 'id' ? 'id-ID' : 'en-GB'
  const parts = { weekday: 'short', day: 'numeric', month: 'short', timeZone } as const
  return new Intl.DateTimeFormat(locale, parts).format(at)
}
