import { Temporal } from 'temporal-polyfill'
import { dayIn } from '../../../platform/calendar.ts'
import type { Header } from '../../../platform/sheets/header.ts'
import { clean } from '../../../platform/sheets/lines.ts'
import type { Cell, Line } from '../../../platform/sheets/lines.ts'
import { columns } from './columns.ts'
import type { Column } from './columns.ts'
import { concluded, noteFaults, takeAudience, takeText } from './drafting.ts'
import type { Found, Note } from './drafting.ts'
import { readMoment, readSeats, readYesNo, zoneIn } from './fields.ts'
import type { Field } from './fields.ts'
import type { Reading } from './written.ts'

/** Of which every row of a training says the same, or nothing. */
const shared = columns.filter((column) => !['code', 'start', 'end', 'place'].includes(column))

/** Trainings of the rows of a table; rows with the same code are sessions of one. */
export function readRows(lines: Line[], { places }: Header<Column>, timeZone: string): Reading {
  const { faults, note } = noteFaults()
  const found = new Map<string, { training: Found; texts: Map<Column, string> }>()
  for (const { number: line, cells } of lines) {
    const cellOf = (column: Column): Cell => {
      const place = places[column]
      return place === undefined ? '' : (cells[place] ?? '')
    }
    const textOf = (column: Column) => takeText(line, column, clean(cellOf(column)), note)
    for (const column of columns) {
      const cell = cellOf(column)
      if (typeof cell === 'object') note(line, column, 'cellFault', cell.fault)
    }
    const uid = textOf('code')
    if (uid === '') {
      note(line, 'code', 'empty', '')
      continue
    }
    const known = found.get(uid)
    if (known !== undefined) compareTexts(known, textOf, line, note)
    const { training } = known ?? begin(uid, line, cellOf, textOf, note)
    if (known === undefined) {
      const texts = new Map(shared.map((column) => [column, textOf(column)]))
      found.set(uid, { training, texts })
    }
    const session = takeSession(line, cellOf, timeZone, note)
    if (session === undefined) continue
    const place = textOf('place') || (training.sessions[0]?.place ?? '')
    if (place === '') note(line, 'place', 'empty', '')
    training.sessions.push({ ...session, place, line })
  }
  const trainings = [...found.values()].flatMap(({ training }) => concluded(training, note) ?? [])
  return { kind: 'list', trainings, faults: faults.toSorted((one, other) => one.line - other.line) }
}

function begin(
  uid: string,
  line: number,
  cellOf: (column: Column) => Cell,
  textOf: (column: Column) => string,
  note: Note,
): { training: Found } {
  const take = <Value>(column: Column, field: Field<Value>, otherwise: Value): Value => {
    if ('value' in field) return field.value
    note(line, column, field.reason, clean(cellOf(column)), field.other)
    return otherwise
  }
  const title = textOf('title')
  if (title === '') note(line, 'title', 'empty', '')
  return {
    training: {
      uid,
      line,
      title,
      provider: textOf('provider'),
      description: textOf('description'),
      contact: textOf('contact'),
      materials: textOf('materials'),
      competence: textOf('competence') || null,
      seats: take('seats', readSeats(cellOf('seats')), null),
      audience: takeAudience(line, textOf('audience'), note),
      audienceLine: line,
      needsApproval: take('approval', readYesNo(cellOf('approval'), false), false),
      invites: take('invites', readYesNo(cellOf('invites'), true), true),
      sessions: [],
    },
  }
}

/** A later row of a training repeats what the first says, or leaves it out. */
function compareTexts(
  { training, texts }: { training: Found; texts: Map<Column, string> },
  textOf: (column: Column) => string,
  line: number,
  note: Note,
) {
  for (const column of shared) {
    const text = textOf(column)
    if (text !== '' && text !== texts.get(column)) note(line, column, 'differs', text, String(training.line))
  }
}

function takeSession(line: number, cellOf: (column: Column) => Cell, timeZone: string, note: Note) {
  const take = (column: Column, field: Field<Date>): Date | undefined => {
    if ('value' in field) return field.value
    note(line, column, field.reason, clean(cellOf(column)), field.other)
    return undefined
  }
  const startsAt = take('start', readMoment(cellOf('start'), timeZone))
  // An end that names no zone, or no day, has those of the beginning.
  const zone = zoneIn(cellOf('start')) ?? timeZone
  const day = startsAt === undefined ? Temporal.PlainDate.from('2000-01-01') : dayIn(startsAt, zone)
  const endsAt = take('end', readMoment(cellOf('end'), zone, day))
  if (startsAt === undefined || endsAt === undefined) return undefined
  return { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() }
}
