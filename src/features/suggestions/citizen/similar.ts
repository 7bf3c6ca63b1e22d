import type { Db } from '../../../platform/database/database.ts'
import { commonWords } from './commonWords.ts'

/** A ticket that a planner has made public, in the planner's words. */
export interface Similar {
  id: bigint
  publicText: string
}

/** More words than this say no more about what a text is about; the first ones say it. */
const mostWords = 24
/** Of each word at most so many tickets are looked at: one in which it stands in more says little. */
const mostHits = 4000
/** Tickets that are compared word by word. */
const mostCandidates = 60
/** Words that both have, at least, and their share of those of the shorter one. */
const fewest = 2
const share = 0.5

/**
 * Public tickets that are still open and about the same as a text, the most alike first: by the stems of their words in
 * PostgreSQL's Indonesian dictionary, of which rare ones count more. Searched by the index "ticket_public_words", word by
 * word, so that common words cost no more than others.
 */
export async function findSimilar(db: Db, text: string, limit: number): Promise<Similar[]> {
  return db.$queryRaw<Similar[]>`
    WITH common AS (
      SELECT tsvector_to_array(to_tsvector('indonesian', ${commonWords}::text)) AS stems
    ), word AS (
      SELECT lexeme FROM unnest(to_tsvector('indonesian', ${text}::text)), common
      WHERE length(lexeme) > 2 AND lexeme <> ALL(stems) AND lexeme ~ '^[[:alpha:]][[:alnum:]-]*$'
      ORDER BY positions[1] LIMIT ${mostWords}::int
    ), hit AS (
      SELECT found.id, word.lexeme, count(*) OVER (PARTITION BY word.lexeme) AS often
      FROM word CROSS JOIN LATERAL (
        SELECT id FROM ticket
        WHERE to_tsvector('indonesian', public_text) @@ quote_literal(word.lexeme)::tsquery AND public_text IS NOT NULL
          AND merged_into_id IS NULL AND state NOT IN ('closed', 'rejected')
        LIMIT ${mostHits}::int
      ) found
    ), candidate AS (
      SELECT id, sum(1 / ln(1 + often)) AS weight FROM hit
      GROUP BY id HAVING count(*) >= ${fewest}::int ORDER BY weight DESC, id DESC LIMIT ${mostCandidates}::int
    ), compared AS (
      SELECT id, public_text, weight,
        (SELECT count(*) FROM unnest(stems_of) stem WHERE stem IN (SELECT lexeme FROM word)) AS both_have,
        LEAST(cardinality(stems_of), (SELECT count(*) FROM word)) AS shorter
      FROM (
        SELECT ticket.id, public_text, weight, ARRAY(
          SELECT stem FROM unnest(tsvector_to_array(to_tsvector('indonesian', public_text))) stem, common
          WHERE length(stem) > 2 AND stem <> ALL(stems) AND stem ~ '^[[:alpha:]][[:alnum:]-]*$') AS stems_of
        FROM candidate JOIN ticket USING (id)
      ) read
    )
    SELECT id, public_text AS "publicText" FROM compared
    WHERE both_have >= ${fewest}::int AND both_have >= ${share}::float * shorter
    ORDER BY both_have::float / GREATEST(shorter, 1) * weight DESC, id DESC LIMIT ${limit}::int`
}
