// npm run bench:hall: everyone in a hall votes at once, each again as soon as the next statement is there, and changes one
// vote on the way. docs/benchmarks.md says what the figures mean. --quick: fewer people.
import { setTimeout as pause } from 'node:timers/promises'
import { startRembuk } from './contestants.ts'
import type { Contestant } from './contestants.ts'
import { within } from './form.ts'
import { conduct } from './frame.ts'
import type { Place } from './places.ts'
import { dropPlaces } from './places.ts'
import { step } from './progress.ts'
import type { Verdict } from './progress.ts'
import { rank } from './ranks.ts'
import { admin, makePeople } from './scene.ts'
import { table } from './table.ts'

const people = makePeople(process.argv.includes('--quick') ? 30 : 300)
const code = 'BENCH2'
const statements = 40
const votes = 20
const changeAfter = 10
const rate = 1000
const patience = 60_000
/** What a tap may take until it is acknowledged, in milliseconds, 95 times in 100. */
const soon = 300

interface Measured {
  engine: Place['engine']
  acknowledged: number[]
  answered: number[]
  votesPerSecond: number
  /** Milliseconds of processor time of the bot's own process for each vote. */
  processor: number
  pressed: number
  stored: number
  /** Pairs of a person and a statement whose last vote is not the one that was pressed last. */
  wrong: number
  /** Messages that people were sent beside the one in which they voted. */
  sent: number
  /** Rows of messages that say something of somebody's voting. */
  left: number
}

await conduct<Measured>({
  async measure(make, keep) {
    const place = await make([...people, admin])
    step(`${place.engine}: ${people.length} people`)
    keep([await measure(place)])
    await dropPlaces()
  },
  heading: `${people.length} people vote ${votes} times each in one forum, all at once; milliseconds:`,
  report,
  verdicts,
})

async function measure(place: Place): Promise<Measured> {
  await openForum(place)
  const bot = await startRembuk(place, { limit: null, latency: 0 }, rate)
  const { standIn } = bot
  await standIn.seat({ people, votes, changeAfter, says: `/forum ${code}` })
  await progress(bot, ({ ready }) => ready, people.length)
  // Their chats show their menus by now.
  await pause(3000)
  const used = await bot.processor()
  await standIn.vote()
  await progress(bot, ({ done }) => done, people.length)
  const processor = (await bot.processor()) - used
  // What was pressed last is acknowledged, too, and what is fleeting gone.
  await pause(1000)
  const { acknowledged, answered, lasted, pressed, sent } = await standIn.hall()
  await bot.stop()
  return {
    engine: place.engine,
    acknowledged,
    answered,
    votesPerSecond: pressed.length / (lasted / 1000),
    processor: processor / pressed.length,
    pressed: pressed.length,
    sent,
    ...(await compare(place, pressed)),
  }
}

/** An anonymous forum that is open to all, with statements of its organisers. */
async function openForum(place: Place): Promise<void> {
  await within(place, async ({ client }) => {
    const now = new Date()
    const { id: forumId } = await client.forum.create({
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
    await client.forumStatement.createMany({
      data: Array.from({ length: statements }, (_, n) => ({
        forumId,
        number: n + 1,
        text: `Pasar perlu perubahan nomor ${n + 1} agar nyaman bagi semua.`,
        isSeed: true,
        state: 'accepted' as const,
        createdAt: now,
      })),
    })
  })
}

/** Resolves when all of it is there; throws when nothing more comes. */
async function progress(
  { standIn, name }: Contestant,
  read: (noted: Awaited<ReturnType<typeof standIn.hall>>) => number,
  whole: number,
) {
  let [before, since] = [0, performance.now()]
  for (;;) {
    const noted = await standIn.hall()
    const now = read(noted)
    if (now === whole) return
    const moved = now + noted.answered.length
    if (moved > before) [before, since] = [moved, performance.now()]
    if (performance.now() - since > patience) throw new Error(`${name}: only ${now} of ${whole}`)
    await pause(500)
  }
}

/**
 * What is in the table beside what was pressed. Who is who is not stored, so people are told apart by what they pressed:
 * each one's list of votes must be there as often as somebody pressed it.
 */
async function compare(place: Place, pressed: { person: number; statement: string; value: number }[]) {
  return within(place, async ({ client }) => {
    const rows = await client.forumVote.findMany({ orderBy: { id: 'asc' } })
    const left = await client.message.count({ where: { method: 'editMessageText' } })
    const given = listsOf(pressed.map(({ person, statement, value }) => [String(person), statement, value]))
    const kept = listsOf(
      rows.map(({ participantId, statementId, value }) => [participantId, String(statementId), value]),
    )
    const missing = new Map<string, number>()
    for (const list of given) missing.set(list, (missing.get(list) ?? 0) + 1)
    for (const list of kept) missing.set(list, (missing.get(list) ?? 0) - 1)
    const wrong = [...missing.values()].reduce((sum, count) => sum + Math.abs(count), 0)
    return { stored: rows.length, wrong, left }
  })
}

/** Of each person all that they voted, one after the other, the last ones in the same place as they count. */
function listsOf(all: [string, string, number][]): string[] {
  const lists = new Map<string, string[]>()
  for (const [who, statement, value] of all) lists.set(who, [...(lists.get(who) ?? []), `${statement}:${value}`])
  return [...lists.values()].map((list) => list.join(' '))
}

function report(measured: Measured[]): string {
  const rows = measured.map((one) => [
    one.engine,
    ...[
      rank(one.acknowledged, 0.5),
      rank(one.acknowledged, 0.95),
      rank(one.answered, 0.5),
      rank(one.answered, 0.95),
    ].map((value) => value.toFixed(0)),
    one.votesPerSecond.toFixed(0),
    one.processor.toFixed(2),
  ])
  const columns = ['tap p50', 'tap p95', 'next p50', 'next p95', 'votes/s', 'cpu ms/vote']
  return table([['', ...columns], ...rows])
}

function verdicts(measured: Measured[]): Verdict[] {
  return measured.flatMap(({ engine, acknowledged, pressed, stored, wrong, sent, left }) => [
    {
      what: `${engine}: 95 % of the taps are acknowledged in less than ${soon} ms (${rank(acknowledged, 0.95).toFixed(0)})`,
      isSo: rank(acknowledged, 0.95) < soon,
    },
    {
      what: `${engine}: every vote is in the table once, in the order in which it was pressed (${pressed} pressed, ${stored} stored, ${wrong} people differ)`,
      isSo: pressed === people.length * (votes + 1) && stored === pressed && wrong === 0,
    },
    {
      what: `${engine}: one message each, and none is left (${sent} more were sent, ${left} rows)`,
      isSo: sent === 0 && left === 0,
    },
  ])
}
