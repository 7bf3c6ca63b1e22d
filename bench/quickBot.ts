import { setTimeout as pause } from 'node:timers/promises'
import { features } from '../src/features/index.ts'
import { openApp } from '../src/platform/app.ts'
import { turnableClock } from '../src/platform/clock.ts'
import { openLog } from '../src/platform/log.ts'
import { openSealing } from '../src/platform/sealing.ts'
import { openPlayground } from '../src/playground/index.ts'
import { openReception } from '../src/shared/people/reception.ts'
import { anonKey, token } from './scene.ts'

/** Somebody who presses a button over and over; ending it gives the milliseconds of each press until it was acknowledged. */
export interface QuickBot {
  talk(): () => Promise<number[]>
  close(): Promise<void>
}

const every = 40

/** Rembuk in this process, on the embedded engine, with a stand-in that takes everything at once. */
export async function openQuickBot(folder: string): Promise<QuickBot> {
  const clock = await turnableClock(null)
  const many = 1_000_000
  const playground = await openPlayground({
    dir: null,
    clock,
    token,
    limits: { sendsPerSecond: many, chatBurst: many },
  })
  const app = await openApp({
    settings: {
      timeZone: 'Asia/Jakarta',
      sendRate: many,
      quietHours: null,
      minGroup: 5,
      officeHours: { from: 450, to: 960 },
      responseDays: { first: 3, question: 5, appreciation: 5, suggestion: 14, complaint: 14, inspection: 60 },
      sealing: openSealing(anonKey),
      adminIds: [],
      paidBroadcast: false,
    },
    token,
    apiRoot: (own) => own,
    databaseUrl: undefined,
    dataDir: folder,
    host: '127.0.0.1',
    port: 0,
    webhook: null,
    clock,
    log: openLog('silent'),
    features,
    reception: openReception([]),
    routes: playground.routes,
    chatBurst: many,
    surgeLimits: { messages: many, presses: many },
    signal: new AbortController().signal,
  })
  if (app === undefined) throw new Error('Rembuk did not open')
  const { world } = playground
  const { user } = world.addPerson({ firstName: 'Ukur' })
  await world.says(user.id, '/start')
  while (world.messages(user.id).length < 2) await pause(5)
  const button = world.messages(user.id).at(-1)?.message.message_id ?? 0
  const press = async () => {
    const asked = performance.now()
    const query = await world.presses(user.id, user.id, button, 'nothing|1')
    const isAnswered = () =>
      world
        .calls()
        .slice(-20)
        .some(({ method, parameters }) => method === 'answerCallbackQuery' && parameters['callback_query_id'] === query)
    while (!isAnswered()) await pause(1)
    return performance.now() - asked
  }
  return {
    talk() {
      let isOn = true
      const times: number[] = []
      const talking = (async () => {
        while (isOn) {
          times.push(await press())
          await pause(every)
        }
      })()
      return async () => {
        isOn = false
        await talking
        return times
      }
    },
    async close() {
      await app.stop(5000)
      await playground.close()
    },
  }
}
