import type { Forum } from '../../../generated/prisma/client.ts'
import { press } from '../../../platform/dialog/button.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { tasksChannel } from '../../../platform/tasks/tasks.ts'
import { noteActivity } from '../activity.ts'
import { joinButton } from '../buttons.ts'
import { demandForum, demandOpen } from '../forums.ts'
import { join, participantIn } from '../participants.ts'
import { backButton, voteButton } from './buttons.ts'
import { keepQuiet } from './quiet.ts'
import { askedView, doneView } from './voteViews.ts'
import { castVote, drawNext, lastVoted, readAsked, voteValues } from './votes.ts'

/** Takes part from now on, or goes on, with a statement in the place of what was pressed. */
export const onJoin = press(joinButton, 'all', async (turn, { forum: id }) => {
  const forum = await demandForum(turn, id)
  demandOpen(forum, turn.now)
  keepQuiet(turn, forum)
  const { id: participantId } = await join(turn.db, turn.settings, forum, turn.who.telegramId)
  await showNext(turn, forum, participantId)
})

/** Votes: whoever presses may have been sent the button by somebody else, so that they join like anyone. */
export const onVote = press(voteButton, 'all', async (turn, { forum: id, statement, sign }) => {
  const { db, settings, now } = turn
  const forum = await db.forum.findUnique({ where: { id } })
  const known = forum && (await participantIn(db, settings, forum, turn.who.telegramId))
  // Who takes part was let in before.
  const open = known === null ? await demandForum(turn, id) : forum
  if (open === null) throw new Refusal('forums:unknown')
  demandOpen(open, now)
  keepQuiet(turn, open)
  const { id: participantId } = known ?? (await join(db, settings, open, turn.who.telegramId))
  const voter = { forumId: id, participantId }
  if (!(await castVote(db, voter, statement, voteValues[sign], now))) throw new Refusal('forums:notAsked')
  await noteActivity(db, id, now)
  turn.wake(tasksChannel)
  await showNext(turn, open, participantId)
})

/** Shows what one voted on before, to change it. */
export const onBack = press(backButton, 'all', async (turn, { forum: id, vote: before }) => {
  const forum = await demandForum(turn, id)
  demandOpen(forum, turn.now)
  keepQuiet(turn, forum)
  const participant = await participantIn(turn.db, turn.settings, forum, turn.who.telegramId)
  const voter = participant && { forumId: id, participantId: participant.id }
  const found = voter && (await lastVoted(turn.db, voter, before))
  if (voter === null || found === null) throw new Refusal('forums:noEarlierVote')
  const { progress } = await drawNext(turn.db, voter)
  turn.replace(askedView(turn, forum, found.asked, { progress, back: found.vote }))
})

/** The next statement in the place of the pressed message; what can be done otherwise, when there is none left. */
async function showNext(turn: Turn, forum: Forum, participantId: string): Promise<void> {
  const { next, progress } = await drawNext(turn.db, { forumId: forum.id, participantId })
  turn.replace(next === null ? doneView(turn, forum, progress) : askedView(turn, forum, next, { progress, back: 0n }))
}

/** One statement to vote on, below what was said; refused when it is not asked any more. */
export async function showStatement(turn: Turn, forumId: bigint, statementId: bigint): Promise<void> {
  const forum = await demandForum(turn, forumId)
  demandOpen(forum, turn.now)
  keepQuiet(turn, forum)
  const { id: participantId } = await join(turn.db, turn.settings, forum, turn.who.telegramId)
  const voter = { forumId, participantId }
  const asked = await readAsked(turn.db, voter, statementId)
  if (asked === null) throw new Refusal('forums:notAsked')
  const { progress } = await drawNext(turn.db, voter)
  turn.answer(askedView(turn, forum, asked, { progress, back: 0n }))
}
