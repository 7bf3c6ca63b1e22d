import { isQuiet } from '../../platform/outbox/quietHours.ts'
import type { QuietHours } from '../../platform/outbox/quietHours.ts'
import type { Settings } from '../../platform/work.ts'

/** So many milliseconds later is late. */
const late = 5 * 60_000

/** The quiet hours, when it is now one of them in the city's zone; null otherwise. */
export function quietNow(now: Date, { quietHours, timeZone }: Settings): QuietHours | null {
  return quietHours !== null && isQuiet(now, timeZone, quietHours) ? quietHours : null
}

/** How long `count` messages take at `rate` a second: a number of the unit in which people would say it, rounded up. */
export function duration(count: number, rate: number): { unit: 'seconds' | 'minutes' | 'hours'; count: number } {
  const seconds = Math.max(1, Math.ceil(count / rate))
  if (seconds < 60) return { unit: 'seconds', count: seconds }
  if (seconds < 3600) return { unit: 'minutes', count: Math.ceil(seconds / 60) }
  return { unit: 'hours', count: Math.ceil(seconds / 3600) }
}

/** How far a broadcast has got, in whole percent: 100 only when nothing is left. */
export function percent(total: number, left: number): number {
  return left === 0 ? 100 : Math.min(99, Math.floor((100 * (total - left)) / Math.max(1, total)))
}

/** How many of all, in whole percent. */
export function share(some: number, all: number): number {
  return all === 0 ? 0 : Math.round((100 * some) / all)
}

/** Whether something that had a time was begun noticeably after it. */
export function isLate(due: Date | null, started: Date | null): boolean {
  return due !== null && started !== null && started.getTime() - due.getTime() >= late
}

/** A progress bar of ten squares. */
export function bar(done: number): string {
  const full = Math.floor(done / 10)
  return '▰'.repeat(full) + '▱'.repeat(10 - full)
}

/** So much of a text as fits into a line, cut between words. */
export function firstWords(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  const characters = Array.from(line)
  if (characters.length <= 60) return line
  const cut = characters.slice(0, 58).join('')
  return `${cut.includes(' ') ? cut.slice(0, cut.lastIndexOf(' ')) : cut} …`
}
