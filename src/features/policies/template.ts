import { readFile } from 'node:fs/promises'
import { enclose } from '../../platform/files/documents.ts'
import type { Turn } from '../../platform/inbox/turn.ts'

/** Sends a policy in the form in which it is written: one can publish it as it is. */
export async function sendTemplate(turn: Turn): Promise<void> {
  const { db, now, voice } = turn
  const bytes = new Uint8Array(await readFile(new URL(`template.${voice.language}.md`, import.meta.url)))
  const name = voice.label('policies:templateFile')
  const caption = voice.t('policies:templateCaption')
  await turn.post(await enclose(db, { name, type: 'text/markdown', bytes, caption }, now))
}
