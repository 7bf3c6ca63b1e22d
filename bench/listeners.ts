// npm run bench:listeners: 2,000 screens follow a hall's page while its facilitator leads it. docs/benchmarks.md says what the
// figures mean. --quick: fewer of them.
import { Agent, get } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { startRembuk } from './contestants.ts'
import { within } from './form.ts'
import { conduct } from './frame.ts'
import { dropPlaces } from './places.ts'
import type { Place } from './places.ts'
import { step } from './progress.ts'
import { rank } from './ranks.ts'
import { admin } from './scene.ts'
import { table } from './table.ts'

const screens = process.argv.includes('--quick') ? 100 : 2000
const code = 'BENCH2'
const phases = ['Tulis', 'Suara', 'Pertanyaan', 'Tutup', 'Gabung']
const rounds = 2
const atOnce = 100
const patience = 30_000
/** What a change may take from the press to the last screen: up to a second of it is the wait for the next look. */
const soon = 3000
const calm = 10_000

interface Measured {
  engine: Place['engine']
  /** Milliseconds from the press to the first and to the last screen, and between the two. */
  first: number[]
  last: number[]
  spread: number[]
  /** MB before and with all screens. */
  before: number
  after: number
  /** Of one processor, in percent, while nothing happens. */
  idle: number
  missed: number
}

await conduct<Measured>({
  async measure(make, keep) {
    const place = await make([admin])
    step(`${place.engine}: ${screens} screens`)
    keep([await measure(place)])
    await dropPlaces()
  },
  heading: `${screens} screens follow a hall; milliseconds from a press to them:`,
  report: (measured) =>
    table([
      [
        '',
        'first p50',
        'last p50',
        'last p95',
        'first to last p95',
        'MB before',
        'MB with them',
        'idle cpu %',
        'missed',
      ],
      ...measured.map(({ engine, first, last, spread, before, after, idle, missed }) => [
        engine,
        ...[rank(first, 0.5), rank(last, 0.5), rank(last, 0.95), rank(spread, 0.95), before, after].map((n) =>
          n.toFixed(0),
        ),
        idle.toFixed(1),
        String(missed),
      ]),
    ]),
  verdicts: (measured) =>
    measured.flatMap(({ engine, last, missed }) => [
      { what: `${engine}: every change reached every screen`, isSo: missed === 0 },
      { what: `${engine}: within ${soon} ms at p95`, isSo: rank(last, 0.95) < soon },
    ]),
})

async function measure(place: Place): Promise<Measured> {
  await openForum(place)
  const bot = await startRembuk(place, { limit: null, latency: 0 }, 1000)
  const address = /Address:\s+(\S+)/.exec(bot.output())?.[1] ?? ''
  const { standIn } = bot
  await standIn.adminSays(`/forum ${code}`)
  for (const label of ['Kelola forum', '🏛 Forum langsung', '▶️ Mulai forum langsung']) await standIn.adminPresses(label)
  await standIn.adminSees('Fase:', patience)
  const before = await bot.memory()
  const crowd = await seat(`${address}/forum/${code}/live/stream`)
  const after = await bot.memory()
  const measured = { first: [] as number[], last: [] as number[], spread: [] as number[], missed: 0 }
  for (const phase of Array.from({ length: rounds }, () => phases).flat()) {
    const pressed = performance.now()
    const arrived = crowd.next()
    await standIn.adminPresses(phase)
    const times = await arrived
    measured.missed += screens - times.length
    const [first, last] = [Math.min(...times) - pressed, Math.max(...times) - pressed]
    measured.first.push(first)
    measured.last.push(last)
    measured.spread.push(last - first)
  }
  await pause(calm)
  const used = await bot.processor()
  await pause(calm)
  const idle = (((await bot.processor()) - used) / calm) * 100
  crowd.leave()
  await bot.stop()
  return { engine: place.engine, ...measured, before, after, idle }
}

/** Opens the stream for every screen; `next` resolves with when each of them heard of the next change. */
async function seat(url: string) {
  const agent = new Agent({ maxSockets: Infinity })
  let times: number[] = []
  let full: (() => void) | undefined
  const hear = (text: string) => {
    if (!text.includes('event: state')) return
    times.push(performance.now())
    if (times.length >= screens) full?.()
  }
  const collect = async () => {
    times = []
    await Promise.race([new Promise<void>((done) => (full = done)), pause(patience)])
    return times
  }
  const leaving: (() => void)[] = []
  const seated = collect()
  for (let n = 0; n < screens; n += atOnce) {
    for (let m = n; m < Math.min(screens, n + atOnce); m++) {
      const request = get(url, { agent }, (response) => response.setEncoding('utf8').on('data', hear))
      request.on('error', () => undefined)
      leaving.push(() => void request.destroy())
    }
    await pause(50)
  }
  if ((await seated).length < screens) throw new Error('Not every screen was let in')
  return { next: collect, leave: () => leaving.forEach((leave) => leave()) }
}

/** A forum that is open to all, with some statements. */
async function openForum(place: Place): Promise<void> {
  await within(place, async ({ client }) => {
    const now = new Date()
    await client.forum.create({
      data: {
        code,
        title: 'Pasar yang kita mau',
        question: 'Apa yang perlu berubah di pasar kita?',
        audience: { kind: 'all' },
        audienceText: { id: 'Semua', en: 'Everyone' },
        isPublic: true,
        isNamed: false,
        moderation: 'before',
        sharesRows: false,
        state: 'open',
        opensAt: now,
        openedAt: now,
        closesAt: new Date(now.getTime() + 24 * 3_600_000),
        createdAt: now,
      },
    })
  })
}
