import type { Message } from '@grammyjs/types'
import { z } from 'zod'
import { dialog } from '../../../platform/dialog/dialog.ts'
import type { Publishable } from '../../../platform/feature.ts'
import { FileTooLarge, keep, maxFileSize } from '../../../platform/files/files.ts'
import { parameters } from '../../../platform/inbox/turn.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { handOn, kindsOf } from '../../../shared/publishing/routing.ts'
import { beginComposing } from './composing.ts'
import { reading, waiting } from './drafting.ts'
import { replaceShown, showDraft } from './draftPresses.ts'
import { beginDraft, endDraft, openDraft } from './drafts.ts'
import { showSamples } from './samples.ts'

const endings = ['yaml', 'yml', 'xlsx'] as const

/** What was sent: a questionnaire by its file's row; or what is none. */
const Sent = z.union([z.object({ fileId: z.string() }), z.object({ elsewhere: z.literal(true) })])

/** Questionnaires, as "/terbitkan" offers them. */
export const publishable: Publishable = {
  name: 'questionnaire',
  label: 'questionnaires:kind',
  right: 'planner',
  endings,
  async open(turn) {
    const draft = await openDraft(turn.db, turn.chatId)
    // What could not be read is left behind.
    if (draft?.state === 'faulty') await endDraft(turn.db, draft, 'dropped', turn.now)
    if (draft?.state !== 'ready') return turn.open(submitting, {})
    turn.answer({ text: turn.t('questionnaires:draftWaits') })
    await showDraft(turn, draft.id)
  },
  waits: async (turn) => (await openDraft(turn.db, turn.chatId))?.state === 'ready',
  take: async (turn, message) => takeSent(turn, await readFile(turn, message)),
}

/** Asks for a questionnaire's file, and has it read. */
export const submitting = dialog({
  name: waiting.name,
  title: 'questionnaires:publishing',
  right: 'planner',
  brief: true,
  left: 'questionnaires:publishingLeft',
  opening: z.object({}),
  answers: z.object({ [waiting.step]: Sent }),
  steps: [
    {
      key: waiting.step,
      ask: (turn) => turn.t('questionnaires:askSource', { max: maxFileSize / 2 ** 20 }),
      options: (turn) => [
        [{ id: 'samples', label: turn.label('questionnaires:samples'), act: showSamples }],
        [{ id: 'write', label: turn.label('questionnaires:writeHere'), act: beginComposing }],
      ],
      read: async (turn, message) =>
        isForOthers(turn, message) ? { elsewhere: true } : { fileId: String(await readFile(turn, message)) },
    },
  ],
  async done(turn, { file }) {
    if (file === undefined) throw new Refusal('platform:dialogGone')
    if ('fileId' in file) return takeSent(turn, BigInt(file.fileId))
    // The message is the one with the file.
    if (turn.message !== undefined) await handOn(turn, turn.message)
  },
})

/** Has a file read, in the place of an open draft. */
async function takeSent(turn: Turn, fileId: bigint) {
  const { db, now, voice, chatId } = turn
  const { draft, before } = await beginDraft(db, { authorChat: chatId, language: voice.language, fileId }, now)
  if (before !== null) await replaceShown(turn, before)
  const payload = parameters({ text: voice.t('questionnaires:reading') })
  const shownId = await turn.post({ method: 'sendMessage', payload })
  await db.questionnaireDraft.update({ where: { id: draft.id }, data: { shownId } })
  await turn.begin(reading, { id: String(draft.id) })
}

/** What cannot be a questionnaire, while something else that can be published has such files. */
function isForOthers(turn: Turn, { document }: Message): boolean {
  const kinds = document === undefined ? [] : kindsOf(turn, document)
  return kinds.length > 0 && !kinds.includes(publishable)
}

/** Notes the file; refuses what cannot be a questionnaire by its name, before anything is fetched. */
async function readFile(turn: Turn, { document, media_group_id: album }: Message): Promise<bigint> {
  if (album !== undefined) throw new Refusal('sheets:oneByOne', {}, `album:${album}`)
  if (document === undefined) throw new Refusal('questionnaires:sourceWanted')
  if (!kindsOf(turn, document).includes(publishable)) throw new Refusal('questionnaires:otherSource')
  const { file_id: telegramFileId, file_name: name = null, file_size: size = null } = document
  return keep(turn.db, { telegramFileId, botId: turn.botId, name, size }, turn.now).catch((error: unknown) => {
    if (error instanceof FileTooLarge) throw new Refusal('sheets:fileTooLarge', { max: maxFileSize / 2 ** 20 })
    throw error
  })
}
