import type { Command } from '../../../platform/feature.ts'
import { cut } from '../../../shared/policies/places.ts'
import { moderateButton } from '../buttons.ts'
import { showQueue } from './queue.ts'
import { countUndecided } from './statements.ts'

/** Most forums that are offered where nothing waits. */
const most = 8
/** Letters of a title on a button. */
const longest = 40

/** "/moderasi": what waits in which forum. */
export const moderateCommand: Command = {
  name: 'moderasi',
  alias: 'moderate',
  right: 'planner',
  summary: 'forums:modSummary',
  async run(turn) {
    const forums = await turn.db.forum.findMany({
      where: { state: { in: ['open', 'closed'] } },
      orderBy: { closesAt: 'asc' },
      select: { id: true, title: true },
    })
    const counted = []
    for (const forum of forums) counted.push({ ...forum, count: await countUndecided(turn.db, forum.id) })
    const waiting = counted.filter(({ count }) => count > 0)
    const [only] = waiting
    if (only !== undefined && waiting.length === 1) return showQueue(turn, only.id)
    // Where nothing waits, what was decided can still be looked at.
    const shown = waiting.length > 0 ? waiting : counted.slice(0, most)
    turn.answer({
      text: turn.t(only === undefined ? 'forums:modNone' : 'forums:modWhich'),
      buttons: shown.map(({ id: forum, title, count }) => [
        moderateButton.with(turn.label('forums:modForum', { title: cut(title, longest), total: count }), { forum }),
      ]),
    })
  },
}
