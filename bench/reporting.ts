// A process of its own that looks at many tickets, as the product does and in the way that comes to mind first.
import { z } from 'zod'
import { openDatabase } from '../src/platform/database/database.ts'
import { openLog } from '../src/platform/log.ts'
import { openTexts } from '../src/platform/texts.ts'
import { findSimilar } from '../src/features/suggestions/citizen/similar.ts'
import type { QueueFilter } from '../src/features/suggestions/desk/buttons.ts'
import { queuePage, readQueue } from '../src/features/suggestions/desk/queueRows.ts'
import { reportOf } from '../src/features/suggestions/figures/reports.ts'
import { readTallies } from '../src/features/suggestions/figures/tallies.ts'
import { figuresView } from '../src/features/suggestions/figures/views.ts'
import { readOffice } from '../src/shared/workdays/holidays.ts'
import { cases, now, settings as reckoned } from './cases.ts'
import { listen } from './line.ts'
import { compareEach, figuresOf, sortAll, tallyEach } from './naive.ts'
import { streets, things, troubles, wards } from './words.ts'

const { DATABASE_URL, DATA_DIR = '' } = process.env
const database = await openDatabase({ url: DATABASE_URL || undefined, folder: DATA_DIR, log: openLog('silent') })
const db = database.client
const voice = (await openTexts({ strict: true, timeZone: 'Asia/Jakarta' }))('id')
const settings = { ...reckoned, sendRate: 29, quietHours: null, sealing: null, minGroup: 5, adminIds: [] }
const office = await readOffice(db, settings, now)
const tops = await db.unit.findMany({
  where: { parentId: null },
  orderBy: { name: 'asc' },
  include: { children: { select: { id: true } } },
})
const open = await db.ticket.count({ where: { dueAt: { not: null } } })
const ended = await db.ticket.count({ where: { state: { in: ['answered', 'closed', 'rejected'] } } })

/** What is measured, each time the product's way and the other one; `round` counts from 0. */
const ways: Record<string, { own: (round: number) => Promise<unknown>; naive: (round: number) => Promise<unknown> }> = {
  planner: { own: () => showFigures('planner'), naive: () => tallyEach(db, tops, office, now) },
  head: { own: () => showFigures('head'), naive: () => tallyEach(db, tops.slice(0, 1), office, now) },
  queue: queueWay('all', 0),
  deepQueue: queueWay('all', Math.floor((0.8 * open) / queuePage)),
  deepAnswered: queueWay('answered', Math.floor((0.8 * ended) / queuePage)),
  similar: {
    own: (round) => findSimilar(db, complaint(round), 3),
    naive: (round) => compareEach(db, complaint(round), 3),
  },
}

const Request = z.object({ what: z.string(), way: z.enum(['own', 'naive']), rounds: z.number() })

listen({
  /** Milliseconds of each round. */
  async measure(given) {
    const { what, way, rounds } = Request.parse(given)
    const run = ways[what]?.[way]
    if (run === undefined) throw new Error(`Nothing is called ${what}`)
    const times: number[] = []
    for (let round = 0; round < rounds; round++) {
      const start = performance.now()
      await run(round)
      times.push(performance.now() - start)
    }
    return times
  },
  check,
  close: () => database.close(),
})

/** What an answer to "/laporan" needs: the figures and their text with the buttons, in one transaction. */
async function showFigures(as: 'planner' | 'head') {
  const who = {
    telegramId: BigInt(cases[as]),
    stranger: false,
    language: voice.language,
    rights: new Set<string>(),
    menu: undefined,
  }
  return db.$transaction(async (tx) => {
    const may = (right: string) => right === as
    const report = await reportOf({ db: tx, settings, who, now, may }, 0n, 'all')
    return figuresView({ voice, t: voice.t, label: voice.label, now, settings, may, reports: [] }, report, 0)
  })
}

function queueWay(filter: QueueFilter, page: number) {
  return { own: () => readQueue(db, null, { filter, page }, now), naive: () => sortAll(db, filter, page, now) }
}

/** What somebody is about to submit; some of it is like what others have. */
function complaint(round: number): string {
  const pick = (words: string[], step: number) => words[(round * step) % words.length] ?? ''
  return `${pick(things, 7)} ${pick(troubles, 3)} di ${pick(streets, 11)}, ${pick(wards, 13)}. Tolong diperbaiki, warga resah.`
}

/** Whether both ways say the same; how much there is, and how much of it both have found. */
async function check() {
  const { total, parts } = await readTallies(db, { scope: null, since: null, office, now })
  const units = parts.flatMap((part) => (part.id === null ? [] : [figuresOf(part)]))
  const each = await tallyEach(db, tops, office, now)
  const pages = [0, Math.floor(open / queuePage / 2)]
  const isSorted = await Promise.all(
    pages.map(async (page) => {
      const { rows } = await readQueue(db, null, { filter: 'all', page }, now)
      const all = await sortAll(db, 'all', page, now)
      return JSON.stringify(rows.map(({ id }) => String(id))) === JSON.stringify(all.map(({ id }) => String(id)))
    }),
  )
  let similar = 0
  for (let round = 0; round < 20; round++) similar += (await findSimilar(db, complaint(round), 3)).length
  return {
    isSame: JSON.stringify(units) === JSON.stringify(each) && isSorted.every(Boolean),
    tickets: await db.ticket.count(),
    events: await db.ticketEvent.count(),
    counted: total.n,
    open,
    similar,
  }
}
