import type { Prisma, Round } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { Settings } from '../../../platform/work.ts'
import { Bilingual, Definition } from '../../../shared/questionnaires/definition.ts'
import { spreadsOf } from '../../../shared/questionnaires/distribution.ts'
import type { Spread } from '../../../shared/questionnaires/distribution.ts'
import { unitFigures } from '../../../shared/questionnaires/published.ts'
import type { UnitFigures } from '../../../shared/questionnaires/published.ts'
import { pastFigures } from '../../../shared/questionnaires/trend.ts'
import type { PastFigures } from '../../../shared/questionnaires/trend.ts'
import { locatedUnits } from '../../../shared/units/located.ts'
import type { Place } from '../../../shared/units/overseeing.ts'

/** A round that results are of, with its questions. */
export interface AskedRound extends Pick<
  Round,
  'id' | 'state' | 'isAnonymous' | 'isPublic' | 'opensAt' | 'closesAt' | 'seriesId'
> {
  version: { questionnaireId: bigint }
  audience: Bilingual
  definition: Definition
}

/** What somebody may see of a round at a place. */
export interface Results {
  round: AskedRound
  place: Place
  /** Of the place itself; null: nothing is published of it, or it is several units of a head. */
  own: UnitFigures | null
  /** Of the units in it. */
  units: UnitFigures[]
  /** How everyone's answers spread, of a closed round as a whole. */
  spreads: { people: number; spreads: Spread[] } | null
  /** Who is asked there, and how many of them have finished; null: they are too few to be counted. */
  counts: { invited: number; finished: number } | null
  /** Of this round and those before it, the oldest first. */
  past: PastFigures[]
  /** Those before and after it of the same questionnaire. */
  older: bigint | null
  newer: bigint | null
}

/** So many rounds are looked back. */
const mostPast = 8

/** A questionnaire of which a round was opened. */
export interface Asked {
  id: bigint
  title: Bilingual
  rounds: number
}

/** Every questionnaire of which a round was opened, the one asked last first. */
export async function listAsked(db: Db): Promise<Asked[]> {
  const rows = await db.$queryRaw<{ id: bigint; title: unknown; rounds: number }[]>`
    SELECT questionnaire.id, newest.definition->'title' AS title, newest.rounds::int
    FROM questionnaire CROSS JOIN LATERAL (
      SELECT version.definition, round.opens_at, count(*) OVER () AS rounds FROM questionnaire_version version
      JOIN round ON round.version_id = version.id AND round.state IN ('open', 'closed')
      WHERE version.questionnaire_id = questionnaire.id ORDER BY round.opens_at DESC, round.id DESC LIMIT 1
    ) newest
    ORDER BY newest.opens_at DESC, questionnaire.id DESC`
  return rows.map(({ title, ...row }) => ({ ...row, title: Bilingual.parse(title) }))
}

/** The last round of a questionnaire that was opened. Refused when there is none. */
export async function lastRoundOf(db: Db, questionnaireId: bigint): Promise<bigint> {
  const round = await db.round.findFirst({
    where: { version: { questionnaireId }, state: { in: ['open', 'closed'] } },
    orderBy: [{ opensAt: 'desc' }, { id: 'desc' }],
    select: { id: true },
  })
  if (round === null) throw new Refusal('questionnaires:gone')
  return round.id
}

/** A round that was opened. Refused when there is none. */
export async function askedRound(db: Db, id: bigint): Promise<AskedRound> {
  const found = await db.round.findUnique({
    where: { id, state: { in: ['open', 'closed'] } },
    include: { version: { select: { questionnaireId: true, definition: true } } },
  })
  if (found === null) throw new Refusal('questionnaires:gone')
  const { version, audienceText, ...round } = found
  return {
    ...round,
    version,
    audience: Bilingual.parse(audienceText),
    definition: Definition.parse(version.definition),
  }
}

/** What may be seen of a round at a place. In a transaction, for the spread of a closed round is released at the first look. */
export async function resultsOf(tx: Db, id: bigint, place: Place, settings: Settings, now: Date): Promise<Results> {
  const round = await askedRound(tx, id)
  const { definition, version, opensAt } = round
  const unit = place.unit?.id ?? null
  const isPlace = place.isAll || unit !== null
  const figures = await unitFigures(tx, round, definition, place.scope, settings)
  const isOwn = (one: UnitFigures) => isPlace && (one.unit?.id ?? null) === unit
  const around: Prisma.RoundWhereInput = {
    version: { questionnaireId: version.questionnaireId },
    state: { in: ['open', 'closed'] },
  }
  const older = await tx.round.findFirst({
    where: { ...around, OR: [{ opensAt: { lt: opensAt } }, { opensAt, id: { lt: id } }] },
    orderBy: [{ opensAt: 'desc' }, { id: 'desc' }],
    select: { id: true },
  })
  const newer = await tx.round.findFirst({
    where: { ...around, OR: [{ opensAt: { gt: opensAt } }, { opensAt, id: { gt: id } }] },
    orderBy: [{ opensAt: 'asc' }, { id: 'asc' }],
    select: { id: true },
  })
  return {
    round,
    place,
    own: figures.find(isOwn) ?? null,
    units: figures.filter((one) => !isOwn(one) && one.unit !== null),
    spreads: place.isAll && unit === null ? await spreadsOf(tx, round, definition, settings, now) : null,
    counts: await countsOf(tx, id, place.scope, settings),
    past: isPlace ? await pastFigures(tx, round, unit, settings, mostPast) : [],
    older: older?.id ?? null,
    newer: newer?.id ?? null,
  }
}

/** How many are asked in these units with their sub-units, and how many of them have finished. */
export async function countsOf(
  db: Db,
  roundId: bigint,
  scope: bigint[] | null,
  { minGroup }: Pick<Settings, 'minGroup'>,
): Promise<Results['counts']> {
  const [row] = await db.$queryRaw<{ invited: number; finished: number }[]>`
    WITH RECURSIVE ${locatedUnits(scope)}
    SELECT count(*)::int AS invited, (count(*) FILTER (WHERE is_finished))::int AS finished
    FROM participation WHERE round_id = ${roundId}
      AND (${scope === null} OR unit_id IN (SELECT id FROM located WHERE inside))`
  return row === undefined || row.invited < minGroup ? null : row
}
