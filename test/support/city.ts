// A whole Rembuk with the playground in Telegram's place, and people who speak in sentences.
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { InlineKeyboardButton, Message } from '@grammyjs/types'
import { inject } from 'vitest'
import { features } from '../../src/features/index.ts'
import { openApp } from '../../src/platform/app.ts'
import type { App } from '../../src/platform/app.ts'
import { turnableClock } from '../../src/platform/clock.ts'
import type { Feature } from '../../src/platform/feature.ts'
import type { SurgeLimits } from '../../src/platform/inbox/surge.ts'
import { openLog } from '../../src/platform/log.ts'
import { openPlayground, personas } from '../../src/playground/index.ts'
import type { Playground } from '../../src/playground/index.ts'
import type { Recording, SentFile } from '../../src/playground/types.ts'
import { openSealing } from '../../src/platform/sealing.ts'
import { openReception } from '../../src/shared/people/reception.ts'
import { cast } from './cast.ts'
import { keepTemplate, makePlace } from './database.ts'
import { settings } from './settings.ts'

interface CitySettings {
  quietHours?: { from: number; to: number } | null
  sendRate?: number
  /** In place of the product's features. */
  features?: Feature[]
  /** Updates are delivered to Rembuk rather than polled by it. */
  webhook?: boolean
  /** How many messages a chat takes in a burst. */
  chatBurst?: number
  /** What is too much from one person; without: nothing is, for a test is quicker than a person. */
  surgeLimits?: SurgeLimits
  /** There is no key for who is not to be named. */
  isKeyless?: boolean
  /** Sends a second the stand-in allows. */
  sendsPerSecond?: number
  /** Its chats are kept in its folder. */
  isKept?: boolean
}

const sealing = openSealing('kunci anonim untuk uji')
const beginning = new Date('2026-11-23T10:00:00+07:00')
/** Quiet hours from an hour before a city begins until an hour after it. */
export const quietNow = { from: 9 * 60, to: 11 * 60 }

/** Opens a Rembuk whose clock stands at 10.00 in Jakarta on Monday 23 November 2026, unless turned. */
export async function openCity(given: CitySettings = {}) {
  return openFrom(undefined, given)
}

/** Opens one on a copy of what another one left, if that is named, some seconds later. */
async function openFrom(template: string | undefined, given: CitySettings) {
  const { place, drop } = await makePlace(template)
  const left = template === undefined ? undefined : new Date(await readFile(join(place.folder, 'clock'), 'utf8'))
  const clock = await turnableClock(null, left ?? beginning)
  const playground = await openPlayground({
    dir: template === undefined && !given.isKept ? null : join(place.folder, 'playground'),
    clock,
    token: '100:test',
    limits: { sendsPerSecond: given.sendsPerSecond ?? 5000, chatBurst: given.chatBurst ?? 1000 },
  })
  const ending = new AbortController()
  const port = given.webhook ? await freePort() : 0
  const open = async () => {
    const app = await openApp({
      settings: {
        ...settings,
        sendRate: given.sendRate ?? 1000,
        quietHours: given.quietHours ?? null,
        sealing: given.isKeyless ? null : sealing,
        adminIds: [1006n],
        paidBroadcast: false,
      },
      token: '100:test',
      apiRoot: (own) => own,
      databaseUrl: place.url,
      dataDir: place.folder,
      host: '127.0.0.1',
      port,
      webhook: given.webhook
        ? { url: `http://127.0.0.1:${port}/telegram/webhook`, path: '/telegram/webhook', secret: 'rahasia' }
        : null,
      clock,
      log: openLog(process.env['TEST_LOG'] === undefined ? 'silent' : 'debug'),
      features: given.features ?? features,
      reception: openReception([1006n]),
      routes: playground.routes,
      strictTexts: true,
      chatBurst: given.chatBurst ?? 1000,
      surgeLimits: given.surgeLimits ?? { messages: Infinity, presses: Infinity },
      signal: ending.signal,
    })
    if (app === undefined) throw new Error('Rembuk did not open')
    return app
  }
  let app = await open()
  const settled = async () => {
    for (;;) {
      while (playground.world.pending().length > 0) await sleep(1)
      await app.idle()
      if (playground.world.pending().length === 0) return
    }
  }
  const actor = (id: number) => openActor(id, playground, settled)
  const persona = (key: (typeof personas)[number]['key']) => {
    const found = personas.find((one) => one.key === key)
    if (found === undefined) throw new Error(`No persona ${key}`)
    return actor(found.id)
  }
  return {
    get app(): App {
      return app
    },
    playground,
    clock,
    place,
    settled,
    persona,
    ani: persona('citizen'),
    budi: persona('employee1'),
    citra: persona('employee2'),
    dewi: persona('head'),
    eko: persona('planner'),
    fitri: persona('admin'),
    newcomer: (firstName: string, language?: string) =>
      actor(playground.world.addPerson({ firstName, ...(language && { language }) }).user.id),
    /** Somebody with an account number such as Telegram gives, and both names. */
    stranger: (input: { id: number; firstName: string; lastName: string }) =>
      actor(playground.world.addPerson(input).user.id),
    /** Stops Rembuk, and starts it again on the same database. */
    async restart() {
      await app.stop(5000)
      app = await open()
    },
    /** Closes it, and does something with what it leaves before that is removed. */
    async leave(meanwhile: () => Promise<void>) {
      await app.stop(5000)
      await playground.close()
      await meanwhile()
      await drop()
    },
    async close() {
      await app.stop(5000)
      await playground.close()
      await drop()
    },
  }
}

/** The same with the sample city, in which those of its people have joined who work there, and Ani as a citizen. */
export async function openStaffedCity(given: CitySettings = {}) {
  return openFrom(await (staffed ??= makeStaffed()), given)
}

/** People join once a run, for it takes seconds: the other cities are copies. */
let staffed: Promise<string> | undefined

async function makeStaffed(): Promise<string> {
  const template = join(inject('shelf'), 'staffed')
  // Whoever makes this folder makes the city; the others wait until it is there.
  const isFirst = await mkdir(join(inject('shelf'), 'staffing')).then(
    () => true,
    () => false,
  )
  if (!isFirst) {
    while (!existsSync(template)) await sleep(50)
    return template
  }
  const city = await openCity({ isKept: true })
  await city.app.fillSample(cast)
  await city.ani.joins('Warga')
  for (const person of [city.budi, city.citra, city.dewi, city.eko, city.fitri]) await person.joins('Pegawai')
  // Their menus are set apart from everything that is waited for otherwise.
  while ((await city.app.work.database.client.person.count({ where: { menu: { not: null } } })) < 5) await sleep(5)
  await city.leave(async () => {
    await writeFile(join(city.place.folder, 'clock'), city.clock.now().toISOString())
    await keepTemplate(city.place, template)
  })
  return template
}

/** Somebody with Telegram: what they do, and what they see. */
function openActor(id: number, { world }: Playground, settled: () => Promise<void>) {
  const toasts: string[] = []
  world.watch((change) => {
    if (change.kind === 'toast' && change.userId === id) toasts.push(change.text)
  })
  const shown = () => world.messages(id).filter(({ deleted }) => !deleted)
  const buttons = () =>
    shown().flatMap(({ message }) =>
      (world.inlineKeyboard(id, message.message_id)?.inline_keyboard.flat() ?? []).map((button) => ({
        button,
        message,
      })),
    )
  const find = (label: string) => {
    const found = buttons().findLast(({ button }) => button.text === label)
    if (found === undefined)
      throw new Error(
        `No button "${label}" is shown, only ${JSON.stringify(buttons().map(({ button }) => button.text))}`,
      )
    return found
  }
  const done = async <Result>(act: Promise<Result>) => {
    const result = await act
    await settled()
    return result
  }
  /** A press ends when it is answered, which is no part of what Rembuk must have done by then. */
  const press = async (messageId: number, data: string) => {
    const [toasted, said] = [toasts.length, shown().length]
    const query = await done(world.presses(id, id, messageId, data))
    const isAnswered = () =>
      world
        .calls()
        .some(({ method, parameters }) => method === 'answerCallbackQuery' && parameters['callback_query_id'] === query)
    while (!isAnswered()) await sleep(1)
    const below = shown().slice(said)
    return [...toasts.slice(toasted), ...below.map(({ message }) => textOf(message))].join('\n')
  }
  return {
    id,
    /** Texts and captions of what the bot has said, in order, as they stand now. */
    get saw(): string[] {
      return shown()
        .filter(({ fromBot }) => fromBot)
        .map(({ message }) => textOf(message))
    },
    /** The bot's messages, as they stand now. */
    get messages(): Message[] {
      return shown()
        .filter(({ fromBot }) => fromBot)
        .map(({ message }) => message)
    },
    /** Labels of the buttons that are shown, from the top. */
    get buttons(): string[] {
      return buttons().map(({ button }) => button.text)
    },
    commands: () => world.commandsFor(id, id).map(({ command }) => command),
    says: (text: string, entities?: Message['entities']) =>
      done(world.says(id, text, { ...(entities && { entities }) })),
    /** Says something in reply to a message. */
    replies: (messageId: number, text: string) => done(world.says(id, text, { replyTo: messageId })),
    /** Presses what is shown; gives what the person is told: in a toast, or below what was said. */
    presses: (label: string) => {
      const { button, message } = find(label)
      return press(message.message_id, dataOf(button))
    },
    /** Presses with data of one's own making, at a message of the bot, the last one if none is named. */
    forges: (data: string, messageId?: number) => {
      const last = shown().findLast(({ fromBot }) => fromBot)
      if (last === undefined) throw new Error('The bot has said nothing yet')
      return press(messageId ?? last.message.message_id, data)
    },
    /** Presses with several such data at once, one after the other; gives all that the person is told. */
    async forgesAll(data: string[]) {
      const last = shown().findLast(({ fromBot }) => fromBot)
      if (last === undefined) throw new Error('The bot has said nothing yet')
      const [toasted, said] = [toasts.length, shown().length]
      const pressed = data.map((one) => world.presses(id, id, last.message.message_id, one))
      const queries = new Set<unknown>(await done(Promise.all(pressed)))
      const answered = () =>
        world
          .calls()
          .filter(
            ({ method, parameters }) =>
              method === 'answerCallbackQuery' && queries.has(parameters['callback_query_id']),
          )
      while (answered().length < data.length) await sleep(1)
      return [
        ...toasts.slice(toasted),
        ...shown()
          .slice(said)
          .map(({ message }) => textOf(message)),
      ]
    },
    dataOf: (label: string) => dataOf(find(label).button),
    sendsPhoto: (file: SentFile, caption?: string, entities?: Message['entities']) =>
      done(world.sendsPhoto(id, file, { ...(caption && { caption }), ...(entities && { entities }) })),
    sendsDocument: (file: SentFile, caption?: string) =>
      done(world.sendsDocument(id, file, { ...(caption && { caption }) })),
    sendsRecording: (kind: Recording, file: SentFile, caption?: string) =>
      done(world.sendsRecording(id, kind, file, { ...(caption && { caption }) })),
    sendsAlbum: (files: SentFile[]) => done(world.sendsAlbum(id, files)),
    sharesContact: (
      contact?: { phone: string; firstName: string; userId?: number },
      options?: Parameters<Playground['world']['sharesContact']>[2],
    ) => done(world.sharesContact(id, contact, options)),
    /** The labels of the keyboard in place of the letters, if there is one. */
    get keyboard(): string[] | undefined {
      const keyboard = world.replyKeyboard(id)
      if (keyboard === undefined || !('keyboard' in keyboard)) return undefined
      return keyboard.keyboard.flat().map((key) => (typeof key === 'string' ? key : key.text))
    },
    /** Opens t.me/<bot>?start=<payload>. */
    opens: (payload?: string) => done(world.opens(id, payload)),
    /** The files the bot has sent, documents and pictures, the oldest first. */
    files: () =>
      Promise.all(
        shown()
          .flatMap(({ fromBot, message }) =>
            fromBot ? [message.document?.file_id ?? message.photo?.at(-1)?.file_id] : [],
          )
          .filter((fileId) => fileId !== undefined)
          .map(async (fileId) => {
            const file = await world.file(fileId)
            if (file === undefined) throw new Error('The file is gone')
            return { ...file, text: Buffer.from(file.bytes).toString() }
          }),
      ),
    sharesLocation: () => done(world.sharesLocation(id, -1.6, 103.6)),
    edits: (messageId: number, text: string) => done(world.edits(id, id, messageId, text)),
    blocks: () => done(world.blocks(id)),
    unblocks: () => done(world.unblocks(id)),
    /** Goes through the introduction in Indonesian. */
    async joins(as: 'Warga' | 'Pegawai' = 'Warga') {
      await done(world.says(id, '/start'))
      for (const label of ['Bahasa Indonesia', 'Setuju', as]) {
        const { button, message } = find(label)
        await press(message.message_id, dataOf(button))
      }
    },
  }
}

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  await new Promise((done) => server.close(done))
  if (address === null || typeof address === 'string') throw new Error('No port')
  return address.port
}

function textOf(message: Message): string {
  return message.text ?? message.caption ?? ''
}

function dataOf(button: InlineKeyboardButton): string {
  if (!('callback_data' in button)) throw new Error(`"${button.text}" is no callback button`)
  return button.callback_data
}
