import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { openLog } from '../../src/platform/log.ts'
import { root } from '../../src/platform/root.ts'
import type { World } from '../../src/playground/types.ts'
import { post } from '../../src/platform/outbox/outbox.ts'
import { openRembuk } from '../../src/rembuk.ts'
import { start } from '../support/child.ts'
import { makePlace } from '../support/database.ts'
import type { TestDatabase } from '../support/database.ts'
import { until } from '../support/until.ts'

/** Rembuk as people start it: a process of its own, without a token, on a migrated database. */
export interface Product {
  /** Where the playground's page is. */
  url: string
  /** Ends the process and starts it again at the same address; does `meanwhile` in between. */
  restart(meanwhile: () => Promise<void>): Promise<void>
  /** Ends the process and removes its data. */
  close(): Promise<void>
}

/** Starts the product and waits until it says where it is. */
export async function startProduct(): Promise<Product> {
  const { place, drop } = await makePlace()
  // Started away from the project's folder, it has to be told how its pages are written.
  const settings = { ...settingsOf(place), TSX_TSCONFIG_PATH: join(root, 'tsconfig.json') }
  let child = await start(settings)
  const end = async () => expect((await child.terminate()).code).toBe(0)
  return {
    url: `${child.url}/playground`,
    async restart(meanwhile) {
      await end()
      await meanwhile()
      child = await start({ ...settings, PORT: new URL(child.url).port })
    },
    async close() {
      await end()
      await drop()
    },
  }
}

/** Rembuk in this process, for tests that also look behind the page. */
export async function openProduct() {
  const { place, drop } = await makePlace()
  const config = readConfig(settingsOf(place))
  const rembuk = await openRembuk(config, openLog('silent'), new AbortController().signal)
  if (rembuk?.playground === undefined) throw new Error('The playground did not open')
  const { app, playground } = rembuk
  const { world } = playground
  return {
    url: `${app.url}/playground`,
    world,
    work: app.work,
    settled,
    /** Makes citizens of people without a page: what they press goes straight to the bot. */
    async join(people: number[]) {
      await Promise.all(people.map((person) => world.opens(person)))
      for (const label of ['Bahasa Indonesia', 'Setuju', 'Warga']) {
        await settled()
        await Promise.all(people.map((person) => press(world, person, label)))
      }
      await settled()
    },
    /** Calls the Bot API as the bot does. */
    async calls(method: string, parameters: object) {
      const token = await readFile(join(place.folder, 'playground', 'token'), 'utf8')
      const answer = await fetch(`${app.url}/bot${token}/${method}`, {
        method: 'POST',
        body: JSON.stringify(parameters),
        headers: { 'content-type': 'application/json' },
      })
      expect(await answer.json()).toMatchObject({ ok: true })
    },
    /** Has the bot say something later, by its own clock. */
    async post(person: number, text: string, milliseconds: number) {
      const { clock, database } = app.work
      const now = clock.now()
      const dueAt = new Date(now.getTime() + milliseconds)
      const message = {
        lane: 'notice',
        chatId: BigInt(person),
        method: 'sendMessage',
        payload: { text },
        dueAt,
      } as const
      await database.client.$transaction((db) => post(db, [message], now))
    },
    async close() {
      await rembuk.stop(5000)
      await drop()
    },
  }

  async function settled() {
    await until('the bot has taken every update', () => world.pending().length === 0, 10_000)
    await app.idle()
  }
}

function settingsOf(place: TestDatabase['place']): Record<string, string> {
  return { PORT: '0', DATA_DIR: place.folder, DATABASE_URL: place.url ?? '', QUIET_HOURS: '' }
}

async function press(world: World, person: number, label: string) {
  const message = world.messages(person).at(-1)?.message.message_id ?? 0
  await world.presses(person, person, message, dataOf(world.inlineKeyboard(person, message), label))
}

/** What pressing the button of this label sends. */
export function dataOf(keyboard: ReturnType<World['inlineKeyboard']>, label: string): string {
  const button = keyboard?.inline_keyboard.flat().find(({ text }) => text === label)
  if (button === undefined || !('callback_data' in button)) throw new Error(`No button says "${label}"`)
  return button.callback_data
}
