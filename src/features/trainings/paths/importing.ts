import { z } from 'zod'
import { press } from '../../../platform/dialog/button.ts'
import type { Press } from '../../../platform/dialog/button.ts'
import { dialog } from '../../../platform/dialog/dialog.ts'
import type { Publishable } from '../../../platform/feature.ts'
import { maxFileSize } from '../../../platform/files/files.ts'
import { parameters } from '../../../platform/inbox/turn.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { record } from '../../../shared/audit/record.ts'
import { takeSheet } from '../../../shared/sheets/receiving.ts'
import { endImports, takeReady } from '../imports.ts'
import { applyPaths } from './applying.ts'
import { Paths } from './findings.ts'
import { applyButton, dropButton } from './importViews.ts'
import { reading, waiting } from './reading.ts'
import { templating } from './template.ts'

/** Asks for a file of career paths, and has it read. */
export const importing = dialog({
  name: waiting.name,
  title: 'trainings:importingPaths',
  right: 'planner',
  brief: true,
  opening: z.object({}),
  answers: z.object({ [waiting.step]: z.string() }),
  steps: [
    {
      key: waiting.step,
      ask: (turn) => turn.t('trainings:askPaths', { max: maxFileSize / 2 ** 20 }),
      options: (turn) => [
        [
          {
            id: 'template',
            label: turn.label('trainings:pathsTemplate'),
            act: (pressed: Turn) =>
              pressed.begin(templating, { chatId: String(pressed.chatId), language: pressed.voice.language }),
          },
        ],
      ],
      read: takeSheet,
    },
  ],
  async done(turn, { file }) {
    if (file === undefined) throw new Refusal('platform:dialogGone')
    await beginReading(turn, file)
  },
})

/** Career paths as something to publish. */
export const pathsPublishing: Publishable = {
  name: 'paths',
  label: 'trainings:pathsFile',
  right: 'planner',
  endings: ['xlsx', 'csv'],
  open: (turn) => turn.open(importing, {}),
  take: async (turn, message) => beginReading(turn, await takeSheet(turn, message)),
}

/** Applies a file, all of its positions or nothing. */
export const onApply: Press = press(applyButton, 'planner', async (turn, { id }) => {
  const { db, chatId, who, now } = turn
  const paths = Paths.safeParse(await takeReady(db, { id, authorChat: chatId, kind: 'paths' })).data
  if (paths === undefined) throw new Refusal('trainings:importGone')
  await applyPaths(db, paths)
  await endImports(db, [id])
  await record(db, who.telegramId, { action: 'importedPaths', object: `paths:${paths.length}` }, now)
  turn.replace({ text: turn.t('trainings:pathsApplied', { count: paths.length }) })
})

/** Ends a file that is not wanted. */
export const onDrop: Press = press(dropButton, 'planner', async (turn, { id }) => {
  await takeReady(turn.db, { id, authorChat: turn.chatId, kind: 'paths' })
  await endImports(turn.db, [id])
  turn.replace({ text: turn.t('trainings:pathsDropped') })
})

async function beginReading(turn: Turn, file: string) {
  const { db, now, voice, chatId } = turn
  const shownId = await turn.post({
    method: 'sendMessage',
    payload: parameters({ text: turn.t('trainings:pathsReading') }),
  })
  const { id } = await db.trainingImport.create({
    data: {
      authorChat: chatId,
      language: voice.language,
      kind: 'paths',
      fileId: BigInt(file),
      shownId,
      createdAt: now,
    },
    select: { id: true },
  })
  await turn.begin(reading, { id: String(id) })
}
