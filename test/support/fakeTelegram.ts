import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'

/** A call as it arrived. */
export interface Call {
  method: string
  chatId: number
  /** Parameters as sent; the raw body of an upload. */
  body: Record<string, unknown> & { raw?: string }
  /** Milliseconds of this process's monotonic clock. */
  at: number
  status: number
}

/** What to answer instead of ok; 'hang': nothing, 'cut': the connection breaks. */
export type Reply =
  | { code: number; description: string; retryAfter?: number }
  | { result: unknown }
  | 'hang'
  | 'cut'
  | undefined

export interface FakeTelegram {
  root: string
  calls: Call[]
  /** Those that were not refused. */
  accepted(): Call[]
  /** Decides the answer to a call; undefined: ok. */
  decide: (call: Call) => Reply
  latency: () => number
  /** Most calls that arrive in any 1000 ms; Infinity: no limit. */
  limit: number
  close(): Promise<void>
}

/** The least of the Bot API that a sender can see: message ids, file ids, and 429 beyond the limit. */
export async function openFakeTelegram(): Promise<FakeTelegram> {
  let arrivals: number[] = []
  let messages = 0
  const answer = (call: Call): Reply => {
    const decided = fake.decide(call)
    if (decided !== undefined) return decided
    arrivals = arrivals.filter((at) => at > call.at - 1000)
    if (arrivals.length >= fake.limit)
      return { code: 429, description: 'Too Many Requests: retry after 1', retryAfter: 1 }
    if (fake.limit !== Number.POSITIVE_INFINITY) arrivals.push(call.at)
    return { result: sent(call.method, ++messages) }
  }
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const at = performance.now()
    const call: Call = { ...(await parse(request)), at, status: 200 }
    fake.calls.push(call)
    const reply = answer(call)
    const latency = fake.latency()
    if (latency > 0) await sleep(latency)
    if (reply === 'hang') return
    if (reply === 'cut' || reply === undefined) response.destroy()
    else {
      if ('code' in reply) call.status = reply.code
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify('result' in reply ? { ok: true, result: reply.result } : refusal(reply)))
    }
  }
  const server = createServer((request, response) => void serve(request, response))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const fake: FakeTelegram = {
    root: `http://127.0.0.1:${port}`,
    calls: [],
    accepted: () => fake.calls.filter(({ status }) => status === 200),
    decide: () => undefined,
    latency: () => 0,
    limit: Number.POSITIVE_INFINITY,
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
  return fake
}

async function parse(request: IncomingMessage): Promise<Pick<Call, 'method' | 'chatId' | 'body'>> {
  const method = request.url?.split('/').at(-1) ?? ''
  const raw = await text(request)
  const body = request.headers['content-type']?.startsWith('application/json')
    ? z.record(z.string(), z.unknown()).parse(JSON.parse(raw))
    : { raw, chat_id: /name="chat_id"\r\n\r\n(-?\d+)/.exec(raw)?.[1] }
  return { method, chatId: Number(body['chat_id']), body }
}

function sent(method: string, id: number) {
  const message = { message_id: id, date: 0, chat: { id: 1, type: 'private' } }
  if (method === 'sendPhoto') return { ...message, photo: [{ file_id: 'small' }, { file_id: 'large' }] }
  if (method === 'sendDocument') return { ...message, document: { file_id: 'document' } }
  return method === 'deleteMessage' ? true : message
}

function refusal({ code, description, retryAfter }: { code: number; description: string; retryAfter?: number }) {
  return {
    ok: false,
    error_code: code,
    description,
    ...(retryAfter ? { parameters: { retry_after: retryAfter } } : {}),
  }
}
