import { z } from 'zod'
import { press } from '../../platform/dialog/button.ts'
import type { Press } from '../../platform/dialog/button.ts'
import { dialog } from '../../platform/dialog/dialog.ts'
import type { Broadcast } from '../../generated/prisma/client.ts'
import { parameters } from '../../platform/inbox/turn.ts'
import type { Turn } from '../../platform/inbox/turn.ts'
import { writeMoment } from '../../platform/moments.ts'
import { Refusal } from '../../platform/refusal.ts'
import { actorOf } from './panels.ts'
import { reschedule, takeScheduled, unschedule } from './schedules.ts'
import { scheduledView } from './scheduleViews.ts'
import type { rescheduleButton, unscheduleButton } from './scheduleViews.ts'
import { askSlot, dueOf, readDue, Slot, slotOptions } from './timing.ts'

/** "Ubah jadwal": another time for what waits for its own. */
export const rescheduling = dialog({
  name: 'broadcasts.reschedule',
  title: 'broadcasts:rescheduling',
  right: 'planner',
  brief: true,
  opening: z.object({ id: z.string() }),
  // Nothing: it stays as it was.
  answers: z.object({ due: z.string().nullable(), slot: Slot }),
  steps: [
    {
      key: 'due',
      async ask(turn, _sofar, { id }) {
        const { dueAt } = await takeScheduled(turn.db, BigInt(id), actorOf(turn))
        const { timeZone } = turn.settings
        const moment = dueAt === null ? '' : writeMoment(dueAt, timeZone, turn.voice.language)
        return turn.t('broadcasts:askOtherDue', { number: id, moment })
      },
      options: (turn) => [[{ id: 'keep', label: turn.label('broadcasts:keepSchedule'), value: null }]],
      read: readDue,
    },
    {
      key: 'slot',
      when: ({ due }) => due !== null,
      ask: (turn, { due }) => askSlot(turn, due ?? undefined),
      options: (turn, { due }) => slotOptions(turn, due ?? undefined),
    },
  ],
  async done(turn, { due, slot }, { id }) {
    const { db, now, voice, settings } = turn
    const before = await takeScheduled(db, BigInt(id), actorOf(turn))
    if (due === null) return turn.replace(scheduledView(voice, settings, before))
    if (slot === undefined) throw new Refusal('platform:dialogGone')
    const { keepsQuiet } = slot
    const moved = await reschedule(db, before.id, { dueAt: dueOf(slot, now), keepsQuiet }, actorOf(turn), now)
    turn.replace(scheduledView(voice, settings, moved))
  },
})

/** Begins to give it another time. */
export function onReschedule(kind: typeof rescheduleButton): Press {
  return press(kind, 'planner', async (turn, { id }) => {
    await takeScheduled(turn.db, id, actorOf(turn))
    await turn.open(rescheduling, { id: String(id) })
  })
}

/** Calls it off. */
export function onUnschedule(kind: typeof unscheduleButton): Press {
  return press(kind, 'planner', async (turn, { id }) => {
    await unschedule(turn.db, id, actorOf(turn), turn.now)
    turn.replace({ text: turn.t('broadcasts:unscheduled', { number: String(id) }) })
  })
}

/** Says when it will be sent; what can be done with it stands below until then. */
export async function postScheduled(turn: Turn, broadcast: Broadcast): Promise<void> {
  const payload = parameters(scheduledView(turn.voice, turn.settings, broadcast))
  const progressId = await turn.post({ method: 'sendMessage', payload })
  await turn.db.broadcast.update({ where: { id: broadcast.id }, data: { progressId } })
}
