import type { Temporal } from 'temporal-polyfill'
import ICAL from 'ical.js'
import { concluded, noteFaults, takeAudience, takeText } from './drafting.ts'
import type { Found, FoundSession, Note } from './drafting.ts'
import { columns } from './columns.ts'
import type { Column } from './columns.ts'
import { readSeats, readYesNo } from './fields.ts'
import type { Field } from './fields.ts'
import { eventTimes } from './icsTimes.ts'
import type { Places } from './icsTimes.ts'
import { eventLines } from './icsLines.ts'
import type { EventLines } from './icsLines.ts'
import { readableLines } from './icsReadable.ts'
import type { Reading } from './written.ts'

/** By what several events of a calendar are known as sessions of one training. */
export const groupName = 'x-rembuk-training'
/** What calendars have no name for. */
const ownNames = {
  seats: 'x-rembuk-seats',
  audience: 'x-rembuk-audience',
  invites: 'x-rembuk-invites',
  approval: 'x-rembuk-approval',
} as const

/** Which property of an event holds a column. */
const propertyOf: Record<Column, string> = {
  ...ownNames,
  code: 'uid',
  title: 'summary',
  provider: 'organizer',
  start: 'dtstart',
  end: 'dtend',
  place: 'location',
  competence: 'categories',
  materials: 'attach',
  contact: 'contact',
  description: 'description',
}

/** What else a property of an event tells of. */
const columnOf = new Map<string, Column>([
  ...columns.map((column): [string, Column] => [propertyOf[column], column]),
  [groupName, 'code'],
  ['rrule', 'start'],
  ['rdate', 'start'],
  ['exdate', 'start'],
  ['recurrence-id', 'start'],
  ['duration', 'end'],
  ['url', 'place'],
  // What was not folded is mostly a long text.
  ['', 'description'],
])

/** Trainings of a calendar's events: one of each, or one of all that bear the same group; undefined: it is no calendar. */
export function readEvents(text: string, around: Places): Reading | undefined {
  const readable = readableLines(text)
  const events = parse(readable.text)
  if (events === undefined) return undefined
  const { faults, note } = noteFaults()
  const broken = new Set<number | undefined>()
  for (const { line, name, reason, value, event } of readable.unread) {
    const column = event === undefined ? 'start' : columnOf.get(name)
    // Such as when it was written: nothing is read of it.
    if (column === undefined) continue
    note(line, column, reason, value, name.toUpperCase())
    broken.add(event)
  }
  const lines = eventLines(text)
  const found = new Map<string, Found>()
  for (const [index, event] of events.entries()) {
    if (broken.has(index)) continue
    const place = lines[index] ?? { line: 1, of: new Map<string, number>() }
    const uid = textIn(event, groupName) || textIn(event, 'uid')
    if (uid === '') note(place.line, 'code', 'empty', '')
    else {
      const known = found.get(uid)
      const training = known ?? begin(uid, event, place, note)
      found.set(uid, training)
      training.sessions.push(...sessionsOf(event, place, around, note))
    }
  }
  const trainings = [...found.values()].flatMap((training) => concluded(training, note) ?? [])
  return { kind: 'list', trainings, faults: faults.toSorted((one, other) => one.line - other.line) }
}

function parse(text: string): ICAL.Component[] | undefined {
  try {
    const parsed: unknown = ICAL.parse(text)
    // A file may hold several calendars.
    const calendars = Array.isArray(parsed) && typeof parsed[0] === 'string' ? [parsed] : parsed
    if (!Array.isArray(calendars)) return undefined
    return calendars.flatMap((one: unknown[]) => new ICAL.Component(one).getAllSubcomponents('vevent'))
  } catch {
    return undefined
  }
}

function begin(uid: string, event: ICAL.Component, place: EventLines, note: Note): Found {
  const lineOf = (column: Column) => place.of.get(propertyOf[column]) ?? place.line
  const textOf = (column: Column) => {
    const text = textsIn(event, propertyOf[column]).join(column === 'materials' ? ' ' : ', ')
    return takeText(lineOf(column), column, text, note)
  }
  const take = <Value>(column: Column, field: Field<Value>, otherwise: Value): Value => {
    if ('value' in field) return field.value
    note(lineOf(column), column, field.reason, textOf(column), field.other)
    return otherwise
  }
  const title = textOf('title')
  if (title === '') note(lineOf('title'), 'title', 'empty', '')
  return {
    uid: takeText(place.line, 'code', uid, note),
    line: place.line,
    title,
    provider: takeText(lineOf('provider'), 'provider', organizerOf(event), note),
    description: textOf('description'),
    contact: textOf('contact'),
    materials: textOf('materials'),
    competence: textOf('competence') || null,
    seats: take('seats', readSeats(textOf('seats')), null),
    audience: takeAudience(lineOf('audience'), textOf('audience'), note),
    audienceLine: lineOf('audience'),
    needsApproval: take('approval', readYesNo(textOf('approval'), false), false),
    invites: take('invites', readYesNo(textOf('invites'), true), true),
    sessions: [],
  }
}

function sessionsOf(event: ICAL.Component, place: EventLines, around: Places, note: Note): FoundSession[] {
  const line = place.of.get('dtstart') ?? place.line
  const times = eventTimes(event, around)
  if ('reason' in times) {
    const which = times.property === 'dtend' ? 'end' : 'start'
    note(place.of.get(times.property) ?? line, which, times.reason, times.value, times.other)
    return []
  }
  const column = 'place'
  const where = takeText(
    place.of.get('location') ?? line,
    column,
    textIn(event, 'location') || textIn(event, 'url'),
    note,
  )
  if (where === '') note(place.line, column, 'empty', '')
  return times.spans.map(({ from, to }) => ({ startsAt: iso(from), endsAt: iso(to), place: where, line }))
}

const iso = (at: Temporal.Instant) => new Date(at.epochMilliseconds).toISOString()

/** Who holds it, by name, else by address. */
function organizerOf(event: ICAL.Component): string {
  const name: unknown = event.getFirstProperty('organizer')?.getParameter('cn')
  return (typeof name === 'string' ? name : textIn(event, 'organizer').replace(/^mailto:/i, '')).trim()
}

function textIn(event: ICAL.Component, name: string): string {
  return textsIn(event, name)[0] ?? ''
}

function textsIn(event: ICAL.Component, name: string): string[] {
  const values: unknown[] = event.getAllProperties(name).flatMap((property): unknown[] => property.getValues())
  return values.flatMap((value) => {
    // PostgreSQL takes no zero characters in text, and nobody can read the other control characters.
    const text = typeof value === 'string' ? value.replaceAll(/[^\P{Cc}\n]/gu, '').trim() : ''
    return text === '' ? [] : [text]
  })
}
