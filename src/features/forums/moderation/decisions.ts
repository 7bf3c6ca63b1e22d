import type { AppealState, Forum, ForumStatement } from '../../../generated/prisma/client.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { tasksChannel } from '../../../platform/tasks/tasks.ts'
import { record } from '../../../shared/audit/record.ts'
import type { AuditAction } from '../../../shared/audit/record.ts'
import { newsFor } from '../../../shared/tickets/telling.ts'
import { noteActivity } from '../activity.ts'
import { newsView } from './newsViews.ts'
import { tooLate } from './reasons.ts'
import { takeStatement } from './statements.ts'
import type { Moderated } from './statements.ts'

/** What becomes of a statement. `reason`: the name of a usual one, or its words. */
export type Decision = { kind: 'accepted' } | { kind: 'rejected'; reason: string } | { kind: 'merged'; into: bigint }

const deeds = {
  accepted: 'acceptedStatement',
  rejected: 'rejectedStatement',
  merged: 'mergedStatement',
} as const satisfies Record<Decision['kind'], AuditAction>

/** Decides on a statement that was taken, tells its author, and has the forum brought up to date. */
export async function decide(turn: Turn, statement: Moderated, decision: Decision): Promise<Moderated> {
  const { db, now } = turn
  const { id, forumId, appealState } = statement
  const isAppeal = appealState === 'waiting'
  const appealed: AppealState = decision.kind === 'rejected' ? 'declined' : 'granted'
  const into = decision.kind === 'merged' ? await demandTarget(turn, statement, decision.into) : null
  await db.forumStatement.update({
    where: { id },
    data: {
      state: decision.kind,
      reason: decision.kind === 'rejected' ? decision.reason : null,
      mergedIntoId: into?.id ?? null,
      decidedAt: now,
      ...(isAppeal && { appealState: appealed }),
    },
  })
  // What was merged into it goes where it goes itself: else its authors would be told of votes on what nobody sees.
  if (into !== null)
    await db.forumStatement.updateMany({ where: { mergedIntoId: id }, data: { mergedIntoId: into.id } })
  const action = isAppeal ? 'decidedAppeal' : deeds[decision.kind]
  await record(db, turn.who.telegramId, { action, object: `statement:${id}` }, now)
  const decided = await takeStatement(db, id)
  if (decided === null) throw new Refusal('platform:buttonOld')
  for (const envelope of await newsFor(db, decided, (voice) => newsView(voice, decided, { isAppeal }), turn))
    await turn.post(envelope)
  await freshen(turn, forumId)
  return decided
}

/**
 * Ends what nobody has decided on before the result of a forum is published: what people voted on meanwhile stays, the rest is
 * rejected, which its authors are told.
 */
export async function endUndecided(turn: Turn, { id: forumId, moderation }: Forum): Promise<void> {
  const { db, now } = turn
  const waiting = { forumId, state: 'waiting' } as const
  if (moderation === 'after')
    await db.forumStatement.updateMany({ where: waiting, data: { state: 'accepted', decidedAt: now } })
  const left = await db.forumStatement.findMany({
    where: { forumId, OR: [{ state: 'waiting' }, { appealState: 'waiting' }] },
    select: { id: true },
    orderBy: { id: 'asc' },
  })
  for (const { id } of left) {
    const statement = await takeStatement(db, id)
    if (statement !== null) await decide(turn, statement, { kind: 'rejected', reason: tooLate })
  }
}

/** Marks a statement, or takes the mark off: about the forum itself, or the organisers' own. */
export async function mark(turn: Turn, statement: Moderated, which: 'meta' | 'seed'): Promise<void> {
  const { id, isMeta, isSeed, forumId } = statement
  const data = which === 'meta' ? { isMeta: !isMeta } : { isSeed: !isSeed }
  await turn.db.forumStatement.update({ where: { id }, data })
  await freshen(turn, forumId)
}

async function freshen(turn: Turn, forumId: bigint) {
  await noteActivity(turn.db, forumId, turn.now)
  turn.wake(tasksChannel)
  turn.wake('outbox')
}

async function demandTarget({ db }: Turn, { id, forumId }: Moderated, into: bigint): Promise<ForumStatement> {
  const target = into === id ? null : await takeStatement(db, into)
  if (target?.forumId !== forumId || target.state !== 'accepted') throw new Refusal('forums:modTargetGone')
  return target
}
