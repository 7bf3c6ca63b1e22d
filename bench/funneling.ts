// A process of its own that shows the report of a policy, as the product does and one count at a time.
import { z } from 'zod'
import { funnelOf } from '../src/features/policies/funnel.ts'
import type { Stages } from '../src/features/policies/funnel.ts'
import { funnelView } from '../src/features/policies/funnelViews.ts'
import { reportOf } from '../src/features/policies/reports.ts'
import { openDatabase } from '../src/platform/database/database.ts'
import { openLog } from '../src/platform/log.ts'
import { openTexts } from '../src/platform/texts.ts'
import { listen } from './line.ts'
import { staff } from './staff.ts'

const { DATABASE_URL, DATA_DIR = '' } = process.env
const database = await openDatabase({ url: DATABASE_URL || undefined, folder: DATA_DIR, log: openLog('silent') })
const db = database.client
const voice = (await openTexts({ strict: true, timeZone: 'Asia/Jakarta' }))('id')
const settings = {
  timeZone: 'Asia/Jakarta',
  sendRate: 29,
  quietHours: null,
  officeHours: { from: 7 * 60 + 30, to: 16 * 60 },
  responseDays: { first: 3, question: 5, appreciation: 5, suggestion: 14, complaint: 14, inspection: 60 },
  sealing: null,
  minGroup: 5,
  adminIds: [],
}
const { id: version } = await db.policyVersion.findFirstOrThrow({ where: { number: 2 } })

const Request = z.object({ as: z.enum(['planner', 'head']), rounds: z.number() })

listen({
  view: (given) => measure(Request.parse(given), showView),
  naive: (given) => measure(Request.parse(given), countEach),
  check,
  close: () => database.close(),
})

/** Milliseconds of each round. */
async function measure({ as, rounds }: z.infer<typeof Request>, run: (as: 'planner' | 'head') => Promise<unknown>) {
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const start = performance.now()
    await run(as)
    times.push(performance.now() - start)
  }
  return times
}

/** What an answer to "/laporan" needs: the report and its text with the buttons, in one transaction. */
async function showView(as: 'planner' | 'head') {
  const who = {
    telegramId: BigInt(staff[as]),
    stranger: false,
    language: voice.language,
    rights: new Set<string>(),
    menu: undefined,
  }
  const now = new Date()
  return db.$transaction(async (tx) => {
    const report = await reportOf({ db: tx, settings, who, may: (right) => right === as }, version, 0n)
    const turn = { voice, t: voice.t, label: voice.label, now, reports: [], may: () => true }
    return funnelView(turn, report, 0)
  })
}

/** The same counts by one query for each unit and stage. */
async function countEach(as: 'planner' | 'head'): Promise<Stages[]> {
  const led = await db.role.findFirstOrThrow({ where: { name: 'head' } })
  const tops = await db.unit.findMany({
    where: as === 'planner' ? { parentId: null } : { parentId: led.unitId },
    include: { children: true },
    orderBy: { name: 'asc' },
  })
  const parts: Stages[] = []
  for (const top of tops) {
    const entry = { leftAt: null, unitId: { in: [top.id, ...top.children.map(({ id }) => id)] } }
    const reading = { versionId: version, person: { rosterEntry: entry } }
    const people = await db.person.findMany({ where: { rosterEntry: entry }, select: { telegramId: true } })
    const chats = people.map(({ telegramId }) => telegramId)
    parts.push({
      roster: await db.rosterEntry.count({ where: entry }),
      joined: await db.rosterEntry.count({ where: { ...entry, person: { consentAt: { not: null } } } }),
      told: await db.message.count({
        where: { subject: `policy:${version}`, state: 'sent', targetId: null, chatId: { in: chats } },
      }),
      opened: await db.policyReading.count({ where: reading }),
      read: await db.policyReading.count({ where: { ...reading, readAt: { not: null } } }),
      passed: await db.policyReading.count({ where: { ...reading, passedAt: { not: null } } }),
      acknowledged: await db.policyReading.count({ where: { ...reading, acknowledgedAt: { not: null } } }),
    })
  }
  return parts
}

/** Whether both ways say the same, for a planner; how many employees they have counted. */
async function check() {
  const { total, parts } = await funnelOf(db, version, null, settings)
  const each = await countEach('planner')
  const isSame = JSON.stringify(parts.map(figuresOf)) === JSON.stringify(each.map(figuresOf))
  return { isSame, roster: total.roster, joined: total.joined, parts: parts.length }
}

function figuresOf({ roster, joined, told, opened, read, passed, acknowledged }: Stages): number[] {
  return [roster, joined, told, opened, read, passed, acknowledged]
}
