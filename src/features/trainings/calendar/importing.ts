import { z } from 'zod'
import { press } from '../../../platform/dialog/button.ts'
import { dialog } from '../../../platform/dialog/dialog.ts'
import type { Publishable } from '../../../platform/feature.ts'
import { maxFileSize } from '../../../platform/files/files.ts'
import { parameters } from '../../../platform/inbox/turn.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { takeCalendar } from '../../../shared/sheets/receiving.ts'
import { endImports, takeReady } from '../imports.ts'
import { applyCalendar } from './applying.ts'
import { applyButton, dropButton } from './buttons.ts'
import { listView } from './listing.ts'
import { making } from './making.ts'
import { appliedView } from './previewViews.ts'
import { reading, waiting } from './reading.ts'
import { templating } from './template.ts'
import { wakeAll } from './waking.ts'
import { Trainings } from './written.ts'

/** Asks for a calendar, and has it read. */
export const importing = dialog({
  name: waiting.name,
  title: 'trainings:importing',
  right: 'planner',
  brief: true,
  opening: z.object({}),
  answers: z.object({ [waiting.step]: z.string() }),
  steps: [
    {
      key: waiting.step,
      ask: (turn) => turn.t('trainings:askCalendar', { max: maxFileSize / 2 ** 20 }),
      options: (turn) => [
        [{ id: 'template', label: turn.label('trainings:template'), act: sendTemplate }],
        [
          { id: 'make', label: turn.label('trainings:make'), act: (pressed: Turn) => pressed.open(making, {}) },
          { id: 'all', label: turn.label('trainings:toAll'), act: showAll },
        ],
      ],
      read: takeCalendar,
    },
  ],
  async done(turn, { file }) {
    if (file === undefined) throw new Refusal('platform:dialogGone')
    await beginReading(turn, file)
  },
})

/** A calendar of trainings as something to publish. */
export const calendarPublishing: Publishable = {
  name: 'kalender',
  label: 'trainings:calendar',
  right: 'planner',
  endings: ['xlsx', 'csv', 'ics'],
  open: (turn) => turn.open(importing, {}),
  take: async (turn, message) => beginReading(turn, await takeCalendar(turn, message)),
}

/** Applies a calendar, all of it or nothing. */
export const onApply = press(applyButton, 'planner', async (turn, { id }) => {
  const { db, chatId, who, now, voice } = turn
  const written = Trainings.safeParse(await takeReady(db, { id, authorChat: chatId, kind: 'calendar' })).data
  if (written === undefined) throw new Refusal('trainings:importGone')
  const { changes, drafts } = await applyCalendar(db, { id, written, telegramId: who.telegramId }, turn, now)
  await endImports(db, [id])
  wakeAll(turn)
  turn.replace(appliedView(voice, changes, drafts))
})

/** Ends a calendar that is not wanted. */
export const onDrop = press(dropButton, 'planner', async (turn, { id }) => {
  await takeReady(turn.db, { id, authorChat: turn.chatId, kind: 'calendar' })
  await endImports(turn.db, [id])
  turn.replace({ text: turn.t('trainings:calendarDropped') })
})

async function sendTemplate(turn: Turn): Promise<void> {
  await turn.begin(templating, { chatId: String(turn.chatId), language: turn.voice.language })
}

async function showAll(turn: Turn): Promise<void> {
  turn.answer(await listView(turn, 'all', 0))
}

async function beginReading(turn: Turn, file: string): Promise<void> {
  const { db, now, voice, chatId } = turn
  const payload = parameters({ text: turn.t('trainings:calendarReading') })
  const shownId = await turn.post({ method: 'sendMessage', payload })
  const data = { authorChat: chatId, language: voice.language, fileId: BigInt(file), shownId, createdAt: now }
  const { id } = await db.trainingImport.create({ data: { ...data, kind: 'calendar' }, select: { id: true } })
  await turn.begin(reading, { id: String(id) })
}
