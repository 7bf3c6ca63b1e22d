import { z } from 'zod'
import { inThread } from '../thread.ts'
import type { BlankSheet } from './workbook.ts'

/** The type of what `makeWorkbook` makes. */
export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const module = new URL('./workbook.ts', import.meta.url)
const output = z.instanceof(Uint8Array).transform((bytes) => new Uint8Array(bytes))

/** Makes an XLSX workbook to fill in, of one sheet or several, in a thread. */
export async function makeWorkbook(
  input: BlankSheet | BlankSheet[],
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  return inThread({ module, run: 'writeWorkbook', input, output, memory: 256 }, signal)
}
