import { z } from 'zod'
import { HallPhase } from '../../../generated/prisma/enums.ts'
import type { Db } from '../../../platform/database/database.ts'
import { Audience } from '../../../shared/audiences/audience.ts'
import { publishedOf } from '../findings/published.ts'
import type { Findings } from '../findings/published.ts'
import { isForEverybody } from '../forums.ts'
import { turnout } from '../participants.ts'

/** What the page shows of a forum: nothing in it is about a single person. */
export interface LiveState {
  title: string
  /** null: not to be shown, for the page has no login and the forum is not for everybody. */
  question: string | null
  isOver: boolean
  /** Of the running hall; null: none runs. */
  phase: HallPhase | null
  until: Date | null
  people: number
  votes: number
  statements: number
  /** The open questions that most want to have answered, and how many there are; null: not now. */
  questions: { shown: { number: number; text: string; upvotes: number }[]; count: number } | null
  showsMap: boolean
  showsResults: boolean
  /** null: nothing is shown of it, or can be yet. */
  findings: Findings | null
}

const Row = z.object({
  title: z.string(),
  question: z.string(),
  isOpen: z.boolean(),
  isPublished: z.boolean(),
  isPublic: z.boolean(),
  audience: Audience,
  phase: z.enum(HallPhase).nullable(),
  until: z.date().nullable(),
  showsMap: z.boolean().nullable(),
  showsResults: z.boolean().nullable(),
  people: z.number(),
  statements: z.number(),
  lastVote: z.bigint().nullable(),
  lastSnapshot: z.bigint().nullable(),
  lastDecision: z.date().nullable(),
})

/** So many questions have room on the screen in letters that are read from afar. */
const mostQuestions = 4

/**
 * Reads a forum for its page again and again: what is dear to read only once it has changed. What is said in a forum that is
 * not for everybody is shown while its planner has the hall running, for then they chose to; else only its title and counts.
 */
export function openReading(db: Db, forumId: bigint): (now: Date) => Promise<LiveState> {
  let votes: { last: bigint | null; count: number } = { last: null, count: 0 }
  let found: { of: string; findings: Findings | null } = { of: '', findings: null }

  return async (now) => {
    const row = await readRow(db, forumId, now)
    if (row.lastVote !== votes.last) votes = { last: row.lastVote, count: (await turnout(db, forumId)).votes }
    const runs = row.isOpen && row.phase !== null
    const isForAll = isForEverybody(row)
    const showsMap = runs ? row.showsMap === true : row.isPublished && isForAll
    const showsResults = runs ? row.showsResults === true : row.isPublished && isForAll
    const shows = showsMap || showsResults
    // A statement that was rejected since is not shown any more.
    const of = `${row.lastSnapshot} ${row.lastDecision?.getTime()}`
    if (shows && of !== found.of) found = { of, findings: await publishedOf(db, forumId) }
    return {
      title: row.title,
      question: runs || isForAll ? row.question : null,
      isOver: !row.isOpen,
      phase: runs ? row.phase : null,
      until: runs ? row.until : null,
      people: row.people,
      votes: votes.count,
      statements: row.statements,
      questions: runs && row.phase === 'questions' ? await readQuestions(db, forumId) : null,
      showsMap,
      showsResults,
      findings: shows ? found.findings : null,
    }
  }
}

async function readRow(db: Db, forumId: bigint, now: Date): Promise<z.infer<typeof Row>> {
  const [row] = await db.$queryRaw<unknown[]>`
    SELECT forum.title, forum.question, forum.state = 'open' AND forum.closes_at > ${now.toISOString()}::timestamptz AS "isOpen",
      forum.state = 'published' AS "isPublished", forum.is_public AS "isPublic", forum.audience,
      hall.phase::text AS phase, hall.until, hall.shows_map AS "showsMap", hall.shows_results AS "showsResults",
      (SELECT count(*)::int FROM forum_participant WHERE forum_id = forum.id) AS people,
      (SELECT count(*)::int FROM forum_statement statement WHERE forum_id = forum.id
        AND (statement.state = 'accepted' OR (statement.state = 'waiting' AND forum.moderation = 'after'))) AS statements,
      (SELECT max(id) FROM forum_vote WHERE forum_id = forum.id) AS "lastVote",
      (SELECT max(id) FROM forum_snapshot WHERE forum_id = forum.id AND published IS NOT NULL) AS "lastSnapshot",
      (SELECT max(decided_at) FROM forum_statement WHERE forum_id = forum.id) AS "lastDecision"
    FROM forum LEFT JOIN forum_hall hall ON hall.forum_id = forum.id AND hall.ended_at IS NULL
    WHERE forum.id = ${forumId}`
  return Row.parse(row)
}

async function readQuestions(db: Db, forumId: bigint): Promise<NonNullable<LiveState['questions']>> {
  const open = { forumId, state: 'open' } as const
  const rows = await db.forumQuestion.findMany({
    where: open,
    select: { number: true, text: true, _count: { select: { upvotes: true } } },
    orderBy: [{ upvotes: { _count: 'desc' } }, { number: 'asc' }],
    take: mostQuestions,
  })
  const shown = rows.map(({ number, text, _count }) => ({ number, text, upvotes: _count.upvotes }))
  return { shown, count: await db.forumQuestion.count({ where: open }) }
}
