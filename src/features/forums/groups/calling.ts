import type { GroupCommand } from '../../../platform/feature.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { demandForumByCode } from '../forums.ts'
import { putUp } from './cards.ts'
import { groupListView } from './views.ts'

/** Most forums that are listed. */
const most = 8
const hour = 3_600_000

/**
 * "/forum" in a group: planners put a forum's card up by its code. Everybody else is shown what is open to all, at most once
 * an hour, so that nobody can fill a group with it.
 */
export const forumInGroup: GroupCommand = {
  name: 'forum',
  summary: 'forums:groupSummary',
  async run(turn, argument) {
    const [code = ''] = argument.split(/\s+/)
    if (turn.may('planner') && code !== '') {
      const forum = await demandForumByCode(turn, code)
      if (forum.state === 'draft' || forum.state === 'planned') throw new Refusal('forums:notYetOpen')
      return putUp(turn, forum)
    }
    const where = { isPublic: true, state: 'open', closesAt: { gt: turn.now } } as const
    const forums = await turn.db.forum.findMany({ where, orderBy: { closesAt: 'asc' }, take: most })
    const thread = turn.topic?.message_thread_id ?? 0
    const once = `forums:${thread}:${Math.floor(turn.now.getTime() / hour)}`
    turn.answer(groupListView(turn, forums), turn.may('planner') ? undefined : once)
  },
}
