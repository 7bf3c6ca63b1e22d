import type { Document } from '@grammyjs/types'

/** What kinds of documents are taken, by the ending of their names. */
const endings = ['pdf', 'docx', 'xlsx', 'pptx', 'doc', 'xls', 'ppt', 'odt', 'ods', 'odp', 'rtf', 'txt', 'csv'] as const
const pictureEndings = ['jpg', 'jpeg', 'png', 'webp', 'gif', 'tif', 'tiff', 'heic', 'heif', 'avif'] as const

/** Endings by what the bytes of a document show; what shows anything else is not kept. */
const byType = new Map([
  ['application/pdf', ['pdf']],
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', ['docx']],
  ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', ['xlsx']],
  ['application/vnd.openxmlformats-officedocument.presentationml.presentation', ['pptx']],
  ['application/vnd.oasis.opendocument.text', ['odt']],
  ['application/vnd.oasis.opendocument.spreadsheet', ['ods']],
  ['application/vnd.oasis.opendocument.presentation', ['odp']],
  ['application/x-cfb', ['doc', 'xls', 'ppt']],
  ['application/rtf', ['rtf']],
])
/** By what Telegram says of a document without a name. */
const bySaid = new Map([...byType, ['text/plain', ['txt']], ['text/csv', ['csv']], ['application/msword', ['doc']]])

/** What is taken, for people to read. */
export const takenKinds = 'PDF, Word, Excel, PowerPoint, ODF, TXT, CSV, JPG, PNG, HEIC'

/** The ending under which a document is kept, judged by how it is called; undefined: such files are not taken. */
export function endingOf({ file_name: name = '', mime_type: type = '' }: Document): string | undefined {
  const said = /\.([a-z0-9]+)$/i.exec(name.trim())?.[1]?.toLowerCase()
  const known = [...endings, ...pictureEndings].find((ending) => ending === said)
  if (said !== undefined) return known
  if (isPicture(type)) return 'jpg'
  return bySaid.get(type)?.[0]
}

/** Whether bytes of this type show a picture. */
export function isPicture(type: string | null): boolean {
  return type !== null && type !== 'image/svg+xml' && type.startsWith('image/')
}

/** The ending that a document deserves by its bytes, `said` where they leave it open; undefined: it is not to be kept. */
export function provenEnding(type: string | null, said: string): string | undefined {
  // Plain text shows nothing of itself.
  if (type === null) return ['txt', 'csv'].find((ending) => ending === said)
  const known = byType.get(type)
  return known?.find((ending) => ending === said) ?? known?.[0]
}
