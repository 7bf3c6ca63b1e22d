import { randomUUID } from 'node:crypto'
import type { Prisma, Round } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import { storable } from '../../platform/database/json.ts'
import { emit } from '../../platform/events/events.ts'
import { withdrawKeys } from '../../platform/outbox/holding.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Settings } from '../../platform/work.ts'
import { batchesOf } from '../results/batches.ts'
import type { Batch, Waiting } from '../results/batches.ts'
import { Answers, scoreOf } from './answers.ts'
import { responded } from './events.ts'
import { messageKeys } from './opening.ts'
import { definitionOf } from './versions.ts'

type Rules = Pick<Settings, 'minGroup' | 'sealing'>

/**
 * Takes somebody's answers in an open round, once. Of a named round they become a response that bears the name; of an
 * anonymous one they go, sealed, into a pool that nothing links with who answered. What of the round can be published
 * then, is. Refused when the round is closed or they have answered. Wake
 * `eventsChannel` and `withheldChannel` after the commit.
 */
export async function sendAnswers(
  tx: Db,
  round: Pick<Round, 'id' | 'versionId' | 'isAnonymous'>,
  personId: bigint,
  answers: Answers,
  rules: Rules,
  now: Date,
): Promise<void> {
  const { unitId } = await finish(tx, round.id, personId, now)
  await withdrawKeys(tx, messageKeys(round.id, personId), now)
  if (round.isAnonymous) {
    const { sealing } = rules
    if (sealing === null) throw new Refusal('questionnaires:noAnonymity')
    const sealed = sealing.seal(padded(JSON.stringify(answers)))
    await lockUnit(tx, round.id, unitId)
    await tx.pooledAnswers.create({ data: { id: randomUUID(), roundId: round.id, unitId, sealed } })
  } else {
    const score = scoreOf(await definitionOf(tx, round.versionId), answers)
    const { id } = await tx.response.create({
      data: {
        roundId: round.id,
        personId,
        unitId,
        answers,
        points: score?.points ?? null,
        mostPoints: score?.most ?? null,
        sentAt: now,
      },
      select: { id: true },
    })
    for (const [key, answer] of Object.entries(answers))
      if (typeof answer === 'object' && 'file' in answer)
        await tx.responseFile.create({ data: { responseId: id, key, fileId: BigInt(answer.file) } })
    await emit(tx, responded, { response: String(id) }, now)
    await lockUnit(tx, round.id, unitId)
  }
  const people = await waitingUnder(tx, round, unitId)
  const tally = await tx.roundTally.findFirst({ where: { roundId: round.id, unitId }, select: { people: true } })
  const among = { above: () => null, k: rules.minGroup, isLast: false }
  for (const batch of batchesOf([{ unit: unitId, people }], () => tally?.people ?? 0, among))
    await publishBatch(tx, round, batch, rules)
}

/** Publishes what may be of a round that is being closed; a remainder under k stays hidden, of an anonymous one sealed. */
export async function publishRest(tx: Db, round: Pick<Round, 'id' | 'isAnonymous'>, rules: Rules): Promise<void> {
  const rows = round.isAnonymous
    ? await tx.pooledAnswers.groupBy({ by: ['unitId'], where: { roundId: round.id }, _count: true })
    : await tx.response.groupBy({ by: ['unitId'], where: { roundId: round.id, isPublished: false }, _count: true })
  const waiting: Waiting[] = rows.map(({ unitId, _count }) => ({ unit: unitId, people: _count }))
  const units = await tx.unit.findMany({ select: { id: true, parentId: true } })
  const parents = new Map(units.map(({ id, parentId }) => [id, parentId]))
  const above = (unit: bigint) => parents.get(unit) ?? null
  const batches = batchesOf(waiting, () => 0, { above, k: rules.minGroup, isLast: true })
  for (const batch of batches) await publishBatch(tx, round, batch, rules)
}

/** Notes that somebody has finished, and under which unit they count. */
async function finish(tx: Db, roundId: bigint, personId: bigint, now: Date) {
  const [round] = await tx.$queryRaw<{ state: string; closesAt: Date }[]>`
    SELECT state::text, closes_at AS "closesAt" FROM round WHERE id = ${roundId} FOR SHARE`
  if (round?.state !== 'open' || round.closesAt <= now) throw new Refusal('questionnaires:closed')
  const [finished] = await tx.participation.updateManyAndReturn({
    where: { roundId, personId, isFinished: false },
    data: { isFinished: true },
    select: { unitId: true },
  })
  if (finished !== undefined) return finished
  const isAsked = (await tx.participation.count({ where: { roundId, personId } })) > 0
  throw new Refusal(isAsked ? 'questionnaires:answeredAlready' : 'questionnaires:notAsked')
}

/** Nobody else publishes what waits under this unit until the transaction ends. */
async function lockUnit(tx: Db, roundId: bigint, unitId: bigint | null) {
  await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${`round:${roundId}:${unitId ?? ''}`}, 0))`
}

function waitingUnder(tx: Db, { id: roundId, isAnonymous }: Pick<Round, 'id' | 'isAnonymous'>, unitId: bigint | null) {
  if (isAnonymous) return tx.pooledAnswers.count({ where: { roundId, unitId } })
  return tx.response.count({ where: { roundId, unitId, isPublished: false } })
}

async function publishBatch(tx: Db, round: Pick<Round, 'id' | 'isAnonymous'>, batch: Batch, rules: Rules) {
  const { id: roundId, isAnonymous } = round
  const from = batch.from.filter((unit) => unit !== null)
  const isFrom = { OR: [{ unitId: { in: from } }, ...(batch.from.includes(null) ? [{ unitId: null }] : [])] }
  if (isAnonymous) {
    await scatter(tx, roundId, batch.to, isFrom, rules)
    await shuffleFinished(tx, roundId, batch.from)
  } else
    await tx.response.updateMany({
      where: { roundId, isPublished: false, ...isFrom },
      data: { isPublished: true, unitId: batch.to },
    })
  await tx.$executeRaw`
    INSERT INTO round_tally (round_id, unit_id, people) VALUES (${roundId}, ${batch.to}, ${batch.people})
    ON CONFLICT (round_id, unit_id) DO UPDATE SET people = round_tally.people + EXCLUDED.people`
}

/**
 * Moves answers out of the pool: each by itself, in no order, among those that are there already, which are written anew
 * with other numbers. So neither a row's place in the table nor its number tells which of them came together, or when.
 */
async function scatter(
  tx: Db,
  roundId: bigint,
  to: bigint | null,
  isFrom: Prisma.PooledAnswersWhereInput,
  { sealing }: Rules,
) {
  if (sealing === null) throw new Refusal('questionnaires:noAnonymity')
  const pooled = await tx.pooledAnswers.findMany({ where: { roundId, ...isFrom } })
  await tx.pooledAnswers.deleteMany({ where: { id: { in: pooled.map(({ id }) => id) } } })
  const fresh = pooled.flatMap(({ sealed }) =>
    Object.entries(Answers.parse(JSON.parse(sealing.unseal(sealed).trimEnd()))).map(([key, value]) => ({ key, value })),
  )
  const before = await tx.$queryRaw<{ key: string; value: unknown }[]>`
    DELETE FROM anonymous_answer WHERE round_id = ${roundId} AND unit_id IS NOT DISTINCT FROM ${to} RETURNING key, value`
  const rows = [...before, ...fresh]
    .map(({ key, value }) => ({ id: randomUUID(), key, value }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
  await tx.$executeRaw`
    INSERT INTO anonymous_answer (id, round_id, unit_id, key, value)
    SELECT id, ${roundId}, ${to}, key, value
    FROM json_to_recordset(${storable(rows)}::json) AS one (id uuid, key text, value jsonb) ORDER BY id`
}

/** Writes those who have finished anew, in no order: just the rows that it takes away, for others may finish meanwhile. */
async function shuffleFinished(tx: Db, roundId: bigint, from: (bigint | null)[]) {
  const units = `{${from.filter((unit) => unit !== null).join(',')}}`
  const finished = await tx.$queryRaw<{ personId: bigint; unitId: bigint | null }[]>`
    DELETE FROM participation
    WHERE round_id = ${roundId} AND is_finished
      AND (unit_id = ANY(${units}::bigint[]) OR (unit_id IS NULL AND ${from.includes(null)}))
    RETURNING person_id AS "personId", unit_id AS "unitId"`
  const shuffled = finished
    .map((one) => ({ one, place: randomUUID() }))
    .toSorted((a, b) => (a.place < b.place ? -1 : 1))
  await tx.participation.createMany({ data: shuffled.map(({ one }) => ({ ...one, roundId, isFinished: true })) })
}

/** Of a few lengths only, so that it tells little. */
function padded(text: string): string {
  return text.padEnd(Math.ceil(text.length / 512) * 512)
}
