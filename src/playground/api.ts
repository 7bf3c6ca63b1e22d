import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { Hono, type Context } from 'hono'
import { methods } from './methods/index.ts'
import type { Method } from './methods/method.ts'
import { openFeed } from './methods/updates.ts'
import type { Source } from './parameters.ts'
import { Refused } from './refusal.ts'
import { readRequest } from './request.ts'
import type { State } from './state/index.ts'

type Bound = { Bindings: Partial<HttpBindings> }

const mostDownloadBytes = 20 * 1024 * 1024
const unread: Source = { values: {}, form: false, files: new Map() }

/** The Bot API over HTTP: calls under /bot<token>/, downloads under /file/bot<token>/. */
export function openApi(state: State, token: string): { routes: Hono<Bound>; close(): Promise<void> } {
  const feed = openFeed(state)
  const served = new Map<string, [string, Method]>()
  for (const [name, method] of Object.entries({ ...methods, ...feed.methods }))
    served.set(name.toLowerCase(), [name, method])
  const routes = new Hono<Bound>()

  routes.all('/:bot{bot[^/]+}/:method', async (context) => {
    const started = performance.now()
    const at = state.clock.now()
    const asked = context.req.param('method')
    if (!isThisBot(context.req.param('bot'))) return failed(new Refused(401, 'Unauthorized'))
    const [name, method] = served.get(asked.toLowerCase()) ?? [asked.slice(0, 64), undefined]
    let source = unread
    try {
      if (!method) {
        state.log(`playground: the bot called ${name}, a method that is not served`)
        throw new Refused(404, 'Not Found')
      }
      source = await readRequest(context.req.raw, searchOf(context.req.url))
      if (await fault(context, name)) {
        record(false, { error_code: 0, description: 'the connection was dropped' })
        return RESPONSE_ALREADY_SENT
      }
      const result = await method.answer(state, source, { signal: context.req.raw.signal })
      record(true, result)
      return context.json({ ok: true, result })
    } catch (error) {
      const refused = error instanceof Refused ? error : new Refused(500, 'Internal Server Error')
      if (refused !== error)
        state.log(`playground: ${name} failed: ${error instanceof Error ? error.stack : 'no error'}`)
      record(false, { error_code: refused.code, description: refused.message, parameters: refused.parameters })
      return failed(refused)
    }

    function record(ok: boolean, answer: unknown): void {
      const milliseconds = performance.now() - started
      const call = state.calls.add({ at, method: name, parameters: shownParameters(source), ok, answer, milliseconds })
      state.announce({ kind: 'call', call })
    }
  })

  routes.get('/file/:bot{bot[^/]+}/:path{.+}', async (context) => {
    const file = isThisBot(context.req.param('bot')) ? state.files.atPath(context.req.param('path')) : undefined
    if (!file || file.size > mostDownloadBytes) return failed(new Refused(404, 'Not Found'))
    const bytes = await state.files.bytes(file)
    return new Response(new Uint8Array(bytes), {
      headers: { 'content-type': 'application/octet-stream', 'content-length': String(file.size) },
    })
  })

  /** True when the connection was dropped. getUpdates is spared: a poll would use up what is meant for a call. */
  async function fault(context: Context<Bound>, name: string): Promise<boolean> {
    if (name === 'getUpdates' || state.faults.all().length === 0) return false
    if (state.faults.take('drop')) {
      context.env?.outgoing?.socket?.destroy()
      return true
    }
    if (state.faults.take('bad-gateway')) throw new Refused(502, 'Bad Gateway')
    const slow = state.faults.take('slow')
    if (slow) await new Promise((resolve) => setTimeout(resolve, slow.milliseconds))
    return false
  }

  function isThisBot(given: string): boolean {
    return given === `bot${token}`
  }

  return { routes, close: () => feed.close() }
}

function failed({ code, message, parameters }: Refused): Response {
  const body = JSON.stringify({ ok: false, error_code: code, description: message, parameters })
  const headers = new Headers({ 'content-type': 'application/json' })
  if (parameters?.retry_after !== undefined) headers.set('retry-after', String(parameters.retry_after))
  return new Response(body, { status: code, headers })
}

function searchOf(url: string): string {
  const at = url.indexOf('?')
  return at === -1 ? '' : url.slice(at + 1)
}

/** Parameters as the panel shows them: files by name and size. */
function shownParameters({ values, files }: Source): Record<string, unknown> {
  if (files.size === 0) return values
  const shown = { ...values }
  for (const [name, { name: fileName, bytes }] of files) shown[name] = `${fileName}, ${bytes.length} bytes`
  return shown
}
