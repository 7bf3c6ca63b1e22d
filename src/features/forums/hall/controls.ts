import { z } from 'zod'
import { press } from '../../../platform/dialog/button.ts'
import { dialog } from '../../../platform/dialog/dialog.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { tasksChannel } from '../../../platform/tasks/tasks.ts'
import { record } from '../../../shared/audit/record.ts'
import { hallButton } from '../buttons.ts'
import { demandForum, demandOpen } from '../forums.ts'
import { endButton, ownTimerButton, phaseButton, showButton, startButton, timerButton } from './buttons.ts'
import { endingView, hallView } from './controlViews.ts'
import { endHall } from './ending.ts'
import { demandRunning, startHall } from './halls.ts'

const minute = 60_000
const mostMinutes = 180

const onHall = press(hallButton, 'planner', async (turn, { forum }) => show(turn, forum))

const onStart = press(startButton, 'planner', async (turn, { forum: id }) => {
  const forum = await demandForum(turn, id)
  demandOpen(forum, turn.now)
  // A second press of who was not sure that the first one was heard changes nothing.
  if ((await turn.db.forumHall.count({ where: { forumId: id, endedAt: null } })) === 0) {
    await startHall(turn.db, id, turn.now)
    await record(turn.db, turn.who.telegramId, { action: 'startedHall', object: `forum:${id}` }, turn.now)
  }
  await show(turn, id)
})

/** A phase begins without a timer: that of the one before has nothing to do with it. */
const onPhase = press(phaseButton, 'planner', async (turn, { forum: id, phase }) => {
  const { phase: before } = await demandHall(turn, id)
  if (phase !== before) await turn.db.forumHall.update({ where: { forumId: id }, data: { phase, until: null } })
  await show(turn, id)
})

const onTimer = press(timerButton, 'planner', async (turn, { forum: id, minutes }) => {
  await demandHall(turn, id)
  await setTimer(turn, id, minutes)
  await show(turn, id)
})

const onShow = press(showButton, 'planner', async (turn, { forum: id, what }) => {
  const { showsMap, showsResults } = await demandHall(turn, id)
  const data = what === 'map' ? { showsMap: !showsMap } : { showsResults: !showsResults }
  await turn.db.forumHall.update({ where: { forumId: id }, data })
  await show(turn, id)
})

const onEnd = press(endButton, 'planner', async (turn, { forum: id, sure }) => {
  const forum = await demandForum(turn, id)
  await demandRunning(turn.db, forum, turn.now)
  if (sure === 'ask') return turn.replace(await endingView(turn, forum))
  await endHall(turn.db, id, turn.now)
  turn.wake(tasksChannel)
  await record(turn.db, turn.who.telegramId, { action: 'endedHall', object: `forum:${id}` }, turn.now)
  await show(turn, id)
})

const onOwnTimer = press(ownTimerButton, 'planner', async (turn, { forum: id }) => {
  await demandHall(turn, id)
  await turn.open(timing, { forum: String(id) })
})

/** A timer of any length. */
export const timing = dialog({
  name: 'forums.timing',
  title: 'forums:timing',
  left: 'forums:timingLeft',
  right: 'planner',
  brief: true,
  apart: true,
  opening: z.object({ forum: z.string() }),
  answers: z.object({ minutes: z.number() }),
  steps: [
    {
      key: 'minutes',
      ask: (turn) => turn.t('forums:askMinutes', { max: mostMinutes }),
      read(_turn, { text = '' }) {
        const [, figures = ''] = /^\s*(\d{1,4})\s*(?:m|men|menit|min|minutes?)?\.?\s*$/i.exec(text) ?? []
        const minutes = Number(figures)
        if (figures === '' || minutes < 1 || minutes > mostMinutes)
          throw new Refusal('forums:minutesWrong', { max: mostMinutes })
        return minutes
      },
    },
  ],
  async done(turn, { minutes }, { forum }) {
    if (minutes === undefined) throw new Refusal('platform:dialogGone')
    const { forumId } = await demandHall(turn, BigInt(forum))
    await setTimer(turn, forumId, minutes)
    await show(turn, forumId)
  },
})

export const controlPresses = [onHall, onStart, onPhase, onTimer, onOwnTimer, onShow, onEnd]

async function show(turn: Turn, forumId: bigint): Promise<void> {
  turn.replace(await hallView(turn, await demandForum(turn, forumId)))
}

async function demandHall(turn: Turn, forumId: bigint) {
  return demandRunning(turn.db, await demandForum(turn, forumId), turn.now)
}

async function setTimer(turn: Turn, forumId: bigint, minutes: number): Promise<void> {
  const until = minutes === 0 ? null : new Date(turn.now.getTime() + minutes * minute)
  await turn.db.forumHall.update({ where: { forumId }, data: { until } })
}
