import { Hono } from 'hono'
import { openApi } from './api.ts'
import { pageRoutes } from './page/index.tsx'
import { openState } from './state/index.ts'
import type { Hooks, Limits, TurnableClock, World } from './types.ts'
import { openWorld } from './world.ts'

export { personas } from './personas.ts'

/** What a playground is opened with. */
export interface PlaygroundOptions {
  /** Folder its chats are kept in; null keeps nothing. */
  dir: string | null
  clock: TurnableClock
  /** The token the bot calls it with, `123:abc`; the number is the bot's id. */
  token: string
  limits?: Partial<Limits>
  log?: (line: string) => void
  /** The address it is reached at, once known. */
  apiUrl?: () => string
}

/** A Telegram stand-in: its HTTP routes, and the people and chats behind them. */
export interface Playground {
  /** Serves /bot<token>/…, /file/bot<token>/… and the chat page. */
  readonly routes: Hono
  readonly world: World
  /** The clock it was opened with; turned here, whoever watches is told. */
  readonly clock: TurnableClock
  readonly apiUrl: () => string
  /** Gives the page what it needs of the product. */
  connect(hooks: Hooks): void
  hooks(): Hooks | undefined
  /** Resolves when everything up to now is on disk. */
  flush(): Promise<void>
  /** Ends polls and deliveries and writes what is unwritten. */
  close(): Promise<void>
}

const telegramLimits: Limits = { sendsPerSecond: 30, chatBurst: 20 }

/** Opens a stand-in on the chats kept in `dir`. */
export async function openPlayground(options: PlaygroundOptions): Promise<Playground> {
  const { dir, clock, token, log = () => {}, apiUrl = () => '' } = options
  const limits = { ...telegramLimits, ...options.limits }
  const state = await openState({ dir, clock, token, limits, log })
  const api = openApi(state, token)
  const routes = new Hono()
  let hooks: Hooks | undefined

  const playground: Playground = {
    routes,
    world: openWorld(state),
    clock: {
      now: () => clock.now(),
      async advance(milliseconds) {
        await clock.advance(milliseconds)
        state.announce({ kind: 'clock' })
      },
    },
    apiUrl,
    connect(given) {
      hooks = given
    },
    hooks: () => hooks,
    flush: () => state.ledger.flush(),
    async close() {
      await api.close()
      await state.ledger.close()
    },
  }
  routes.use(async (context, next) => {
    if (!isLoopback(context.req.header('host'))) return context.text('Forbidden', 403)
    return next()
  })
  routes.route('/', api.routes)
  routes.route('/', pageRoutes(playground))
  return playground
}

/** A page elsewhere can make a browser call this server under its own name: only names of this machine are served. */
function isLoopback(host: string | undefined): boolean {
  return host !== undefined && /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i.test(host)
}
