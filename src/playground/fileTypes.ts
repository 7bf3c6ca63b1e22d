import { fileTypeFromBuffer } from 'file-type'
import type { SentFile } from './types.ts'

const byEnding: Record<string, string> = {
  txt: 'text/plain',
  md: 'text/markdown',
  csv: 'text/csv',
  json: 'application/json',
  yaml: 'application/yaml',
  yml: 'application/yaml',
  html: 'text/html',
  svg: 'image/svg+xml',
}

/** The file with the type of its bytes, else of its name: clients say application/octet-stream of everything. */
export async function typeOfFile(file: SentFile): Promise<SentFile> {
  const found = await fileTypeFromBuffer(file.bytes)
  const ending = file.name.split('.').at(-1)?.toLowerCase() ?? ''
  return { ...file, type: found?.mime ?? byEnding[ending] ?? file.type }
}
