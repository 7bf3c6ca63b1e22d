import { serve } from '@hono/node-server'
import { Api } from 'grammy'
import { openPlayground, type Playground } from '../../src/playground/index.ts'
import type { Limits, TurnableClock } from '../../src/playground/types.ts'

/** A playground on a free port, with grammY's client. */
export interface Stand {
  playground: Playground
  world: Playground['world']
  clock: TurnableClock
  api: Api
  url: string
  close(): Promise<void>
}

export const token = '4242:stand-in_token'

/** Opens a playground on a free port of this machine. */
export async function openStand(
  options: { dir?: string; limits?: Partial<Limits>; log?: (line: string) => void } = {},
): Promise<Stand> {
  const clock = fixedClock()
  const playground = await openPlayground({
    dir: options.dir ?? null,
    clock,
    token,
    limits: { sendsPerSecond: 100_000, chatBurst: 100_000, ...options.limits },
    log: options.log ?? (() => {}),
  })
  const server = serve({ fetch: playground.routes.fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise<void>((resolve) => (server.listening ? resolve() : server.once('listening', resolve)))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port')
  const { port } = address
  const url = `http://127.0.0.1:${port}`
  return {
    playground,
    world: playground.world,
    clock,
    api: new Api(token, { apiRoot: url }),
    url,
    async close() {
      await playground.close()
      if ('closeAllConnections' in server) server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** What the Bot API answers. */
export interface Answer {
  ok: boolean
  result?: unknown
  error_code?: number
  description?: string
  parameters?: { retry_after?: number; migrate_to_chat_id?: number }
}

/** Calls a method with JSON and gives the whole answer. */
export async function call(stand: Stand, method: string, body: unknown = {}): Promise<Answer> {
  const response = await fetch(`${stand.url}/bot${token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const answer: Answer = JSON.parse(await response.text())
  return answer
}

/** A PNG header of these dimensions: all that the stand-in reads of a picture. */
export function png(width: number, height: number, bytes = 64): Buffer {
  const picture = Buffer.alloc(bytes)
  Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex').copy(picture)
  picture.writeUInt32BE(width, 16)
  picture.writeUInt32BE(height, 20)
  return picture
}

function fixedClock(): TurnableClock {
  let time = Date.UTC(2027, 0, 4, 2, 0, 0)
  return {
    now: () => new Date(time),
    advance: async (milliseconds) => {
      time += milliseconds
    },
  }
}
