import type { Document, Message } from '@grammyjs/types'
import { FileTooLarge, keep, maxFileSize } from '../../platform/files/files.ts'
import type { Turn } from '../../platform/inbox/turn.ts'
import { Refusal } from '../../platform/refusal.ts'

/** Notes a table that somebody sends, CSV or XLSX; refuses what cannot be one by its name or type, before anything is fetched. */
export async function takeSheet(turn: Turn, message: Message): Promise<string> {
  return takeDocument(turn, message, (document) => {
    const kind = kindOf(document)
    if (kind !== 'table') throw new Refusal(kind === 'old' ? 'sheets:oldExcel' : 'sheets:otherType')
  })
}

/** The same for a calendar: a table, or a file of the kind that calendar programs write. */
export async function takeCalendar(turn: Turn, message: Message): Promise<string> {
  return takeDocument(turn, message, (document) => {
    const kind = /\.ics$/i.test(document.file_name ?? '') ? 'table' : kindOf(document)
    if (kind !== 'table') throw new Refusal(kind === 'old' ? 'sheets:oldExcel' : 'sheets:otherCalendar')
  })
}

async function takeDocument(
  turn: Turn,
  { document, media_group_id: album }: Message,
  judge: (document: Document) => void,
): Promise<string> {
  if (album !== undefined) throw new Refusal('sheets:oneByOne', {}, `album:${album}`)
  if (document === undefined) throw new Refusal('sheets:documentWanted')
  judge(document)
  const { file_id: telegramFileId, file_name: name = null, file_size: size = null } = document
  const fileId = await keep(turn.db, { telegramFileId, botId: turn.botId, name, size }, turn.now).catch(
    (error: unknown) => {
      if (error instanceof FileTooLarge) throw new Refusal('sheets:fileTooLarge', { max: maxFileSize / 2 ** 20 })
      throw error
    },
  )
  return String(fileId)
}

function kindOf({ file_name: name = '', mime_type: type = '' }: Document): 'table' | 'old' | 'other' {
  const ending = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase()
  if (ending === 'xls' || ending === 'xlsb') return 'old'
  if (ending !== undefined) return ['csv', 'tsv', 'txt', 'xlsx'].includes(ending) ? 'table' : 'other'
  return /^text\/|spreadsheetml/.test(type) ? 'table' : 'other'
}
