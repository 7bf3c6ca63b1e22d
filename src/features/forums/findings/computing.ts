import type { Forum } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import { analyseInThread } from '../opinion/analysing.ts'
import type { Opinion } from '../opinion/analysis.ts'
import { SnapshotInput } from './snapshots.ts'
import type { Columns, Places, Snapshot, StoredOpinion } from './snapshots.ts'
import { endOfLog, readLog } from './voteLog.ts'
import type { LogEnd, VoteLog } from './voteLog.ts'

/** What a computation gives: what is stored of it, and who is grouped by it for the first time. */
export interface Computed {
  voters: number
  input: SnapshotInput
  opinion: StoredOpinion
  places: Places
  admitted: string[]
}

/** Seeds are below this; a forum has one, so that what is clear of its groups does not come and go by chance. */
const seeds = 2_147_483_647n

/** Computes a forum's groups from the votes up to an end, carrying on from what was computed before. */
export async function compute(
  db: Db,
  { id }: Pick<Forum, 'id'>,
  { watermark, votes }: LogEnd,
  columns: Columns,
  before: Pick<Snapshot, 'opinion'> | null,
  signal: AbortSignal,
): Promise<Computed> {
  const log = await readLog(db, id, watermark, columns)
  const earlier = before && { ...before.opinion.adopted, isIn: log.isGrouped.join('') }
  const input = { ...columns, votes, seed: Number(id % seeds), earlier }
  return run(log, input, signal)
}

/** Computes a snapshot anew from the votes up to its watermark. Throws when they are not those that it was made of. */
export async function recompute(db: Db, snapshotId: bigint, signal: AbortSignal): Promise<Computed> {
  const { forumId, watermark, ...row } = await db.forumSnapshot.findUniqueOrThrow({
    where: { id: snapshotId },
    select: { forumId: true, watermark: true, input: true },
  })
  const input = SnapshotInput.parse(row.input)
  const { votes } = await endOfLog(db, forumId, watermark)
  if (votes !== input.votes) throw new Error(`Snapshot ${snapshotId} was made of ${input.votes} votes, not of ${votes}`)
  return run(await readLog(db, forumId, watermark, input), input, signal)
}

async function run(log: VoteLog, input: SnapshotInput, signal: AbortSignal): Promise<Computed> {
  const { columns, hidden, meta, seed, earlier } = input
  const found = await analyseInThread(
    {
      participants: log.participants.length,
      statements: columns.length,
      votes: log.votes,
      hidden: Uint8Array.from(hidden),
      meta: Uint8Array.from(meta),
      earlier: earlier && { ...earlier, isIn: Uint8Array.from(earlier.isIn, Number) },
      seed,
    },
    signal,
  )
  return {
    voters: log.participants.length,
    input,
    opinion: compact(found, columns),
    places: placesOf(found, log.participants),
    admitted: log.participants.filter((_, i) => found.isGrouped[i] === 1 && earlier?.isIn[i] !== '1'),
  }
}

function compact(found: Opinion, columns: number[]): StoredOpinion {
  const { k, isClear, unclear, stability, silhouettes, groups, everyone, majority } = found
  const numberOf = ({ statement }: { statement: number }) => columns[statement] ?? 0
  const tally = ({ agrees, disagrees, votes }: Opinion['everyone']) => ({
    agrees: [...agrees],
    disagrees: [...disagrees],
    votes: [...votes],
  })
  return {
    columns,
    k,
    isClear,
    unclear,
    stability: stability && {
      ari: stability.ari,
      isStable: stability.isStable,
      silhouette: stability.silhouette,
      threshold: stability.threshold,
      isAboveChance: stability.isAboveChance,
    },
    silhouettes,
    adopted: { k: found.earlier.k, candidate: found.earlier.candidate, wins: found.earlier.wins },
    grouped: found.isGrouped.reduce((sum, one) => sum + one, 0),
    everyone: tally(everyone),
    groups: groups.map((group) => ({
      ...tally(group),
      size: group.size,
      representative: group.representative.map((one) => ({
        statement: numberOf(one),
        side: one.side,
        isBestAgree: one.isBestAgree,
        probability: one.probability,
        probabilityTest: one.probabilityTest,
        representativeness: one.representativeness,
        representativenessTest: one.representativenessTest,
      })),
    })),
    majority: { agree: majority.agree.map(numberOf), disagree: majority.disagree.map(numberOf) },
    consensus: [...found.consensus],
    agreement: [...found.agreement],
    extremity: [...found.extremity],
    priorities: Object.fromEntries(columns.map((number, column) => [number, found.priority[column] ?? 1])),
  }
}

function placesOf({ coordinates, group }: Opinion, participants: string[]): Places {
  const short = (value = 0) => Math.round(value * 1e4) / 1e4
  return Object.fromEntries(
    participants.map((id, i) => [id, [short(coordinates[2 * i]), short(coordinates[2 * i + 1]), group[i] ?? -1]]),
  )
}
