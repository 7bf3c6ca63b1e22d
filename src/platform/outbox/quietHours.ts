/** The hours of a day without unprompted messages, in minutes after midnight; `from` > `to` crosses midnight. */
export interface QuietHours {
  from: number
  to: number
}

/** What Message.quiet says: whose hours hold a message back. */
export interface Quiet {
  /** IANA zone. */
  zone: string
  /** Of its own; undefined: the city's. */
  hours: QuietHours | undefined
}

/** Reads "21:00-06:00", from and to the minute; undefined: it is something else. */
export function readHours(text: string): QuietHours | undefined {
  const [, h = '', m = '', toH = '', toM = ''] =
    /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? []
  return h === '' ? undefined : { from: Number(h) * 60 + Number(m), to: Number(toH) * 60 + Number(toM) }
}

/** Writes hours as `readHours` reads them. */
export function writeHours({ from, to }: QuietHours): string {
  const time = (minutes: number) =>
    [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':')
  return `${time(from)}-${time(to)}`
}

/** Reads "Asia/Jakarta" or "Asia/Jakarta 20:00-07:00"; undefined: nobody can tell what it means. */
export function readQuiet(text: string): Quiet | undefined {
  const [zone = '', span, ...rest] = text.split(' ')
  const hours = span === undefined ? undefined : readHours(span)
  const isReadable = isZone(zone) && rest.length === 0 && (span === undefined || hours !== undefined)
  return isReadable ? { zone, hours } : undefined
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

function isZone(zone: string): boolean {
  try {
    minuteOfDay(new Date(0), zone)
    return true
  } catch {
    return false
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
