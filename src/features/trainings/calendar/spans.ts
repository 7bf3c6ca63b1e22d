import type { Message } from '@grammyjs/types'
import { z } from 'zod'
import { dayIn } from '../../../platform/calendar.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { readMoment, writeMoment } from '../../../platform/moments.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { readMoment as readPlain } from './fields.ts'

/** When a session is, in ISO. */
export const Span = z.object({
  startsAt: z.iso.datetime().transform(String),
  endsAt: z.iso.datetime().transform(String),
})
export type Span = z.infer<typeof Span>

const range =
  /^(.*?)(\d{1,2}[.:]\d{2})\s*(?:-|–|—|sampai|hingga|s\.? ?[/.]? ?d\.?|to|until)\s*(\d{1,2}[.:]\d{2})(.*)$/is

/**
 * Reads when a session is as people write it, with the time at which it ends: "3 Maret 2027 09.00-12.00", "next Friday 9:00 to
 * 12:00". A refusal says what was understood.
 */
export function readSpan({ now, settings, voice }: Turn, { text = '' }: Message): Span {
  const [, before = '', from = '', until = '', after = ''] = range.exec(text.trim()) ?? []
  if (from === '') throw new Refusal('trainings:spanUnknown')
  const reading = readMoment(`${before}${from}${after}`, now, settings.timeZone)
  const moment = 'at' in reading ? writeMoment(reading.at, settings.timeZone, voice.language) : ''
  if (reading.kind === 'past') throw new Refusal('trainings:spanPast', { moment })
  if (reading.kind === 'otherDay') throw new Refusal('trainings:spanOtherDay', { moment })
  if (!('at' in reading)) throw new Refusal('trainings:spanUnknown')
  const zone = /\b(wib|wita|wit)\b/i.exec(after)?.[0] ?? ''
  const end = readPlain(`${until} ${zone}`.trim(), settings.timeZone, dayIn(reading.at, settings.timeZone))
  if (!('value' in end)) throw new Refusal('trainings:spanUnknown')
  if (end.value <= reading.at) throw new Refusal('trainings:spanBackwards')
  return { startsAt: reading.at.toISOString(), endsAt: end.value.toISOString() }
}
