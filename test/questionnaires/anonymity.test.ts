// Who has the whole database, with the order of rows in its files, and knows in which order people finished, cannot tell
// whose an answer of an anonymous round is, nor which answers are one person's.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSealing } from '../../src/platform/sealing.ts'
import { publishRest, sendAnswers } from '../../src/shared/questionnaires/sending.ts'
import { openTestDatabase } from '../support/database.ts'
import type { TestDatabase } from '../support/database.ts'
import { settings as usual } from '../support/settings.ts'
import { rowsWith } from '../support/traces.ts'

const rules = { ...usual, sealing: openSealing('kunci anonim untuk uji') }
const now = new Date('2026-11-25T10:42:13+07:00')
const people = 34
const rounds = 5
const question = { kind: 'text', isOptional: false, mayNotApply: false, when: [] }
const definition = {
  key: null,
  title: { id: 'Uji' },
  use: 'survey',
  isAnonymous: true,
  audience: null,
  schedule: null,
  openMinutes: 60,
  reminders: 0,
  questions: ['satu', 'dua'].map((key) => ({ ...question, key, text: { id: key } })),
}

let opened: TestDatabase
let persons: bigint[]
let units: bigint[]
beforeAll(async () => {
  opened = await openTestDatabase()
  const { client } = opened.database
  await client.person.createMany({
    data: Array.from({ length: people }, (_, n) => ({
      telegramId: BigInt(9_000_000_000 + n),
      subject: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
      createdAt: now,
    })),
  })
  persons = (await client.person.findMany({ orderBy: { id: 'asc' } })).map(({ id }) => id)
  const top = await client.unit.create({ data: { name: 'Dinas' } })
  const below = await client.unit.create({ data: { name: 'Bidang', parentId: top.id } })
  units = [top.id, below.id]
})
afterAll(() => opened.drop())

async function openRound(isAnonymous: boolean) {
  const { client } = opened.database
  const version = {
    create: { number: 1, definition, createdAt: now, questionnaire: { create: { use: 'survey', createdAt: now } } },
  } as const
  const round = await client.round.create({
    data: {
      version,
      isAnonymous,
      audience: { kind: 'all' },
      audienceText: { id: 'semua', en: 'everyone' },
      state: 'open',
      opensAt: now,
      closesAt: new Date(now.getTime() + 3_600_000),
      reminders: 0,
      createdAt: now,
    },
  })
  await client.participation.createMany({
    data: persons.map((personId, n) => ({ roundId: round.id, personId, unitId: units[n % 2] ?? null })),
  })
  return round
}

/** Numbers in an order that only looks random, another for each seed. */
function shuffled(seed: number): number[] {
  let state = seed * 7919 + 17
  const next = () => (state = (state * 48_271) % 2_147_483_647)
  return Array.from({ length: people }, (_, n) => ({ n, at: next() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ n }) => n)
}

/** What person n answers, which nobody else does. */
const wordOf = (roundId: bigint, key: string, n: number) => `rahasia-${roundId}-${key}-${n}-ujung`

async function answerAll(round: Awaited<ReturnType<typeof openRound>>, order: number[]) {
  // In one transaction, for speed: rows stand in the order in which they are written all the same.
  await opened.database.client.$transaction(async (tx) => {
    for (const n of order) {
      const answers = Object.fromEntries(['satu', 'dua'].map((key) => [key, wordOf(round.id, key, n)]))
      await sendAnswers(tx, round, persons[n] ?? 0n, answers, rules, now)
    }
  })
}

/** Whose the answers to a question under a unit are, in the order of the rows in the table's file. */
async function rowsOf(roundId: bigint, unit: bigint, key: string): Promise<number[]> {
  const rows = await opened.database.client.$queryRaw<{ word: string }[]>`
    SELECT value #>> '{}' AS word FROM anonymous_answer WHERE round_id = ${roundId} AND unit_id = ${unit} AND key = ${key}
    ORDER BY ctid`
  return rows.map(({ word }) => Number(word.split('-').at(-2)))
}

async function finishedIn(roundId: bigint, unit: bigint): Promise<number[]> {
  const rows = await opened.database.client.$queryRaw<{ personId: bigint }[]>`
    SELECT person_id AS "personId" FROM participation WHERE round_id = ${roundId} AND unit_id = ${unit} AND is_finished
    ORDER BY ctid`
  return rows.map(({ personId }) => persons.indexOf(personId))
}

/** How often the same one stands at the same place of both. */
const hits = (guessed: number[], true_: number[]) => guessed.filter((n, place) => n === true_[place]).length

describe('an anonymous round', () => {
  test('is linked no better than by chance, in any order that its rows have', { timeout: 60_000 }, async () => {
    const guesses = new Map<string, number>()
    let together = 0
    const note = (name: string, count: number) => guesses.set(name, (guesses.get(name) ?? 0) + count)
    for (let n = 0; n < rounds; n++) {
      const round = await openRound(true)
      const order = shuffled(n)
      await answerAll(round, order)
      for (const unit of units) {
        const within = order.filter((one) => units[one % 2] === unit)
        const rows = await rowsOf(round.id, unit, 'satu')
        // 17 of each unit: three batches of five, and the rest in the pool.
        expect(rows).toHaveLength(15)
        const published = within.slice(0, 15)
        note('by the order of finishing', hits(rows, published))
        note('the other way round', hits(rows, published.toReversed()))
        together += rows.slice(10).filter((one) => published.slice(10).includes(one)).length
        note('by who has finished', hits(rows, (await finishedIn(round.id, unit)).slice(0, 15)))
        note('answers of one person', hits(rows, await rowsOf(round.id, unit, 'dua')))
      }
    }
    // By chance one place fits in each of these ten lists (variance 1); six times the deviation. All would be 150.
    for (const [name, count] of guesses) expect([name, count < 10 + 6 * Math.sqrt(10)]).toEqual([name, true])
    // By chance 5 × 5 / 15 of the last five rows are from the last batch (variance 0.79); if they stood together, all 50.
    expect(together).toBeLessThan(16.7 + 6 * Math.sqrt(7.9))
    // The same attack on rows that stand as they came finds everyone.
    const named = await openRound(false)
    await answerAll(named, shuffled(99))
    const came = await opened.database.client.$queryRaw<{ personId: bigint }[]>`
      SELECT person_id AS "personId" FROM response WHERE round_id = ${named.id} ORDER BY id`
    const names = came.map(({ personId }) => persons.indexOf(personId))
    expect(hits(names, shuffled(99))).toBe(people)
  })

  test('keeps sealed what is too little, also after closing, where the unit above may have enough', async () => {
    const { client } = opened.database
    const round = await openRound(true)
    // Of each unit three: nothing yet.
    await answerAll(round, [0, 1, 2, 3, 4, 5])
    expect(await rowsWith(opened.database, [`rahasia-${round.id}-`])).toEqual([])
    expect(await client.roundTally.count({ where: { roundId: round.id } })).toBe(0)
    await client.$transaction((tx) => publishRest(tx, round, rules))
    // The three below count with the three above.
    const tallies = await client.roundTally.findMany({ where: { roundId: round.id } })
    expect(tallies.map(({ unitId, people: count }) => [unitId, count])).toEqual([[units[0], 6]])
    expect((await rowsOf(round.id, units[0] ?? 0n, 'satu')).toSorted()).toEqual([0, 1, 2, 3, 4, 5])
    const small = await openRound(true)
    await answerAll(small, [0, 1, 2, 3])
    await client.$transaction((tx) => publishRest(tx, small, rules))
    expect(await rowsWith(opened.database, [`rahasia-${small.id}-`])).toEqual([])
    expect(await client.pooledAnswers.count({ where: { roundId: small.id } })).toBe(4)
  })

  test('loses nothing when all answer at once, and takes nobody twice', async () => {
    const { client } = opened.database
    const round = await openRound(true)
    const send = (n: number) => {
      const answers = { satu: wordOf(round.id, 'satu', n), dua: wordOf(round.id, 'dua', n) }
      return client.$transaction((tx) => sendAnswers(tx, round, persons[n] ?? 0n, answers, rules, now))
    }
    const twice = await Promise.allSettled([...shuffled(5), ...shuffled(6)].map(send))
    expect(twice.filter(({ status }) => status === 'fulfilled')).toHaveLength(people)
    const tallies = await client.roundTally.findMany({ where: { roundId: round.id } })
    const published = tallies.reduce((sum, { people: count }) => sum + count, 0)
    const waiting = await client.pooledAnswers.count({ where: { roundId: round.id } })
    expect(published + waiting).toBe(people)
    expect(waiting).toBeLessThan(2 * rules.minGroup)
    expect(await client.anonymousAnswer.count({ where: { roundId: round.id } })).toBe(2 * published)
  })
})
