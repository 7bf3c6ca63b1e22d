import { z } from 'zod'
import type { Db } from '../database/database.ts'
import { parameters } from '../inbox/turn.ts'
import type { View } from '../inbox/turn.ts'

const Payload = z.object({ text: z.json(), link_preview_options: z.json() }).catchall(z.json())

/** Keeps once what many are sent, with a file that carries the words below it if one is named; gives its row, for postToMany. */
export async function keepContent(db: Db, view: View, fileId: bigint | null = null): Promise<bigint> {
  const { text, link_preview_options, ...rest } = Payload.parse(parameters(view))
  const data =
    fileId === null
      ? { method: 'sendMessage', payload: { text, link_preview_options, ...rest } }
      : { method: 'sendDocument', payload: { caption: text, ...rest }, fileId }
  const { id } = await db.content.create({ data, select: { id: true } })
  return id
}
