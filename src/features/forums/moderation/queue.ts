import type { Html } from '../../../platform/html.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { demandForum } from '../forums.ts'
import type { Standing } from './buttons.ts'
import { allView, pagesFor, perPage, targetsView } from './choiceViews.ts'
import { nothingView, oneView, queuedView } from './queueViews.ts'
import { findQueued, listAlike, listTargets, readStatement, standingOf, takeStatement } from './statements.ts'
import type { Moderated } from './statements.ts'

/** Shows the waiting statement beside another one in the place of the pressed message; from 0 on, the first. */
export async function showQueue(
  turn: Turn,
  forumId: bigint,
  beside: { from: bigint; to: 'n' | 'p' } = { from: 0n, to: 'n' },
  lead?: Html,
): Promise<void> {
  const forum = await demandForum(turn, forumId)
  const queued = await findQueued(turn.db, forum.id, beside)
  if (queued === null) return turn.replace(nothingView(turn.voice, forum, lead))
  turn.replace(queuedView(turn.voice, queued, await listAlike(turn.db, queued.statement), lead))
}

/** Shows a statement: where it waits in the queue, else by itself. */
export async function showStatement(turn: Turn, statement: Moderated, lead?: Html): Promise<void> {
  const { id, forumId } = statement
  if (isUndecided(standingOf(statement))) return showQueue(turn, forumId, { from: id - 1n, to: 'n' }, lead)
  turn.replace(oneView(turn.voice, statement, await listAlike(turn.db, statement), lead))
}

/** After a decision: the next one that waits, if it came out of the queue, else the same statement as it stands now. */
export async function showAfter(turn: Turn, was: Standing, statement: Moderated, lead: Html): Promise<void> {
  if (isUndecided(was)) return showQueue(turn, statement.forumId, { from: statement.id, to: 'n' }, lead)
  return showStatement(turn, statement, lead)
}

/** Shows a page of all statements of a forum, the newest first. */
export async function showAll(turn: Turn, forumId: bigint, wanted: number): Promise<void> {
  const forum = await demandForum(turn, forumId)
  const count = await turn.db.forumStatement.count({ where: { forumId } })
  const page = Math.min(wanted, pagesFor(count) - 1)
  const statements = await turn.db.forumStatement.findMany({
    where: { forumId },
    orderBy: { number: 'desc' },
    skip: page * perPage,
    take: perPage,
  })
  turn.replace(allView(turn.voice, forum, statements, { wanted: page, count }))
}

/** Shows a page of those into which a statement can be merged. */
export async function showTargets(turn: Turn, statement: Moderated, wanted: number): Promise<void> {
  const targets = await listTargets(turn.db, statement)
  const page = Math.min(wanted, pagesFor(targets.length) - 1)
  const shown = targets.slice(page * perPage, (page + 1) * perPage)
  turn.replace(targetsView(turn.voice, statement, shown, { wanted: page, count: targets.length }))
}

/** A statement as a moderator may look at it. */
export async function demandStatement(turn: Turn, id: bigint): Promise<Moderated> {
  const statement = await readStatement(turn.db, id)
  if (statement === null) throw new Refusal('platform:buttonOld')
  await demandForum(turn, statement.forumId)
  return statement
}

/**
 * A statement to decide on, as the moderator saw it, which nobody else changes until the transaction ends; null: somebody has
 * decided meanwhile, which is said, and what waits next is shown.
 */
export async function takeAsSeen(turn: Turn, id: bigint, was: Standing): Promise<Moderated | null> {
  const statement = await takeStatement(turn.db, id)
  if (statement === null) throw new Refusal('platform:buttonOld')
  const forum = await demandForum(turn, statement.forumId)
  if (forum.state === 'published') throw new Refusal('forums:modOver')
  if (standingOf(statement) === was) return statement
  turn.alert('forums:modDecidedAlready')
  await showStatement(turn, statement)
  return null
}

const isUndecided = (standing: Standing) => standing === 'w' || standing === 'p'
