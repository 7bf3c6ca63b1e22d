import { randomUUID } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import type { TrainingState } from '../../../generated/prisma/client.ts'
import { dayIn } from '../../../platform/calendar.ts'
import type { Db } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { Language } from '../../../platform/texts.ts'
import type { Settings } from '../../../platform/work.ts'
import { Bilingual, said } from '../../../shared/questionnaires/definition.ts'
import { makeTraining } from '../enrolling/changing.ts'
import type { Around } from '../enrolling/telling.ts'
import { readEffect } from '../figures/effects.ts'
import type { NoEffect } from '../figures/effects.ts'
import { funnelOf } from '../figures/funnels.ts'
import type { Effect } from '../figures/scores.ts'

/** What people of a unit said they need. */
export interface Need {
  id: bigint
  title: Bilingual
  /** null: of all units together. */
  unit: { id: bigint; name: string } | null
  askedUntil: Date
}

/** A need in a list, with how many trainings it was turned into. */
export interface ListedNeed extends Need {
  trainings: number
}

/** What came of a need. */
export interface Outcome {
  id: bigint
  title: string
  state: TrainingState
  attended: number
  effect: Effect | NoEffect
}

const perPage = 8
/** A draft made of a need stands so many days ahead, until its planner says when it is. */
const ahead = 30

/** A page of what units need: the newest survey first, all units before single ones. */
export async function listNeeds(db: Db, page: number): Promise<{ rows: ListedNeed[]; pages: number }> {
  const all = await db.trainingNeed.count()
  const order = await db.$queryRaw<{ id: bigint }[]>`
    SELECT need.id FROM training_need need LEFT JOIN unit ON unit.id = need.unit_id
    ORDER BY need.round_id DESC, unit.name NULLS FIRST, need.id LIMIT ${perPage} OFFSET ${perPage * page}`
  const found = await db.trainingNeed.findMany({
    where: { id: { in: order.map(({ id }) => id) } },
    include: { ...around, _count: { select: { trainings: true } } },
  })
  const rows = order.flatMap(({ id }) =>
    found
      .filter((row) => row.id === id)
      .map(({ _count: counts, ...row }) => ({ ...needOf(row), trainings: counts.trainings })),
  )
  return { rows, pages: Math.max(1, Math.ceil(all / perPage)) }
}

/** A need; refused when there is none. */
export async function findNeed(db: Db, id: bigint): Promise<Need> {
  const found = await db.trainingNeed.findUnique({ where: { id }, include: around })
  if (found === null) throw new Refusal('trainings:needGone')
  return needOf(found)
}

/** The trainings that were made of a need, who attended them, and what they changed. */
export async function outcomesOf(db: Db, needId: bigint, settings: Pick<Settings, 'minGroup'>): Promise<Outcome[]> {
  const trainings = await db.training.findMany({ where: { needId }, orderBy: { id: 'asc' } })
  const outcomes: Outcome[] = []
  for (const { id, title, state } of trainings) {
    const { attended } = await funnelOf(db, id, null, settings.minGroup)
    outcomes.push({ id, title, state, attended, effect: await readEffect(db, id, 'after', settings) })
  }
  return outcomes
}

/**
 * Makes a draft of a training of a need, for the people of its unit; when and where it is, is left to its planner. Refused
 * while there is one already.
 */
export async function turnNeed(
  tx: Db,
  { needId, authorId, language }: { needId: bigint; authorId: bigint; language: Language },
  within: Around,
  now: Date,
): Promise<bigint> {
  await tx.$queryRaw`SELECT id FROM training_need WHERE id = ${needId} FOR UPDATE`
  const need = await findNeed(tx, needId)
  const turned = await tx.training.count({ where: { needId, state: { in: ['draft', 'open'] } } })
  if (turned > 0) throw new Refusal('trainings:needTurned')
  const title = said(need.title, language)
  const { timeZone } = within.settings
  const wanted = {
    title,
    provider: '',
    description: '',
    contact: '',
    materials: '',
    competence: title,
    seats: null,
    needsApproval: false,
    invites: true,
    audience:
      need.unit === null ? { kind: 'employees' as const } : { kind: 'units' as const, units: [String(need.unit.id)] },
    sessions: [{ ...provisional(now, timeZone), place: within.voiceIn(language).label('trainings:placeOpen') }],
  }
  return makeTraining(tx, { uid: randomUUID(), wanted, authorId, needId }, within, now)
}

/** A Monday morning far enough ahead. */
function provisional(now: Date, timeZone: string): { startsAt: Date; endsAt: Date } {
  const day = dayIn(now, timeZone).add({ days: ahead })
  const monday = day.add({ days: (8 - day.dayOfWeek) % 7 })
  const at = (hour: number) =>
    new Date(monday.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from({ hour }) }).epochMilliseconds)
  return { startsAt: at(9), endsAt: at(12) }
}

const around = {
  unit: { select: { id: true, name: true } },
  round: { select: { closesAt: true } },
} as const

function needOf({
  id,
  title,
  unit,
  round,
}: {
  id: bigint
  title: unknown
  unit: Need['unit']
  round: { closesAt: Date }
}): Need {
  return { id, title: Bilingual.parse(title), unit, askedUntil: round.closesAt }
}
