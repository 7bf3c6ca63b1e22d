import type { Document as SentDocument, Message } from '@grammyjs/types'
import { z } from 'zod'
import { dialog } from '../../platform/dialog/dialog.ts'
import type { Publishable } from '../../platform/feature.ts'
import { FileTooLarge, keep, maxFileSize } from '../../platform/files/files.ts'
import { parameters } from '../../platform/inbox/turn.ts'
import type { Turn } from '../../platform/inbox/turn.ts'
import { Refusal } from '../../platform/refusal.ts'
import { handOn, kindsOf } from '../../shared/publishing/routing.ts'
import { attach, endDraft, openDraft, submit } from './drafts.ts'
import { reading, waiting } from './drafting.ts'
import { awaitFile, retireShown, showDraft } from './draftPresses.ts'
import { sendTemplate } from './template.ts'

/** What was sent: the policy's text, or the original that readers can have, by the file's row; or what is no policy. */
const Sent = z.union([
  z.object({ kind: z.enum(['source', 'original']), fileId: z.string() }),
  z.object({ kind: z.literal('elsewhere') }),
])
type Kept = Exclude<z.infer<typeof Sent>, { kind: 'elsewhere' }>

/** Policies, as "/terbitkan" offers them. */
export const publishable: Publishable = {
  name: 'policy',
  label: 'policies:kind',
  right: 'planner',
  endings: ['md', 'markdown', 'txt', 'docx', 'doc', 'pdf'],
  async open(turn) {
    const draft = await openDraft(turn.db, turn.chatId)
    // What could not be read is left behind, with the original that was attached to it.
    if (draft?.state === 'faulty') await endDraft(turn.db, draft, 'dropped', turn.now)
    if (draft?.state !== 'ready') return turn.open(submitting, {})
    turn.answer({ text: turn.t('policies:draftWaits') })
    await showDraft(turn, draft.id)
  },
  waits: async (turn) => (await openDraft(turn.db, turn.chatId))?.state === 'ready',
  take: async (turn, message) => takeSent(turn, await readFile(turn, message), null),
}

/** Asks for the policy's file, and has it read. */
export const submitting = dialog({
  name: waiting.name,
  title: 'policies:publishing',
  right: 'planner',
  brief: true,
  left: 'policies:publishingLeft',
  opening: z.object({ policy: z.string().optional() }),
  answers: z.object({ [waiting.step]: Sent }),
  steps: [
    {
      key: waiting.step,
      ask: (turn) => turn.t('policies:askFile', { max: maxFileSize / 2 ** 20 }),
      options: (turn) => [[{ id: 'template', label: turn.label('policies:template'), act: sendTemplate }]],
      read: (turn, message) => (isForOthers(turn, message) ? { kind: 'elsewhere' } : readFile(turn, message)),
    },
  ],
  async done(turn, { file }, { policy }) {
    if (file === undefined) throw new Refusal('platform:dialogGone')
    // The message is the one with the file.
    if (file.kind === 'elsewhere') return void (turn.message && (await handOn(turn, turn.message)))
    await takeSent(turn, file, policy === undefined ? null : BigInt(policy))
  },
})

/** What cannot be a policy, while something else that can be published has such files. */
function isForOthers(turn: Turn, { document }: Message): boolean {
  return document !== undefined && kindOf(document) === 'other' && kindsOf(turn, document).length > 0
}

/** Has a policy's text read, in the place of an open draft; or attaches the original to that. */
async function takeSent(turn: Turn, sent: Kept, policyId: bigint | null) {
  const fileId = BigInt(sent.fileId)
  if (sent.kind === 'original') return attachOriginal(turn, fileId)
  const { db, now, voice, chatId } = turn
  const before = await openDraft(db, chatId)
  if (before !== null) await retireShown(turn, before)
  const draft = await submit(db, { authorChat: chatId, language: voice.language, fileId, policyId }, now)
  const shownId = await turn.post({
    method: 'sendMessage',
    payload: parameters({ text: turn.t('policies:reading') }),
  })
  await db.policyDraft.update({ where: { id: draft.id }, data: { shownId } })
  await turn.begin(reading, { id: String(draft.id) })
}

async function attachOriginal(turn: Turn, fileId: bigint) {
  const draft = await attach(turn.db, turn.chatId, fileId)
  turn.answer({ text: turn.t('policies:originalAttached') })
  if (draft.state === 'ready') return showDraft(turn, draft.id)
  await awaitFile(turn)
}

/** Notes the file; refuses what cannot be a policy by its name or type, before anything is fetched. */
async function readFile(turn: Turn, { document, media_group_id: album }: Message): Promise<Kept> {
  if (album !== undefined) throw new Refusal('policies:oneByOne', {}, `album:${album}`)
  if (document === undefined) throw new Refusal('policies:documentWanted')
  const kind = kindOf(document)
  if (kind === 'other') throw new Refusal('policies:otherType')
  // What can only be refused later is refused before it is fetched.
  if (kind === 'original' && (await openDraft(turn.db, turn.chatId)) === null)
    throw new Refusal('policies:originalFirst')
  const { file_id: telegramFileId, file_name: name = null, file_size: size = null } = document
  const fileId = await keep(turn.db, { telegramFileId, botId: turn.botId, name, size }, turn.now).catch(
    (error: unknown) => {
      if (error instanceof FileTooLarge) throw new Refusal('policies:fileTooLarge', { max: maxFileSize / 2 ** 20 })
      throw error
    },
  )
  return { kind, fileId: String(fileId) }
}

function kindOf({ file_name: name = '', mime_type: type = '' }: SentDocument): 'source' | 'original' | 'other' {
  const ending = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase()
  if (ending === 'pdf' || type === 'application/pdf') return 'original'
  if (ending !== undefined) return ['md', 'markdown', 'txt', 'docx', 'doc'].includes(ending) ? 'source' : 'other'
  return /^text\/|wordprocessingml/.test(type) ? 'source' : 'other'
}
