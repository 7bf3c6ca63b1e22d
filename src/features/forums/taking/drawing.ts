import { randomInt } from 'node:crypto'
import { Prisma } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import type { Asked, Progress, Voter } from './asked.ts'

const fineness = 2 ** 47

/** What is put to somebody next; null: they have voted on all. */
export interface Drawn {
  next: Asked | null
  progress: Progress
}

/** The statement that is put to somebody next, and how far they are, in one query. */
export async function drawNext(tx: Db, { forumId, participantId }: Voter): Promise<Drawn> {
  const [row] = await tx.$queryRaw<DrawnRow[]>`
    WITH voter AS (SELECT ${participantId}::uuid AS id), cast_now AS (SELECT 0::bigint AS statement_id WHERE FALSE), ${drawing(forumId)}
    SELECT ${drawn} FROM (SELECT 1) one ${drawnJoins}`
  if (row === undefined) throw new Error('A query of one row gave none')
  return readDrawn(row)
}

/** A row of those columns. */
export type DrawnRow = Progress & { id: bigint | null; text: string; author: string | null }

/**
 * Draws with a probability proportional to the priority (Polis; 1 where none is known yet) among the statements that are asked
 * and on which `voter` has not voted, nor does so with `cast_now`.
 */
export function drawing(forumId: bigint): Prisma.Sql {
  const uniform = randomInt(fineness) / fineness
  return Prisma.sql`
    priority AS MATERIALIZED (
      SELECT key::int AS number, value::float8 AS weight FROM jsonb_each_text((
        SELECT opinion->'priorities' FROM forum_snapshot WHERE forum_id = ${forumId} ORDER BY id DESC LIMIT 1))
    ), asked AS (
      SELECT statement.id, coalesce(priority.weight, 1) AS weight,
        statement.id IN (
          SELECT statement_id FROM forum_vote WHERE participant_id = (SELECT id FROM voter)
          UNION ALL SELECT statement_id FROM cast_now) AS voted
      FROM forum_statement statement JOIN forum ON forum.id = statement.forum_id
      LEFT JOIN priority ON priority.number = statement.number
      WHERE statement.forum_id = ${forumId}
        AND (statement.state = 'accepted' OR (statement.state = 'waiting' AND forum.moderation = 'after'))
    ), open AS (
      SELECT id, sum(weight) OVER (ORDER BY id) AS upto, sum(weight) OVER () AS total FROM asked WHERE NOT voted
    ), drawn AS (
      SELECT id FROM open WHERE upto > ${uniform}::float8 * total ORDER BY id LIMIT 1
    )`
}

/** The columns of what was drawn. */
export const drawn = Prisma.sql`
  (SELECT count(*) FROM asked)::int AS all, (SELECT count(*) FROM asked WHERE voted)::int AS voted,
  statement.id, statement.text, entry.name AS author`
/** Where they come from. */
export const drawnJoins = Prisma.sql`
  LEFT JOIN drawn ON TRUE
  LEFT JOIN forum_statement statement ON statement.id = drawn.id
  LEFT JOIN roster_entry entry ON entry.person_id = statement.person_id`

export function readDrawn({ id, text, author, voted, all }: DrawnRow): Drawn {
  return { next: id === null ? null : { id, text, author, value: null }, progress: { voted, all } }
}
