import { z } from 'zod'
import { press } from '../../../platform/dialog/button.ts'
import { dialog, words } from '../../../platform/dialog/dialog.ts'
import { withheldChannel } from '../../../platform/outbox/holding.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { tasksChannel } from '../../../platform/tasks/tasks.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { record } from '../../../shared/audit/record.ts'
import { noteActivity } from '../activity.ts'
import { demandForum } from '../forums.ts'
import { changeButton, closeButton, extendButton } from './buttons.ts'
import { deskView } from './deskViews.ts'
import { closeForum, extendForum } from './lifecycle.ts'
import { addSeeds, takeForum } from './plan.ts'
import { readSeeds } from './seeds.ts'
import { readTime } from './times.ts'

const Opening = z.object({ forum: z.string() })
const readReason = words(5, 300)
const changeable = ['draft', 'open'] as const

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

/** Changes one thing of a forum: anything of a draft, of an open one only that it gains statements. */
export const changing = dialog({
  name: 'forums.changing',
  title: 'forums:changing',
  right: 'planner',
  opening: z.object({ forum: z.string(), what: z.enum(['title', 'question', 'opens', 'closes', 'seeds']) }),
  answers: z.object({
    title: z.string(),
    question: z.string(),
    opens: z.string(),
    closes: z.string(),
    seeds: z.array(z.string()),
  }),
  steps: [
    {
      key: 'title',
      when: (_sofar, { what }) => what === 'title',
      ask: (turn) => turn.t('forums:askTitle'),
      read: words(5, 100),
    },
    {
      key: 'question',
      when: (_sofar, { what }) => what === 'question',
      ask: (turn) => turn.t('forums:askQuestion'),
      read: words(10, 300),
    },
    {
      key: 'opens',
      when: (_sofar, { what }) => what === 'opens',
      ask: (turn) => turn.t('forums:askOpens'),
      read: readTime,
    },
    {
      key: 'closes',
      when: (_sofar, { what }) => what === 'closes',
      ask: (turn) => turn.t('forums:askCloses'),
      read: readTime,
    },
    {
      key: 'seeds',
      when: (_sofar, { what }) => what === 'seeds',
      ask: (turn) => turn.t('forums:askSeeds'),
      read: (turn, message) => readSeeds(turn, { text: message.text ?? '' }),
    },
  ],
  async done(turn, { title, question, opens, closes, seeds }, { forum: id, what }) {
    const { db, now } = turn
    const forum = await takeForum(db, BigInt(id), what === 'seeds' ? [...changeable] : ['draft'])
    const data = {
      ...(title !== undefined && { title }),
      ...(question !== undefined && { question }),
      ...(opens !== undefined && { opensAt: new Date(opens) }),
      ...(closes !== undefined && { closesAt: new Date(closes) }),
    }
    const changed = await db.forum.update({ where: { id: forum.id }, data })
    if (seeds !== undefined) {
      await addSeeds(db, forum.id, seeds, now)
      await noteActivity(db, forum.id, now)
      turn.wake(tasksChannel)
    }
    turn.replace(await deskView(turn, changed))
  },
})

export const changePresses = [
  press(extendButton, 'planner', async (turn, { forum }) => begin(turn, forum, extending)),
  press(closeButton, 'planner', async (turn, { forum }) => begin(turn, forum, closing)),
  press(changeButton, 'planner', async (turn, { forum, what }) => {
    await takeForum(turn.db, forum, what === 'seeds' ? [...changeable] : ['draft'])
    await turn.open(changing, { forum: String(forum), what })
  }),
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
