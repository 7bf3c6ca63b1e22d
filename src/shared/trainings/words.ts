import { dayOf } from '../../platform/calendar.ts'
import { writeDay, zoneName } from '../../platform/moments.ts'
import type { Voice } from '../../platform/texts.ts'

/** When something takes place: "Senin, 1 Maret 2027, 09.00–12.00 WIB". */
export function spanWords(voice: Voice, span: { startsAt: Date; endsAt: Date }, timeZone: string): string {
  const { startsAt, endsAt } = span
  const [day, lastDay] = [dayOf(startsAt, timeZone), dayOf(endsAt, timeZone)]
  const values = {
    day: writeDay(day, voice.language),
    from: timeWords(voice, startsAt, timeZone),
    until: timeWords(voice, endsAt, timeZone),
    zone: zoneName(startsAt, timeZone),
  }
  if (day === lastDay) return voice.label('trainings:span', values)
  return voice.label('trainings:longSpan', { ...values, lastDay: writeDay(lastDay, voice.language) })
}

/** A time of day: "09.00" in Indonesian, "09:00" in English. */
function timeWords({ language }: Voice, at: Date, timeZone: string): string {
  const locale = language === 'id' ? 'id-ID' : 'en-GB'
  return new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).format(at)
}
