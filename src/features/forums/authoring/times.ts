import type { Turn } from '../../../platform/inbox/turn.ts'
import { readMoment, writeMoment } from '../../../platform/moments.ts'
import { Refusal } from '../../../platform/refusal.ts'

const longestSaid = 60

/** A moment in words as ISO text; a refusal says what was understood. */
export function readTime({ now, settings, voice }: Turn, { text = '' }: { text?: string }): string {
  const reading = readMoment(text, now, settings.timeZone)
  if (reading.kind === 'moment') return reading.at.toISOString()
  if ('at' in reading)
    throw new Refusal('forums:timeWrong', { moment: writeMoment(reading.at, settings.timeZone, voice.language) })
  throw new Refusal('forums:timeUnknown', { said: text.slice(0, longestSaid) })
}
