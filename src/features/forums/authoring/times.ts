import type { Turn } from '../../../platform/inbox/turn.ts'
import { readMoment, writeMoment } from '../../../platform/moments.ts'
import type { Reading } from '../../../platform/moments.ts'
import { Refusal } from '../../../platform/refusal.ts'

const longestSaid = 60
const day = 86_400_000
const minute = 60_000
const year = 366

/** A moment in words, or in how many days or weeks from now it is: "5 hari", "dalam 2 minggu", "in 3 days". */
export function readForumTime(text: string, now: Date, timeZone: string): Reading {
  const [, count, unit = ''] =
    /^\s*(?:dalam|in)?\s*(\d{1,3})\s*(hari|minggu|pekan|days?|weeks?)(?:\s+lagi)?\s*$/i.exec(text) ?? []
  if (count === undefined) return readMoment(text, now, timeZone)
  const days = Number(count) * (/^(?:hari|day)/i.test(unit) ? 1 : 7)
  const at = new Date(Math.floor((now.getTime() + days * day) / minute) * minute)
  return { kind: days === 0 ? 'past' : days > year ? 'far' : 'moment', at }
}

/** Such a moment as ISO text; a refusal says what was understood. */
export function readTime({ now, settings, voice }: Turn, { text = '' }: { text?: string }): string {
  const reading = readForumTime(text, now, settings.timeZone)
  if (reading.kind === 'moment') return reading.at.toISOString()
  if ('at' in reading) {
    const moment = writeMoment(reading.at, settings.timeZone, voice.language)
    throw new Refusal(reading.kind === 'far' ? 'forums:timeFar' : 'forums:timeWrong', { moment })
  }
  const said = text.slice(0, longestSaid)
  throw new Refusal(reading.kind === 'noTime' ? 'forums:timeNoHour' : 'forums:timeUnknown', { said })
}
