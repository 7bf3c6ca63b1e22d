import type { Turn } from '../../platform/inbox/turn.ts'
import type { Content } from './content.ts'
import { readKeyboard } from './views.ts'

/**
 * Shows an announcement to its author as its recipients will see it; its words are forgotten once it is shown. A preview
 * can be marked later on, a test stays as it was sent.
 */
export async function preview(turn: Turn, content: Content, as: { reads: boolean; isTest: boolean }): Promise<void> {
  const { method, fileId } = content
  const payload = { ...content.payload, ...keyboard(turn, as.reads) }
  const subject = as.isTest ? undefined : subjectOf(turn.chatId)
  if (fileId === null) return void (await turn.post({ method, payload, subject }))
  const kept = await turn.db.content.create({ data: { method, payload: {}, fileId: BigInt(fileId) } })
  await turn.post({ method, payload, contentId: kept.id, subject })
}

/** Puts "Saya sudah baca" below the last preview, or takes it away. */
export async function markPreview(turn: Turn, reads: boolean): Promise<void> {
  const shown = await turn.db.message.findFirst({
    where: { subject: subjectOf(turn.chatId) },
    orderBy: { id: 'desc' },
    select: { id: true },
  })
  if (shown === null) return
  await turn.post({ method: 'editMessageReplyMarkup', targetId: shown.id, payload: keyboard(turn, reads) })
}

const keyboard = (turn: Turn, reads: boolean) => (reads ? { reply_markup: readKeyboard(turn.voice, 0n) } : {})
const subjectOf = (chatId: bigint) => `preview:${chatId}`
