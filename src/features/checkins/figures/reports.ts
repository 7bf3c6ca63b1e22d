import type { Db } from '../../../platform/database/database.ts'
import type { Settings } from '../../../platform/work.ts'
import { Definition } from '../../../shared/questionnaires/definition.ts'
import type { Bilingual } from '../../../shared/questionnaires/definition.ts'
import { unitFigures } from '../../../shared/questionnaires/published.ts'
import type { Place } from '../../../shared/units/overseeing.ts'
import { lineRoles, scaleOf } from '../scales.ts'
import type { LineRole, Scale } from '../scales.ts'

/** A check-in that comes back, as somebody looks at it. */
export interface Report {
  place: Place
  /** null: none was ever asked. */
  asked: { id: bigint; title: Bilingual } | null
  /** Others that can be looked at. */
  others: { id: bigint; title: Bilingual }[]
  /** When the last round opened of which anything is published; null: nothing is. */
  lastAt: Date | null
  /** All together first, where all may be seen; then each unit of which something is published. */
  units: UnitFigure[]
}

/** What is published of a unit with its sub-units. */
export interface UnitFigure {
  unit: { id: bigint; name: string; depth: number } | null
  /** Of the last round; null: of this unit nothing of it is. */
  last: { people: number; help: { share: number; step: number } | null } | null
  lines: Record<LineRole, MeanLine | null>
}

/** Means of the rounds, the oldest first; those on another scale than the last one are left out. */
export interface MeanLine extends Scale {
  means: { at: Date; mean: number }[]
}

/** So many rounds are looked back. */
const most = 8

/** What is published of check-ins at a place; `asked` 0: of the one that was asked last. */
export async function reportOf(db: Db, place: Place, asked: bigint, settings: Settings): Promise<Report> {
  const offered = await offeredIn(db)
  const chosen = offered.find(({ id }) => id === asked) ?? offered[0]
  if (chosen === undefined) return { place, asked: null, others: [], lastAt: null, units: [] }
  const rounds = await db.round.findMany({
    where: { state: { in: ['open', 'closed'] }, version: { questionnaireId: chosen.id }, tallies: { some: {} } },
    orderBy: [{ opensAt: 'desc' }, { id: 'desc' }],
    take: most,
    select: { id: true, isAnonymous: true, opensAt: true, version: { select: { definition: true } } },
  })
  const seen: Seen[] = []
  for (const { version, opensAt, ...round } of rounds.toReversed()) {
    const definition = Definition.parse(version.definition)
    const figures = await unitFigures(db, round, definition, place.scope, settings)
    if (figures.length > 0) seen.push({ at: opensAt, definition, figures })
  }
  return {
    place,
    asked: chosen,
    others: offered.filter(({ id }) => id !== chosen.id),
    lastAt: seen.at(-1)?.at ?? null,
    units: unitsIn(seen),
  }
}

/** Every check-in that was asked, the one asked last first. */
async function offeredIn(db: Db): Promise<{ id: bigint; title: Bilingual }[]> {
  const rows = await db.$queryRaw<{ id: bigint; definition: unknown }[]>`
    SELECT questionnaire.id, newest.definition FROM questionnaire CROSS JOIN LATERAL (
      SELECT version.definition, round.opens_at FROM questionnaire_version version
      JOIN round ON round.version_id = version.id AND round.state IN ('open', 'closed')
      WHERE version.questionnaire_id = questionnaire.id ORDER BY round.opens_at DESC, round.id DESC LIMIT 1
    ) newest
    WHERE questionnaire.use = 'checkin' ORDER BY newest.opens_at DESC, questionnaire.id DESC`
  return rows.map(({ id, definition }) => ({ id, title: Definition.parse(definition).title }))
}

/** A round of which something may be seen. */
interface Seen {
  at: Date
  definition: Definition
  figures: Awaited<ReturnType<typeof unitFigures>>
}

/** Every unit of which any of the rounds shows something, in the order of the last round that does. */
function unitsIn(seen: Seen[]): UnitFigure[] {
  const units = new Map<bigint | null, UnitFigure['unit']>()
  for (const { figures } of seen.toReversed()) for (const { unit } of figures) units.set(unit?.id ?? null, unit)
  return [...units].map(([id, unit]) => {
    const found = seen.flatMap(({ at, definition, figures }) => {
      const figure = figures.find((one) => (one.unit?.id ?? null) === id)
      return figure === undefined ? [] : [{ at, definition, figure }]
    })
    const [mood, progress] = lineRoles.map((role) => meansOf(found, role))
    return { unit, last: lastOf(found, seen.at(-1)?.at), lines: { mood: mood ?? null, progress: progress ?? null } }
  })
}

type Found = { at: Date; definition: Definition; figure: Seen['figures'][number] }[]

function lastOf(found: Found, at: Date | undefined): UnitFigure['last'] {
  const last = found.at(-1)
  if (last === undefined || last.at !== at) return null
  const { definition, figure } = last
  const key = definition.questions.find(({ role }) => role === 'help')?.key
  return { people: figure.people, help: (key === undefined ? undefined : figure.shares.get(key)?.get('yes')) ?? null }
}

function meansOf(found: Found, role: LineRole): MeanLine | null {
  const all = found.flatMap(({ at, definition, figure }) => {
    const question = definition.questions.find((one) => one.role === role)
    const rounded = question && figure.means.get(question.key)
    return question === undefined || rounded === undefined ? [] : [{ at, mean: rounded.mean, ...scaleOf(question) }]
  })
  const last = all.at(-1)
  if (last === undefined) return null
  const { least, most: highest } = last
  const means = all.filter((one) => one.least === least && one.most === highest).map(({ at, mean }) => ({ at, mean }))
  return { least, most: highest, means }
}
