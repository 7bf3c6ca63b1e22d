import type { Forum } from '../../../generated/prisma/client.ts'
import { press } from '../../../platform/dialog/button.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { tasksChannel } from '../../../platform/tasks/tasks.ts'
import { noteActivity } from '../activity.ts'
import { joinButton } from '../buttons.ts'
import { demandForum, demandOpen } from '../forums.ts'
import { anonymousKey, join, participantIn } from '../participants.ts'
import { lastVoted, readAsked } from './asked.ts'
import { backButton, voteButton } from './buttons.ts'
import { drawNext } from './drawing.ts'
import type { Drawn } from './drawing.ts'
import { keepQuiet } from './quiet.ts'
import { askedView, doneView } from './voteViews.ts'
import { castVote, voteQuickly, voteValues } from './votes.ts'

/** Takes part from now on, or goes on, with a statement in the place of what was pressed. */
export const onJoin = press(joinButton, 'member', async (turn, { forum: id }) => {
  const forum = await demandForum(turn, id)
  demandOpen(forum, turn.now)
  keepQuiet(turn, forum)
  const { id: participantId } = await join(turn.db, turn.settings, forum, turn.who.telegramId)
  await showNext(turn, forum, participantId)
})

/** Votes, on the statement of the button. */
export const onVote = press(voteButton, 'member', async (turn, { forum: forumId, statement: statementId, sign }) => {
  const { db, settings, now, who } = turn
  const presser = { forumId, telegramId: who.telegramId, personKey: anonymousKey(settings, forumId, who.telegramId) }
  const vote = { statementId, value: voteValues[sign] }
  const cast = await voteQuickly(db, presser, vote, now)
  if (cast === null) return voteAnyway(turn, forumId, vote)
  keepQuiet(turn, cast.forum)
  if (cast.isNews) turn.wake(tasksChannel)
  showDrawn(turn, cast.forum, cast)
})

/** Whoever presses may have been sent the button by somebody else, and joins then like anyone; or may be too late. */
async function voteAnyway(turn: Turn, forumId: bigint, vote: { statementId: bigint; value: number }): Promise<void> {
  const { db, settings, now, who } = turn
  const forum = await demandForum(turn, forumId)
  demandOpen(forum, now)
  keepQuiet(turn, forum)
  const { id: participantId } = await join(db, settings, forum, who.telegramId)
  // It was rejected or taken out while it was looked at: the next one stands in its place.
  if (!(await castVote(db, { forumId, participantId }, vote, now))) {
    turn.alert('forums:notAsked')
    return showNext(turn, forum, participantId)
  }
  await noteActivity(db, forumId, now)
  turn.wake(tasksChannel)
  await showNext(turn, forum, participantId)
}

/** Shows what one voted on before, to change it. */
export const onBack = press(backButton, 'member', async (turn, { forum: id, vote: before }) => {
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

async function showNext(turn: Turn, forum: Forum, participantId: string): Promise<void> {
  showDrawn(turn, forum, await drawNext(turn.db, { forumId: forum.id, participantId }))
}

/** The next statement in the place of the pressed message; what can be done otherwise, when there is none left. */
function showDrawn(turn: Turn, forum: Pick<Forum, 'id' | 'title'>, { next, progress }: Drawn): void {
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
