/** The hours of a day without unprompted messages, in minutes after midnight; `from` > `to` crosses midnight. */
export interface QuietHours {
  from: number
  to: number
}

/** Whether `now` lies in the quiet hours of an IANA zone: from the first minute on, until before the last. */
export function isQuiet(now: Date, zone: string, quietHours: QuietHours | null): boolean {
  if (quietHours === null) return false
  const { from, to } = quietHours
  const minute = minuteOfDay(now, zone)
  return from <= to ? from <= minute && minute < to : from <= minute || minute < to
}

/** When the quiet hours around `now` end: the first instant that is not quiet, also in a night with a change of the clocks. */
export function quietEnd(now: Date, zone: string, quietHours: QuietHours): Date {
  if (!isQuiet(now, zone, quietHours)) return now
  const start = Math.floor(now.getTime() / minuteLength) * minuteLength
  const left = (quietHours.to - minuteOfDay(now, zone) + day) % day
  // Where clocks change in between, the guess is off by the change: then the neighbouring minutes are tried one by one.
  const guess = new Date(start + left * minuteLength)
  if (minuteOfDay(guess, zone) === quietHours.to) return guess
  for (let at = start + minuteLength; ; at += minuteLength) {
    const instant = new Date(at)
    if (!isQuiet(instant, zone, quietHours)) return instant
  }
}

const day = 24 * 60
const minuteLength = 60_000
const formats = new Map<string, Intl.DateTimeFormat>()

function minuteOfDay(instant: Date, zone: string): number {
  let format = formats.get(zone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en', { timeZone: zone, hour: 'numeric', minute: 'numeric', hourCycle: 'h23' })
    formats.set(zone, format)
  }
  const parts = format.formatToParts(instant)
  const part = (type: string) => Number(parts.find((p) => p.type === type)?.value)
  return part('hour') * 60 + part('minute')
}
