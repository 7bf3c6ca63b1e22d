import { z } from 'zod'
import { press } from '../../../platform/dialog/button.ts'
import { dialog, words } from '../../../platform/dialog/dialog.ts'
import { withheldChannel } from '../../../platform/outbox/holding.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { tasksChannel } from '../../../platform/tasks/tasks.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { record } from '../../../shared/audit/record.ts'
import { demandForum } from '../forums.ts'
import { closeButton, extendButton } from './buttons.ts'
import { deskView } from './deskViews.ts'
import { closeForum, extendForum } from './lifecycle.ts'
import { takeForum } from './plan.ts'
import { readTime } from './times.ts'

const Opening = z.object({ forum: z.string() })
const readReason = words(5, 300)

/** Leaves an open forum open for longer. */
export const extending = dialog({
  name: 'forums.extending',
  title: 'forums:extending',
  right: 'planner',
  opening: Opening,
  answers: z.object({ closes: z.string(), reason: z.string() }),
  steps: [
    {
      key: 'closes',
      ask: (turn) => turn.t('forums:askExtend'),
      async read(turn, message, _sofar, { forum }) {
        const closesAt = readTime(turn, message)
        const { closesAt: before } = await demandForum(turn, BigInt(forum))
        if (new Date(closesAt) <= before) throw new Refusal('forums:extendEarlier')
        return closesAt
      },
    },
    { key: 'reason', ask: (turn) => turn.t('forums:askReason'), read: readReason },
  ],
  async done(turn, { closes, reason }, { forum: id }) {
    if (closes === undefined || reason === undefined) throw new Refusal('platform:dialogGone')
    const forum = await takeForum(turn.db, BigInt(id), ['open'])
    await extendForum(turn.db, forum, { closesAt: new Date(closes), reason }, turn, turn.now)
    await conclude(turn, forum.id, 'extendedForum')
  },
})

/** Closes an open forum before its time. */
export const closing = dialog({
  name: 'forums.closing',
  title: 'forums:closing',
  right: 'planner',
  opening: Opening,
  answers: z.object({ reason: z.string() }),
  steps: [{ key: 'reason', ask: (turn) => turn.t('forums:askCloseReason'), read: readReason }],
  async done(turn, { reason }, { forum: id }) {
    const forum = await takeForum(turn.db, BigInt(id), ['open'])
    await closeForum(turn.db, forum, turn, turn.now, reason)
    await conclude(turn, forum.id, 'closedForum')
  },
})

export const lastingPresses = [
  press(extendButton, 'planner', async (turn, { forum }) => begin(turn, forum, extending)),
  press(closeButton, 'planner', async (turn, { forum }) => begin(turn, forum, closing)),
]

async function begin(turn: Turn, forum: bigint, kind: typeof extending) {
  await takeForum(turn.db, forum, ['open'])
  await turn.open(kind, { forum: String(forum) })
}

async function conclude(turn: Turn, id: bigint, action: 'extendedForum' | 'closedForum') {
  for (const channel of ['outbox', withheldChannel, tasksChannel]) turn.wake(channel)
  await record(turn.db, turn.who.telegramId, { action, object: `forum:${id}` }, turn.now)
  turn.replace(await deskView(turn, await demandForum(turn, id)))
}
