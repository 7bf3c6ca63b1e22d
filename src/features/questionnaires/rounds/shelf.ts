import type { Prisma, RoundSeries, RoundState } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { Definition } from '../../../shared/questionnaires/definition.ts'
import { readymadeKeys, readymadeOf } from '../../../shared/questionnaires/readymade.ts'

/** A questionnaire that rounds can be begun of. */
export interface Shelved {
  id: bigint
  versionId: bigint
  number: number
  definition: Definition
  isWithdrawn: boolean
}

/** A round as a list shows it. */
export interface RoundLine {
  id: bigint
  state: RoundState
  opensAt: Date
  closesAt: Date
  isAnonymous: boolean
}

/** A round with what its card says. */
export interface RoundCard extends RoundLine {
  isPublic: boolean
  audienceText: unknown
  reminders: number
  definition: Definition
  questionnaireId: bigint
  /** How many are asked, and how many of them have finished. */
  invited: number
  finished: number
}

const mostRounds = 5

/** A quiz is asked by its policy alone. */
const asked = { use: { not: 'quiz' }, versions: { some: {} } } satisfies Prisma.QuestionnaireWhereInput
const newest = { versions: { orderBy: { number: 'desc' }, take: 1 } } satisfies Prisma.QuestionnaireInclude

/** Every questionnaire but quizzes, those that are withdrawn last, the newest first. */
export async function listQuestionnaires(db: Db): Promise<Shelved[]> {
  const rows = await db.questionnaire.findMany({
    where: asked,
    orderBy: [{ withdrawnAt: { sort: 'desc', nulls: 'first' } }, { id: 'desc' }],
    include: newest,
  })
  return rows.flatMap(shelve)
}

/** Those that come with Rembuk and that nobody has used yet. */
export async function unusedReadymades(db: Db): Promise<Definition[]> {
  const used = await db.questionnaire.findMany({ where: { key: { in: [...readymadeKeys] } }, select: { key: true } })
  return Promise.all(readymadeKeys.filter((key) => !used.some((one) => one.key === key)).map(readymadeOf))
}

/** One of them. Refused when there is none. */
export async function questionnaireOf(db: Db, id: bigint): Promise<Shelved> {
  const row = await db.questionnaire.findFirst({ where: { ...asked, id }, include: newest })
  const [found] = row === null ? [] : shelve(row)
  if (found === undefined) throw new Refusal('questionnaires:gone')
  return found
}

/** Its rounds, the newest first, and the series that go on. */
export async function roundsOf(
  db: Db,
  questionnaireId: bigint,
  now: Date,
): Promise<{ rounds: RoundLine[]; series: RoundSeries[] }> {
  const rounds = await db.round.findMany({
    where: { version: { questionnaireId } },
    orderBy: { id: 'desc' },
    take: mostRounds,
    select: { id: true, state: true, opensAt: true, closesAt: true, isAnonymous: true },
  })
  const series = await db.roundSeries.findMany({ where: { questionnaireId, endedAt: null }, orderBy: { id: 'desc' } })
  return { rounds: rounds.map((round) => ({ ...round, state: stateAt(round, now) })), series }
}

/** A round with its counts, which say nothing of who. Refused when there is none. */
export async function cardOf(db: Db, id: bigint, now: Date): Promise<RoundCard> {
  const round = await db.round.findUnique({ where: { id }, include: { version: true } })
  if (round === null) throw new Refusal('questionnaires:gone')
  const invited = await db.participation.count({ where: { roundId: id } })
  const finished = await db.participation.count({ where: { roundId: id, isFinished: true } })
  const { version, ...rest } = round
  const { questionnaireId, definition } = version
  const state = stateAt(rest, now)
  return { ...rest, state, definition: Definition.parse(definition), questionnaireId, invited, finished }
}

/** One whose time has passed takes no more answers, also before the clock has closed it. */
function stateAt({ state, closesAt }: Pick<RoundLine, 'state' | 'closesAt'>, now: Date): RoundState {
  return state === 'open' && closesAt <= now ? 'closed' : state
}

function shelve({ id, withdrawnAt, versions }: Prisma.QuestionnaireGetPayload<{ include: typeof newest }>): Shelved[] {
  return versions.map(({ id: versionId, number, definition }) => ({
    id,
    versionId,
    number,
    definition: Definition.parse(definition),
    isWithdrawn: withdrawnAt !== null,
  }))
}
