// npm run bench:opinion: how long it takes to find the opinion groups of 1,000 to 30,000 people who have voted on a fifth of
// 300 statements, how much memory that needs, and how quickly the bot answers meanwhile. docs/benchmarks.md says what the
// figures mean.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { makeChance } from '../src/features/forums/opinion/chance.ts'
import { analyseInThread } from '../src/features/forums/opinion/analysing.ts'
import type { OpinionInput } from '../src/features/forums/opinion/analysis.ts'
import { step, tell, tellVerdicts } from './progress.ts'
import { openQuickBot } from './quickBot.ts'
import { rank } from './ranks.ts'
import { table } from './table.ts'

const statements = 300
const share = 0.2
const sizes = [1000, 3000, 10_000, 30_000]
/** The size for which there are limits: seconds, megabytes, and how much slower the bot may be meanwhile. */
const limits = { people: 10_000, seconds: 3, megabytes: 500, ratio: 2 }
const idleFor = 8000
const megabyte = 2 ** 20
const never = new AbortController().signal

/** Three camps of which each agrees with another third of the statements. */
function makeVotes(people: number): OpinionInput {
  const next = makeChance(people)
  const [participant, statement, value]: number[][] = [[], [], []]
  for (let i = 0; i < people; i++)
    for (let j = 0; j < statements; j++) {
      if (next() >= share) continue
      participant?.push(i)
      statement?.push(j)
      value?.push(next() < 0.1 ? 0 : next() < (i % 3 === j % 3 ? 0.85 : 0.3) ? 1 : -1)
    }
  return {
    participants: people,
    statements,
    votes: {
      participant: Int32Array.from(participant ?? []),
      statement: Int32Array.from(statement ?? []),
      value: Int8Array.from(value ?? []),
    },
    hidden: new Uint8Array(statements),
    meta: new Uint8Array(statements),
    earlier: null,
    seed: 1,
  }
}

/** The most memory that the process has while something lasts, beyond what it had before, in megabytes. */
async function peakOf(work: Promise<unknown>): Promise<number> {
  const before = process.memoryUsage.rss()
  let most = before
  const timer = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 10)
  await work.finally(() => clearInterval(timer))
  return (most - before) / megabyte
}

const folder = await mkdtemp(join(tmpdir(), 'rembuk-bench-opinion-'))
const bot = await openQuickBot(folder)
try {
  step('The thread loads what it needs')
  await analyseInThread(makeVotes(200), never)
  step('The bot alone')
  const warm = bot.talk()
  await pause(idleFor / 2)
  await warm()
  const alone = bot.talk()
  await pause(idleFor)
  const idle = await alone()
  const rows: {
    people: number
    votes: number
    seconds: number
    megabytes: number
    answers: number[]
    k: number
    isClear: boolean
  }[] = []
  for (const people of sizes) {
    const input = makeVotes(people)
    step(`${people} people, ${input.votes.value.length} votes`)
    const times: number[] = []
    const answers: number[] = []
    let [megabytes, k, isClear] = [0, 0, false]
    for (let run = 0; run < 3; run++) {
      const listening = bot.talk()
      const begun = performance.now()
      const work = analyseInThread(input, never)
      megabytes = Math.max(megabytes, await peakOf(work))
      times.push((performance.now() - begun) / 1000)
      answers.push(...(await listening()))
      ;({ k, isClear } = await work)
    }
    rows.push({ people, votes: input.votes.value.length, seconds: rank(times, 0.5), megabytes, answers, k, isClear })
  }
  tell(
    `\n${statements} statements, each seen by ${100 * share} %; idle, the bot answers in ${rank(idle, 0.5).toFixed(0)} ms, p95 ${rank(idle, 0.95).toFixed(0)} ms (${idle.length} times):\n`,
  )
  const columns = ['votes', 'seconds', 'MB', 'k', 'clear', 'p95 answer', 'to idle']
  tell(
    table([
      ['people', ...columns],
      ...rows.map((row) => [
        String(row.people),
        String(row.votes),
        row.seconds.toFixed(2),
        row.megabytes.toFixed(0),
        String(row.k),
        row.isClear ? 'yes' : 'no',
        rank(row.answers, 0.95).toFixed(0),
        `${(rank(row.answers, 0.95) / rank(idle, 0.95)).toFixed(2)}x`,
      ]),
    ]),
  )
  const judged = rows.find(({ people }) => people === limits.people)
  const ratio = judged === undefined ? Number.NaN : rank(judged.answers, 0.95) / rank(idle, 0.95)
  const isGood = tellVerdicts([
    {
      what: `${limits.people} people in under ${limits.seconds} s`,
      isSo: (judged?.seconds ?? Infinity) < limits.seconds,
    },
    { what: `in under ${limits.megabytes} MB`, isSo: (judged?.megabytes ?? Infinity) < limits.megabytes },
    { what: `the bot answers meanwhile in less than ${limits.ratio} times as long (p95)`, isSo: ratio < limits.ratio },
  ])
  process.exitCode = isGood ? 0 : 1
} finally {
  await bot.close()
  await rm(folder, { recursive: true })
}
process.exit()
