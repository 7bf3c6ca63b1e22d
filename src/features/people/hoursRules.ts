import { openScan, takeTime } from '../../platform/momentGrammar.ts'
import type { QuietHours } from '../../platform/outbox/quietHours.ts'

const day = 24 * 60
const between =
  /\s*(?:[-–—]|\bs\.?\s?\/?\s?d\b\.?|\bsampai(?:\s+dengan)?\b|\bhingga\b|\bke\b|\buntil\b|\btill?\b|\bto\b|\bdan\b|\band\b)\s*/
const midnight = /tengah malam|midnight/
/** Quiet hours are those of the place where somebody works, whatever they call them. */
const zone = /\bwi(?:b|ta|t)\b/
const before = /^\s*(?:dari|mulai|sejak|antara|from|between)\s+/

/**
 * Reads quiet hours as people write them, such as "21.30-05.00", "jam 9 malam sampai 5 pagi" or "9 pm to 5 am".
 * 'unclear': nobody can tell the morning from the evening; undefined: these are no hours.
 */
export function readTypedHours(text: string): QuietHours | 'unclear' | undefined {
  const [first = '', second, ...more] = text.toLowerCase().replace(before, '').split(between)
  if (second === undefined || more.length > 0) return undefined
  const [from, to] = [readTime(first), readTime(second)]
  if (from === undefined || to === undefined) return undefined
  // "9 sampai 5" may be day or night; after a sure beginning the end is the next such hour.
  if (!from.isSure) return 'unclear'
  const start = from.minutes
  const end = to.isSure ? to.minutes : nearest(start, to.minutes)
  return start === end ? undefined : { from: start, to: end }
}

function readTime(text: string) {
  const scan = openScan(text.replace(midnight, '00.00').replace(zone, ''))
  const time = takeTime(scan, true)
  if (time === undefined || time === 'wrong' || time.hour === undefined || !scan.isEmpty()) return undefined
  // With minutes, or with a leading zero, hours are counted to 24.
  const isSure = time.isCertain || /\d\s?[.:]\s?\d\d|\b0\d/.test(text) || midnight.test(text)
  return { minutes: (time.hour * 60 + time.minute) % day, isSure }
}

function nearest(start: number, minutes: number): number {
  const later = (minutes + day / 2) % day
  return (minutes - start + day) % day <= (later - start + day) % day ? minutes : later
}
