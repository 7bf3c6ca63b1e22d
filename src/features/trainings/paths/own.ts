import type { EnrolmentState } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import { Audience, isSelected } from '../../../shared/audiences/audience.ts'
import type { Scope } from '../../../shared/audiences/audience.ts'
import { beginsAt } from '../../../shared/trainings/trainings.ts'
import { fold } from '../folding.ts'

/** A step of somebody's path. */
export interface OwnStep {
  place: number
  label: string
  isRequired: boolean
  /** The training by which it is done; null: it is not. */
  done: { title: string; at: Date; certificate: string | null } | null
  /** Trainings that teach it and that they can still enrol for, or have a place in; first those for which they have enrolled. */
  offers: Offer[]
}

/** A training that is open, and how far somebody's enrolment for it has got; null: they are not known there. */
interface Offer {
  id: bigint
  title: string
  own: EnrolmentState | null
}

/** The path of somebody's position. */
export interface OwnPath {
  /** As the roster writes it; null: it names none. */
  position: string | null
  steps: OwnStep[]
}

/** How far somebody is on the path of their position, and what comes next; null: they are no employee. */
export async function pathOf(db: Db, telegramId: bigint, scope: Scope, now: Date): Promise<OwnPath | null> {
  const entry = await db.rosterEntry.findFirst({
    where: { leftAt: null, person: { telegramId } },
    select: { position: true, personId: true },
  })
  if (entry === null || entry.personId === null) return null
  const { position, personId } = entry
  const steps =
    position === null
      ? []
      : await db.careerStep.findMany({ where: { position: fold(position) }, orderBy: { place: 'asc' } })
  if (steps.length === 0) return { position, steps: [] }
  const attended = await attendedOf(db, personId)
  const offered = await offersFor(db, { telegramId, personId }, scope, now)
  return {
    position,
    steps: steps.map(({ place, label, isRequired, competence }) => ({
      place,
      label,
      isRequired,
      done: attended.find(({ teaches }) => teaches.includes(competence)) ?? null,
      offers: offered
        .filter(({ teaches }) => teaches.includes(competence))
        .map(({ id, title, own }) => ({ id, title, own })),
    })),
  }
}

/** What somebody attended, the latest first. */
async function attendedOf(db: Db, personId: bigint) {
  const found = await db.training.findMany({
    where: { sessions: { some: { attendances: { some: { personId } } } } },
    select: {
      title: true,
      competence: true,
      sessions: { where: { attendances: { some: { personId } } }, select: { endsAt: true } },
      enrolments: { where: { personId }, select: { certificate: true } },
    },
  })
  return found
    .map(({ title, competence, sessions, enrolments }) => ({
      title,
      teaches: taughtBy({ title, competence }),
      at: new Date(Math.max(...sessions.map(({ endsAt }) => endsAt.getTime()))),
      certificate: enrolments[0]?.certificate ?? null,
    }))
    .toSorted((a, b) => b.at.getTime() - a.at.getTime())
}

/** Trainings that somebody can enrol for or has a place in: first those for which they have enrolled, then the next one. */
async function offersFor(
  db: Db,
  { telegramId, personId }: { telegramId: bigint; personId: bigint },
  scope: Scope,
  now: Date,
) {
  const open = await db.training.findMany({
    where: { state: 'open' },
    select: {
      id: true,
      title: true,
      competence: true,
      audience: true,
      sessions: { select: { startsAt: true } },
      enrolments: { where: { personId }, select: { state: true, wasInvited: true } },
    },
  })
  const audiences = open.map(({ audience }) => Audience.parse(audience))
  const selected = await isSelected(db, telegramId, audiences, scope)
  return open
    .map(({ id, title, competence, enrolments: [own], sessions }, index) => ({
      id,
      title,
      own: own?.state ?? null,
      canEnrol: own?.wasInvited === true || selected[index] === true,
      teaches: taughtBy({ title, competence }),
      begins: beginsAt({ sessions }),
    }))
    .filter(({ own, canEnrol, begins }) => {
      if (own === 'enrolled' || own === 'confirmed') return true
      return begins > now && own !== 'refused' && (hasEnrolled(own) || canEnrol)
    })
    .toSorted(
      (a, b) => Number(hasEnrolled(b.own)) - Number(hasEnrolled(a.own)) || a.begins.getTime() - b.begins.getTime(),
    )
}

/** Whether somebody has a place, or waits for one or for their head. */
function hasEnrolled(own: EnrolmentState | null): boolean {
  return own !== null && own !== 'invited' && own !== 'declined' && own !== 'refused'
}

function taughtBy({ title, competence }: { title: string; competence: string | null }): string[] {
  return [fold(title), ...(competence === null ? [] : [fold(competence)])]
}
