import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { startChild } from './child.ts'
import type { Child } from './child.ts'
import type { Place } from './places.ts'
import { admin, announcement, anonKey, token } from './scene.ts'
import { startStandIn } from './telegram.ts'
import type { StandIn } from './telegram.ts'

/** A bot that runs in a process of its own and talks with a stand-in of its own. */
export interface Contestant {
  name: string
  standIn: StandIn
  /** Sends the announcement to everyone; resolves when it is over. */
  announce(people: number[], inFlight: number): Promise<void>
  /** Milliseconds of processor time that its process has used, and MB of memory that it holds. */
  processor(): Promise<number>
  memory(): Promise<number>
  /** What it has printed so far. */
  output(): string
  stop(): Promise<void>
}

/** What a stand-in allows. */
export interface World {
  limit: number | null
  latency: number
}

const startPatience = 60_000
const longest = 600_000

/** The product, as the operator runs it; it announces to everyone in its database. */
export async function startRembuk(place: Place, world: World, rate: number): Promise<Contestant> {
  const name = `Rembuk, ${place.engine}`
  const standIn = await startStandIn(world)
  const settings = {
    BOT_TOKEN: token,
    BOT_API_ROOT: standIn.root,
    DATABASE_URL: place.url ?? '',
    DATA_DIR: place.folder,
    ADMIN_IDS: String(admin),
    ANON_KEY: anonKey,
    PORT: '0',
    QUIET_HOURS: '',
    LOG_LEVEL: 'error',
    SEND_RATE: String(rate),
    // It stands in the project's folder, where a start by npm finds it.
    TSX_TSCONFIG_PATH: fileURLToPath(new URL('../tsconfig.json', import.meta.url)),
  }
  // Away from the project's folder, whose .env is none of our business.
  const child = startChild(new URL('../src/main.ts', import.meta.url), name, settings, place.folder)
  await ready(child, 'Rembuk is ready.', name)
  return {
    ...common(name, standIn, child),
    async announce() {
      await standIn.adminSays('/umumkan')
      await standIn.adminSees('Kirim isinya', startPatience)
      await standIn.adminSays(announcement)
      await standIn.adminPresses('Semua')
      await standIn.adminPresses('Kirim sekarang')
      await standIn.adminSees(' selesai</b>', longest)
    },
  }
}

/** The bare bot that asks a form; it begins with everyone in its database. */
export async function startForm(place: Place, world: World): Promise<Contestant> {
  const name = `telegraf, ${place.engine}`
  const standIn = await startStandIn(world)
  const settings = { API_ROOT: standIn.root, DATABASE_URL: place.url ?? '', DATA_DIR: place.folder }
  return startLibrary(name, standIn, startChild(new URL('telegrafForm.ts', import.meta.url), name, settings))
}

/** A library's minimal bot. */
export async function startPeer(name: 'grammY' | 'telegraf', world: World): Promise<Contestant> {
  const standIn = await startStandIn(world)
  const entry = new URL(name === 'grammY' ? 'grammyBot.ts' : 'telegrafBot.ts', import.meta.url)
  return startLibrary(name, standIn, startChild(entry, name, { API_ROOT: standIn.root }))
}

async function startLibrary(name: string, standIn: StandIn, child: Child): Promise<Contestant> {
  await ready(child, 'ready', name)
  return {
    ...common(name, standIn, child),
    announce: (people, inFlight) => child.ask('announce', { people, inFlight }, z.undefined()),
  }
}

function common(name: string, standIn: StandIn, child: Child) {
  return {
    name,
    standIn,
    processor: () => child.ask('processor', null, z.number()),
    memory: () => child.ask('memory', null, z.number()),
    output: child.output,
    async stop() {
      await child.stop()
      await standIn.stop()
    },
  }
}

async function ready(child: Child, words: string, name: string) {
  // Throws as soon as the process ends.
  await child.ask('processor', null, z.number())
  const last = performance.now() + startPatience
  while (!child.output().includes(words)) {
    if (performance.now() > last) throw new Error(`${name} did not start`)
    await pause(50)
  }
}
