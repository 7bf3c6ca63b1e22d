import type { Round } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import type { Settings } from '../../platform/work.ts'
import { Definition } from './definition.ts'
import type { Question } from './definition.ts'
import { unitFigures } from './published.ts'
import type { UnitFigures } from './published.ts'

/** What is published of a unit in one round. */
export interface PastFigures {
  roundId: bigint
  at: Date
  definition: Definition
  figures: UnitFigures
}

/**
 * What is published of a unit (null: of all together) in a round and in those before it of the same series, or else of the
 * same questionnaire: of at most `most` rounds, the oldest first; those in which nothing is published of it are left out.
 */
export async function pastFigures(
  db: Db,
  round: Pick<Round, 'id' | 'opensAt' | 'seriesId'> & { version: { questionnaireId: bigint } },
  unit: bigint | null,
  settings: Pick<Settings, 'minGroup'>,
  most: number,
): Promise<PastFigures[]> {
  const { opensAt, seriesId, version } = round
  const rounds = await db.round.findMany({
    where: {
      state: { in: ['open', 'closed'] },
      tallies: { some: {} },
      ...(seriesId === null ? { version: { questionnaireId: version.questionnaireId } } : { seriesId }),
      OR: [{ opensAt: { lt: opensAt } }, { opensAt, id: { lte: round.id } }],
    },
    orderBy: [{ opensAt: 'desc' }, { id: 'desc' }],
    take: most,
    select: { id: true, isAnonymous: true, opensAt: true, version: { select: { definition: true } } },
  })
  const past: PastFigures[] = []
  for (const one of rounds.toReversed()) {
    const definition = Definition.parse(one.version.definition)
    const found = await unitFigures(db, one, definition, unit === null ? null : [unit], settings)
    const figures = found.find((figure) => (figure.unit?.id ?? null) === unit)
    if (figures !== undefined) past.push({ roundId: one.id, at: one.opensAt, definition, figures })
  }
  return past
}

/** The means of a question in those rounds that asked it in the same way. */
export function meansIn(past: PastFigures[], question: Question): { at: Date; mean: number }[] {
  return past.flatMap(({ at, definition, figures }) => {
    const asked = definition.questions.find(({ key }) => key === question.key)
    const rounded = figures.means.get(question.key)
    return asked === undefined || rounded === undefined || waysOf(asked) !== waysOf(question)
      ? []
      : [{ at, mean: rounded.mean }]
  })
}

/** What has to be the same for two means to be compared. */
function waysOf({ kind, min, max, options = [] }: Question): string {
  return JSON.stringify([kind, min, max, options.map(({ key, value }) => [key, value])])
}
