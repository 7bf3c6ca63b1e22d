// Telegram's stand-in on a port of its own, for Rembuk as a process of its own.
import { AsyncLocalStorage } from 'node:async_hooks'
import { serve } from '@hono/node-server'
import type { Message } from '@grammyjs/types'
import { Api } from 'grammy'
import { openPlayground } from '../../src/playground/index.ts'
import type { CallRecord, Limits, World } from '../../src/playground/types.ts'

/** A call of the Bot API: by which door it came, and when it was decided, in milliseconds of this process. */
export interface DoorCall extends CallRecord {
  door: string
  moment: number
}

export interface StandIn {
  world: World
  /** All calls, in order. */
  calls: DoorCall[]
  /** Hears of each call once it is decided and before it is answered. */
  onCall(listener: (call: DoorCall) => void): () => void
  /** How many calls other than for updates have come and are not decided. */
  waiting(): number
  /** Sends that were not refused. */
  sends(): DoorCall[]
  /** A further address of the same stand-in, on any free port unless one is given: tells who calls. */
  openDoor(name: string, port?: number): Promise<string>
  /** People with whom the bot may talk, and of whom nothing is waiting. */
  addPeople(count: number): Promise<number[]>
  /** Of the bot's messages to this person, those with these words. */
  received(person: number, words: string): Message[]
  close(): Promise<void>
}

export const token = '123456:abc'

/** Opens a stand-in with Telegram's limits unless others are given; it keeps the machine's time. */
export async function openStandIn(limits: Partial<Limits> = {}): Promise<StandIn> {
  const clock = { now: () => new Date(), advance: () => Promise.reject(new Error('The clock is not turned here')) }
  const playground = await openPlayground({ dir: null, clock, token, limits })
  const { world } = playground
  const door = new AsyncLocalStorage<string>()
  const calls: DoorCall[] = []
  const listeners = new Set<(call: DoorCall) => void>()
  let waiting = 0
  const serveCall = async (request: Request, env: object) => {
    const isCounted = !request.url.endsWith('/getUpdates')
    if (isCounted) waiting++
    try {
      return await playground.routes.fetch(request, env)
    } finally {
      if (isCounted) waiting--
    }
  }
  const closers: (() => Promise<void>)[] = []
  world.watch((change) => {
    if (change.kind !== 'call') return
    const call = { ...change.call, door: door.getStore() ?? '', moment: performance.now() }
    calls.push(call)
    for (const listener of listeners) listener(call)
  })
  const openDoor = async (name: string, port = 0) => {
    const server = serve({
      fetch: (request, env) => door.run(name, () => serveCall(request, env)),
      port,
      hostname: '127.0.0.1',
    })
    await new Promise<void>((done) => (server.listening ? done() : server.once('listening', done)))
    closers.push(async () => {
      if ('closeAllConnections' in server) server.closeAllConnections()
      await new Promise((done) => server.close(done))
    })
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('The stand-in listens on no port')
    return `http://127.0.0.1:${address.port}`
  }
  return {
    world,
    calls,
    openDoor,
    onCall(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    waiting: () => waiting,
    sends: () => calls.filter(({ ok, method }) => ok && isSend(method)),
    async addPeople(count) {
      const people = Array.from({ length: count }, (_, n) => world.addPerson({ firstName: `Warga${n}` }).user.id)
      for (const person of people) await world.says(person, 'Halo')
      await new Api(token, { apiRoot: await openDoor('test') }).deleteWebhook({ drop_pending_updates: true })
      return people
    },
    received: (person, words) =>
      world
        .messages(person)
        .filter(({ fromBot, message }) => fromBot && message.text?.includes(words))
        .map(({ message }) => message),
    async close() {
      await playground.close()
      for (const close of closers) await close()
    },
  }
}

/** A new message of the bot, not a change of one. */
export function isSend(method: string): boolean {
  return /^(?:send(?!ChatAction)|copyMessage)/.test(method)
}
