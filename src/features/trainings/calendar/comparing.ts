import { dayIn } from '../../../platform/calendar.ts'
import type { Db } from '../../../platform/database/database.ts'
import { openUnits, ruleOf } from '../../../shared/audiences/writtenUnits.ts'
import type { FindUnit } from '../../../shared/audiences/writtenUnits.ts'
import { whole } from '../../../shared/trainings/trainings.ts'
import type { Whole } from '../../../shared/trainings/trainings.ts'
import { differences, isMovedPast } from '../enrolling/changing.ts'
import type { Difference, Meeting, Wanted } from '../enrolling/changing.ts'
import type { Fault, WrittenTraining } from './written.ts'

/** What a calendar makes of one training. */
export interface Change {
  uid: string
  wanted: Wanted
  /** As it is; undefined: it is new. */
  before: Whole | undefined
  differences: Difference[]
}

/** What a calendar makes of the trainings there are. */
export interface Changes {
  added: Change[]
  changed: Change[]
  same: Change[]
  /** Held or cancelled: they stay as they are. */
  past: Change[]
}

/** What a calendar would change; undefined: a unit that it names is gone. */
export async function compareTrainings(db: Db, written: WrittenTraining[]): Promise<Changes | undefined> {
  const find = await openUnits(db)
  const known = await db.training.findMany({ where: { uid: { in: written.map(({ uid }) => uid) } }, include: whole })
  const byUid = new Map(known.map((training) => [training.uid, training]))
  const changes: Changes = { added: [], changed: [], same: [], past: [] }
  for (const one of written) {
    const wanted = wantedOf(one, find)
    if (wanted === undefined) return undefined
    const before = byUid.get(one.uid)
    const change = {
      uid: one.uid,
      wanted,
      before,
      differences: before === undefined ? [] : differences(before, wanted),
    }
    if (before === undefined) changes.added.push(change)
    else if (change.differences.length === 0) changes.same.push(change)
    else if (before.state === 'held' || before.state === 'cancelled') changes.past.push(change)
    else changes.changed.push(change)
  }
  return changes
}

/** Whether a calendar changes nothing. */
export function isSame({ added, changed }: Changes): boolean {
  return added.length + changed.length === 0
}

/** The faults of a calendar that only the database can tell: units that are not there, or that several are called. */
export async function unknownUnits(db: Db, written: WrittenTraining[]): Promise<Fault[]> {
  const find = await openUnits(db)
  return written.flatMap(({ audience, audienceLine: line }) =>
    audience.kind === 'units'
      ? audience.units.flatMap((unit): Fault[] => {
          const found = find(unit)
          if (typeof found === 'bigint') return []
          const reason = found === 'ambiguous' ? 'unitAmbiguous' : 'unitUnknown'
          return [{ line, column: 'audience', reason, value: unit, other: '' }]
        })
      : [],
  )
}

/** Trainings that would be over as soon as the calendar is applied: new ones, and those that it moves there. */
export async function pastTrainings(db: Db, written: WrittenTraining[], timeZone: string, now: Date): Promise<Fault[]> {
  const known = await db.training.findMany({ where: { uid: { in: written.map(({ uid }) => uid) } }, include: whole })
  const byUid = new Map(known.map((training) => [training.uid, training]))
  return written.flatMap(({ uid, line, sessions }): Fault[] => {
    const meetings = meetingsOf(sessions)
    const before = byUid.get(uid)
    const isOver = before?.state === 'held' || before?.state === 'cancelled'
    if (isOver || !isMovedPast(before ?? { sessions: [] }, meetings, now)) return []
    const last = meetings.at(-1)?.startsAt ?? now
    const reason = before?.state === 'open' ? 'movedPast' : 'allPast'
    return [{ line, column: 'start', reason, value: '', other: dayIn(last, timeZone).toString() }]
  })
}

function wantedOf(written: WrittenTraining, find: FindUnit): Wanted | undefined {
  const { title, provider, description, contact, materials, competence, seats, needsApproval, invites } = written
  const audience = ruleOf(written.audience, find)
  if (audience === undefined) return undefined
  return {
    title,
    provider,
    description,
    contact,
    materials,
    competence,
    seats,
    needsApproval,
    invites,
    audience,
    sessions: meetingsOf(written.sessions),
  }
}

function meetingsOf(sessions: WrittenTraining['sessions']): Meeting[] {
  return sessions.map(({ startsAt, endsAt, place }) => ({
    startsAt: new Date(startsAt),
    endsAt: new Date(endsAt),
    place,
  }))
}
