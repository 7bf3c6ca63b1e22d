import type { ForumModeration, StatementState } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import type { Votes } from '../opinion/matrix.ts'
import type { Columns } from './snapshots.ts'

/** How far the log of votes has got. */
export interface LogEnd {
  /** The id of the last vote; 0: there is none. */
  watermark: bigint
  /** How many rows there are until then. */
  votes: number
}

/** The votes up to a watermark, by participants in the order of their random ids, which tells nothing and stays. */
export interface VoteLog {
  participants: string[]
  /** Who has been grouped by now. */
  isGrouped: Uint8Array
  votes: Votes
}

/** How far a forum's votes have got, or those up to a vote. */
export async function endOfLog(db: Db, forumId: bigint, until?: bigint): Promise<LogEnd> {
  const [row] = await db.$queryRaw<LogEnd[]>`
    SELECT coalesce(max(id), 0) AS watermark, count(*)::int AS votes
    FROM forum_vote WHERE forum_id = ${forumId} AND (${until ?? null}::bigint IS NULL OR id <= ${until ?? null}::bigint)`
  return row ?? { watermark: 0n, votes: 0 }
}

/**
 * Which statements are columns: those that people are asked, and those on which somebody voted. Votes on a merged one
 * count for the one into which it was merged.
 */
export async function readColumns(
  db: Db,
  { id: forumId, moderation }: { id: bigint; moderation: ForumModeration },
  watermark: bigint,
): Promise<Columns> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT statement.id, number, state::text, is_meta AS "isMeta", merged_into_id AS "mergedIntoId", EXISTS (
      SELECT 1 FROM forum_vote WHERE statement_id = statement.id AND forum_vote.id <= ${watermark}) AS "isVotedOn"
    FROM forum_statement statement WHERE forum_id = ${forumId} ORDER BY number`
  const byId = new Map(rows.map((row) => [row.id, row]))
  const merged = rows.flatMap((row): [number, number][] => {
    const target = targetOf(row, byId)
    return target === row || !row.isVotedOn ? [] : [[row.number, target.number]]
  })
  const filled = new Set(merged.map(([, target]) => target))
  const chosen = rows.filter(
    (row) => row.state !== 'merged' && (isAsked(row, moderation) || row.isVotedOn || filled.has(row.number)),
  )
  return {
    columns: chosen.map(({ number }) => number),
    hidden: chosen.map((row) => (row.isMeta || !isAsked(row, moderation) ? 1 : 0)),
    meta: chosen.map(({ isMeta }) => (isMeta ? 1 : 0)),
    merged,
  }
}

/** Whether people are asked about a statement. */
function isAsked({ state }: { state: StatementState }, moderation: ForumModeration): boolean {
  return state === 'accepted' || (state === 'waiting' && moderation === 'after')
}

/**
 * Reads the votes up to a watermark in one statement. A vote on a merged statement stands before those on the one into
 * which it was merged, for who voted on that one, too, has said what they think of it; of several such the later counts.
 */
export async function readLog(
  db: Db,
  forumId: bigint,
  watermark: bigint,
  { columns, merged }: Columns,
): Promise<VoteLog> {
  const at = new Map(columns.map((number, column) => [number, column]))
  const places = [
    ...columns.map((number, column) => ({ number, column, direct: 1 })),
    ...merged.map(([number, target]) => ({ number, column: at.get(target) ?? 0, direct: 0 })),
  ]
  // A vote as one number: the column times 4, and the value from 0 to 2.
  const rows = await db.$queryRaw<{ id: string; isGrouped: boolean; votes: string }[]>`
    SELECT participant.id::text, participant.is_grouped AS "isGrouped",
      string_agg((place.col * 4 + vote.value + 1)::text, ',' ORDER BY place.direct, vote.id) AS votes
    FROM forum_vote vote
    JOIN forum_statement statement ON statement.id = vote.statement_id
    JOIN unnest(${places.map(({ number }) => number)}::int[], ${places.map(({ column }) => column)}::int[],
      ${places.map(({ direct }) => direct)}::int[]) AS place (number, col, direct) ON place.number = statement.number
    JOIN forum_participant participant ON participant.id = vote.participant_id
    WHERE vote.forum_id = ${forumId} AND vote.id <= ${watermark}
    GROUP BY participant.id ORDER BY participant.id`
  const lists = rows.map(({ votes }) => votes.split(','))
  const length = lists.reduce((sum, list) => sum + list.length, 0)
  const votes = {
    participant: new Int32Array(length),
    statement: new Int32Array(length),
    value: new Int8Array(length),
  }
  let filled = 0
  for (const [who, list] of lists.entries())
    for (const written of list) {
      const packed = Number(written)
      votes.participant[filled] = who
      votes.statement[filled] = packed >> 2
      votes.value[filled] = (packed & 3) - 1
      filled += 1
    }
  return {
    participants: rows.map(({ id }) => id),
    isGrouped: Uint8Array.from(rows, ({ isGrouped }) => (isGrouped ? 1 : 0)),
    votes,
  }
}

interface Row {
  id: bigint
  number: number
  state: StatementState
  isMeta: boolean
  mergedIntoId: bigint | null
  isVotedOn: boolean
}

/** The statement for which votes on this one count; merged ones may lead to merged ones. */
function targetOf(row: Row, byId: Map<bigint, Row>): Row {
  const seen = new Set<bigint>()
  let target = row
  while (target.state === 'merged' && target.mergedIntoId !== null && !seen.has(target.id)) {
    seen.add(target.id)
    target = byId.get(target.mergedIntoId) ?? target
  }
  return target
}
