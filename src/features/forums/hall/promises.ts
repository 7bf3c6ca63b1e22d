import { z } from 'zod'
import { fromColumn, toColumn } from '../../../platform/calendar.ts'
import { press } from '../../../platform/dialog/button.ts'
import { dialog, words } from '../../../platform/dialog/dialog.ts'
import { joinHtml } from '../../../platform/html.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { readDay, writeDay } from '../../../platform/moments.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { hallButton } from '../buttons.ts'
import { demandForum } from '../forums.ts'
import { promiseButton, promisesButton, unpromiseButton } from './buttons.ts'
import { hallView } from './controlViews.ts'

/** More are not promised in one hall, nor shown in one message. */
const most = 30
const longestSaid = 60

/** What was promised in a hall, who keeps it, and by when. */
export const promising = dialog({
  name: 'forums.promising',
  title: 'forums:promising',
  right: 'planner',
  apart: true,
  opening: z.object({ forum: z.string() }),
  answers: z.object({ text: z.string(), keeper: z.string(), due: z.string() }),
  steps: [
    { key: 'text', ask: (turn) => turn.t('forums:askPromise'), read: words(5, 300) },
    { key: 'keeper', optional: true, ask: (turn) => turn.t('forums:askKeeper'), read: words(2, 100) },
    {
      key: 'due',
      optional: true,
      ask: (turn) => turn.t('forums:askDue'),
      read({ now, settings, voice }, { text = '' }) {
        const reading = readDay(text, now, settings.timeZone)
        if (reading.kind === 'day') return reading.day
        if ('day' in reading) throw new Refusal('forums:dueWrong', { day: writeDay(reading.day, voice.language) })
        throw new Refusal('forums:dueUnknown', { said: text.slice(0, longestSaid) })
      },
    },
  ],
  async done(turn, { text, keeper, due }, { forum: id }) {
    if (text === undefined) throw new Refusal('platform:dialogGone')
    const forum = await demandHeld(turn, BigInt(id))
    const dueOn = due === undefined ? null : toColumn(due)
    await turn.db.forumPromise.create({
      data: { forumId: forum.id, text, keeper: keeper ?? null, dueOn, createdAt: turn.now },
    })
    turn.replace(await hallView(turn, forum, turn.t('forums:promiseNoted', { text })))
  },
})

export const promisePresses = [
  press(promiseButton, 'planner', async (turn, { forum }) => {
    await demandHeld(turn, forum)
    if ((await turn.db.forumPromise.count({ where: { forumId: forum } })) >= most)
      throw new Refusal('forums:promisesMany', { max: most })
    await turn.open(promising, { forum: String(forum) })
  }),
  press(promisesButton, 'planner', async (turn, { forum }) => showPromises(turn, forum)),
  press(unpromiseButton, 'planner', async (turn, { promise: id }) => {
    const promise = await turn.db.forumPromise.findUnique({ where: { id } })
    if (promise === null) throw new Refusal('platform:buttonOld')
    await demandHeld(turn, promise.forumId)
    await turn.db.forumPromise.delete({ where: { id } })
    await showPromises(turn, promise.forumId)
  }),
]

async function showPromises(turn: Turn, forumId: bigint): Promise<void> {
  const { title } = await demandHeld(turn, forumId)
  const { language } = turn.voice
  const promises = await turn.db.forumPromise.findMany({ where: { forumId }, orderBy: { id: 'asc' } })
  const lines = promises.map(({ text, keeper, dueOn }, n) =>
    joinHtml(
      [
        turn.t('forums:promiseLine', { number: n + 1, text }),
        keeper === null ? undefined : turn.t('forums:promiseKeeper', { keeper }),
        dueOn === null ? undefined : turn.t('forums:promiseDue', { day: writeDay(fromColumn(dueOn), language) }),
      ],
      '\n',
    ),
  )
  const drops = promises.map(({ id }, n) =>
    unpromiseButton.with(turn.label('forums:unpromise', { number: n + 1 }), { promise: id }),
  )
  turn.replace({
    text: joinHtml([
      turn.t(promises.length === 0 ? 'forums:promisesNone' : 'forums:promisesTitle', { title }),
      ...lines,
    ]),
    buttons: [
      ...Array.from({ length: Math.ceil(drops.length / 5) }, (_, n) => drops.slice(n * 5, n * 5 + 5)),
      [promiseButton.with(turn.label('forums:notePromise'), { forum: forumId })],
      [hallButton.with(turn.label('forums:backToHall'), { forum: forumId })],
    ],
  })
}

/** A forum that has, or had, a hall. */
async function demandHeld(turn: Turn, forumId: bigint) {
  const forum = await demandForum(turn, forumId)
  if ((await turn.db.forumHall.count({ where: { forumId } })) === 0) throw new Refusal('forums:hallNotRunning')
  return forum
}
