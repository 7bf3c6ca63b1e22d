import type { Source } from './parameters.ts'
import { isRecord } from './objects.ts'
import { parseMultipart } from './multipart.ts'
import { badRequest, Refused } from './refusal.ts'
import { typeOfFile } from './fileTypes.ts'
import type { SentFile } from './types.ts'

const mostBytes = 60 * 1024 * 1024
const noFiles: ReadonlyMap<string, SentFile> = new Map()

/** The parameters of a call, from its address and its body in any of the forms Telegram takes. */
export async function readRequest(request: Request, search: string): Promise<Source> {
  const query = search === '' ? {} : Object.fromEntries(new URLSearchParams(search))
  if (request.method !== 'POST') return { values: query, form: true, files: noFiles }
  const type = request.headers.get('content-type') ?? ''
  if (Number(request.headers.get('content-length') ?? 0) > mostBytes) throw new Refused(413, 'Request Entity Too Large')
  if (type.startsWith('application/json')) {
    const text = await request.text()
    return { values: { ...query, ...object(text) }, form: search !== '', files: noFiles }
  }
  if (type.startsWith('multipart/form-data')) {
    const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(type)?.slice(1).find(Boolean)
    const body = Buffer.from(await request.arrayBuffer())
    if (body.length > mostBytes) throw new Refused(413, 'Request Entity Too Large')
    if (boundary === undefined) throw badRequest("can't parse the multipart body")
    const parsed = parseMultipart(body, boundary)
    // Some clients, telegraf among them, name the method in the form as well.
    const { method: _method, ...values } = parsed.values
    const files = parsed.files
    for (const [name, file] of files) files.set(name, await typeOfFile(file))
    return { values: { ...query, ...values }, form: true, files }
  }
  const text = await request.text()
  return { values: { ...query, ...Object.fromEntries(new URLSearchParams(text)) }, form: true, files: noFiles }
}

function object(text: string): Record<string, unknown> {
  if (text === '') return {}
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw badRequest("can't parse the request: invalid JSON")
  }
  if (!isRecord(value)) throw badRequest("can't parse the request: object expected")
  return value
}
