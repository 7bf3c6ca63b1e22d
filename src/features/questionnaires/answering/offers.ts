import { dayIn } from '../../../platform/calendar.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import type { Question } from '../../../shared/questionnaires/definition.ts'
import { inRows, labelled, tapsOf } from '../../../shared/questionnaires/taps.ts'
import type { Given } from './flow.ts'

/** A button below a question; with what it says, or where it leads instead. */
export interface Offer {
  /** At most 16 characters; what begins with "-" is no option's key. */
  id: string
  label: string
  pinned: boolean
  given?: Given
  /** The same question is asked again. */
  stays?: boolean
  /** The step that it leads to. */
  next?: string
}

/** The answers to a question that need no typing, in rows; what was said to it before is marked. */
export function offersOf(turn: Turn, question: Question, given: Given | undefined): Offer[][] {
  const kept = keepRows(turn, question, given)
  const taps = tapsOf(turn.voice, question).map((row) =>
    row.map(({ id, label, answer }) => ({
      id,
      label: isSame(answer, given) ? marked(label) : label,
      pinned: id === '-na',
      given: answer,
    })),
  )
  if (question.kind === 'several') return [...toggles(turn, question, given), ...taps]
  if (question.kind === 'date') return [days(turn), ...taps, ...kept]
  return [...taps, ...kept]
}

/** Each option is taken and given back by its button; "Selesai" ends it. */
function toggles(turn: Turn, { options = [] }: Question, given: Given | undefined): Offer[][] {
  const chosen = Array.isArray(given) ? given : []
  const rows = inRows(
    labelled(options, turn.voice.language).map(({ key, label }) => ({
      id: key,
      label,
      pinned: false,
      given: chosen.includes(key) ? chosen.filter((one) => one !== key) : [...chosen, key],
      stays: true,
    })),
  ).map((row) =>
    row.map((offer) => ({ ...offer, label: chosen.includes(offer.id) ? marked(offer.label) : offer.label })),
  )
  if (chosen.length === 0) return rows
  return [...rows, [{ id: '-done', label: turn.label('questionnaires:chosenAll'), pinned: true, given: chosen }]]
}

function days({ now, settings, label }: Turn): Offer[] {
  const today = dayIn(now, settings.timeZone)
  const yesterday = today.subtract({ days: 1 })
  return [
    { id: '-today', label: label('questionnaires:today'), pinned: false, given: today.toString() },
    { id: '-before', label: label('questionnaires:yesterday'), pinned: false, given: yesterday.toString() },
  ]
}

/** What was typed before is not typed again only because one has come back to it. */
function keepRows(turn: Turn, { kind }: Question, given: Given | undefined): Offer[][] {
  const isTyped = kind === 'text' || kind === 'longtext' || kind === 'number' || kind === 'date' || kind === 'file'
  if (!isTyped || given === undefined) return []
  if (typeof given === 'object' && !('fileId' in given)) return []
  return [[{ id: '-keep', label: turn.label('questionnaires:keep'), pinned: false, given }]]
}

function marked(label: string): string {
  return `✓ ${label}`
}

function isSame(one: Given, other: Given | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
