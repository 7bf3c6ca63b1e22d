import type { Db } from '../database/database.ts'
import type { Language } from '../texts.ts'

/**
 * Waits in a chat for the answer to a question of a brief dialog that is opened with nothing, without asking it: something
 * said there has. Not while another dialog is open, whose answer it would take.
 */
export async function awaitAnswer(
  tx: Db,
  { name, step }: { name: string; step: string },
  { chatId, language }: { chatId: bigint; language: Language },
  now: Date,
): Promise<void> {
  await tx.dialog.deleteMany({ where: { chatId, name } })
  const data = { chatId, activeChat: chatId, name, step, language, opening: {}, answers: {}, trail: [] }
  await tx.dialog.createMany({ data: { ...data, createdAt: now, updatedAt: now }, skipDuplicates: true })
}
