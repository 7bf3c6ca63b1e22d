import type { Update } from '@grammyjs/types'
import type { Hono } from 'hono'
import type { Clock } from './clock.ts'
import { openDatabase } from './database/database.ts'
import type { Feature, SamplePersona } from './feature.ts'
import type { SurgeLimits } from './inbox/surge.ts'
import type { Log } from './log.ts'
import { openMachine } from './machine.ts'
import type { Machine } from './machine.ts'
import { introduce, openTelegram } from './telegram/telegram.ts'
import { openTexts } from './texts.ts'
import type { Reception } from './visitor.ts'
import { listen, openWeb, webhookRoute } from './web.ts'
import type { Readiness } from './web.ts'
import type { Settings, Work } from './work.ts'

/** What Rembuk is opened with: its settings, and the parts that know the trade. */
export interface AppOptions {
  settings: Settings & { paidBroadcast: boolean }
  token: string
  /** Telegram's, or a stand-in's; a function of the own address when the stand-in is served by this process. */
  apiRoot: string | ((ownUrl: string) => string)
  databaseUrl: string | undefined
  dataDir: string
  host: string
  port: number
  webhook: { url: string; path: string; secret: string } | null
  clock: Clock
  log: Log
  features: Feature[]
  reception: Reception
  /** Further routes, such as the playground's. */
  routes?: Hono
  /** Messages to one person at once, for a stand-in that takes more than Telegram's 20. */
  chatBurst?: number
  /** Other limits of what is taken from one person, for a test in which people are quicker than they are. */
  surgeLimits?: SurgeLimits | undefined
  /** A missing text or value throws. */
  strictTexts?: boolean
  /** Gives up waiting for Telegram. */
  signal: AbortSignal
}

/** Rembuk, running. */
export interface App {
  /** Its own address, and the bot's name at Telegram. */
  url: string
  botName: string
  work: Work
  /** When the next message, or affair of a feature, is due; null: none waits. */
  nextDue(): Promise<Date | null>
  /** Fills the sample; gives one sentence on what it made. */
  fillSample(personas: SamplePersona[]): Promise<string>
  /** Resolves when everything that is due has been done: for tests. */
  idle(): Promise<void>
  /** Takes nothing more, finishes what is in hand within `deadline` milliseconds, and closes everything. */
  stop(deadline: number): Promise<void>
}

/** Opens every part and starts work; undefined when the signal ended the waiting for Telegram. Throws Halt. */
export async function openApp(options: AppOptions): Promise<App | undefined> {
  const { clock, log, features, settings } = options
  const voice = await openTexts({ strict: options.strictTexts ?? false, timeZone: settings.timeZone })
  const database = await openDatabase({ url: options.databaseUrl, folder: options.dataDir, log })
  const closers: (() => Promise<unknown>)[] = [() => database.close()]
  try {
    let machine: Machine | undefined
    let botName = ''
    const work: Work = {
      database,
      clock,
      log,
      voice,
      botName: () => botName,
      settings,
      groups: features.flatMap((feature) => feature.groups ?? []),
      exports: features.flatMap((feature) => feature.exports ?? []),
      handOver: (posted) => machine?.sender.handOver(posted),
    }
    const web = openWeb({ log, readiness: () => readiness(machine) })
    const take = (updates: Update[]) => {
      if (machine === undefined) throw new Error('Updates are not taken yet')
      return machine.take(updates)
    }
    if (options.webhook) web.route('/', webhookRoute(options.webhook.path, options.webhook.secret, take))
    for (const feature of features) if (feature.web) web.route('/', feature.web(work))
    if (options.routes) web.route('/', options.routes)
    const server = await listen(web, options.host, options.port)
    closers.push(() => server.close())

    const apiRoot = typeof options.apiRoot === 'string' ? options.apiRoot : options.apiRoot(server.url)
    const telegram = openTelegram(options.token, apiRoot)
    const me = await introduce(telegram.api, apiRoot, log, options.signal)
    if (me === undefined) {
      await closeAll(closers)
      return undefined
    }
    botName = me.username
    const running = await openMachine({ ...options, apiRoot, telegram, me, work })
    machine = running
    return {
      url: server.url,
      botName: me.username,
      work,
      nextDue: () => running.nextDue(),
      idle: () => running.idle(),
      async fillSample(personas) {
        const said = await database.client.$transaction(async (tx) => {
          const sentences: (string | undefined)[] = []
          for (const feature of features)
            sentences.push(await feature.sample?.({ db: tx, personas, voice: voice('id'), now: clock.now() }))
          return sentences
        })
        return said.filter((sentence) => sentence !== undefined).join(' ')
      },
      async stop(deadline) {
        await running.stop(deadline)
        await closeAll(closers)
      },
    }
  } catch (error) {
    await closeAll(closers)
    throw error
  }
}

async function closeAll(closers: (() => Promise<unknown>)[]) {
  for (const close of closers.toReversed()) await close()
}

async function readiness(machine: Machine | undefined): Promise<Readiness> {
  const nothing = { updates: 0, messages: 0 }
  if (machine === undefined) return { database: true, telegram: false, leader: false, backlog: nothing }
  try {
    return { database: true, ...(await machine.readiness()) }
  } catch {
    return { database: false, telegram: machine.reachable(), leader: false, backlog: nothing }
  }
}
