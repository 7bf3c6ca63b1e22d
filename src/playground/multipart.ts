import { badRequest } from './refusal.ts'
import type { SentFile } from './types.ts'

/**
 * The parts of a multipart/form-data body. Written by hand because clients of Telegram, grammY among them, send file
 * names without quotes, which the platform's own parser refuses and Telegram takes.
 */
export function parseMultipart(
  body: Buffer,
  boundary: string,
): { values: Record<string, string>; files: Map<string, SentFile> } {
  const values: Record<string, string> = {}
  const files = new Map<string, SentFile>()
  const mark = Buffer.from(`--${boundary}`)
  let at = body.indexOf(mark)
  if (at === -1) throw badRequest("can't parse the multipart body")
  for (;;) {
    at += mark.length
    if (body.subarray(at, at + 2).equals(dashes)) return { values, files }
    const headEnd = body.indexOf('\r\n\r\n', at)
    const next = body.indexOf(mark, headEnd + 2)
    if (headEnd === -1 || next === -1) throw badRequest("can't parse the multipart body")
    const head = body.subarray(at, headEnd).toString('utf8')
    const content = body.subarray(headEnd + 4, Math.max(headEnd + 4, next - 2))
    const name = attribute(head, 'name')
    if (name === undefined) throw badRequest('a part of the multipart body has no name')
    const fileName = attribute(head, 'filename')
    if (fileName === undefined) values[name] = content.toString('utf8')
    else files.set(name, { bytes: content, name: fileName, type: typeOf(head) })
    at = next
  }
}

const dashes = Buffer.from('--')

function attribute(head: string, name: string): string | undefined {
  const match = new RegExp(`[;\\s]${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^;\\r\\n]*))`, 'i').exec(head)
  return match ? (match[1] ?? match[2] ?? '').replace(/\\(["\\])/g, '$1') : undefined
}

function typeOf(head: string): string {
  return /content-type:\s*([^\r\n;]+)/i.exec(head)?.[1]?.trim() ?? 'application/octet-stream'
}
