// From everything that is published of a round, of any unit and at any moment, nobody can reckon a group of fewer than k.
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Db } from '../../src/platform/database/database.ts'
import { spreadsOf, tableOf } from '../../src/shared/questionnaires/distribution.ts'
import type { Definition } from '../../src/shared/questionnaires/definition.ts'
import { spanOf } from '../../src/shared/questionnaires/counting.ts'
import { unitFigures } from '../../src/shared/questionnaires/published.ts'
import { publishRest, sendAnswers } from '../../src/shared/questionnaires/sending.ts'
import { batchesOf, countingUnits } from '../../src/shared/results/batches.ts'
import type { Batch } from '../../src/shared/results/batches.ts'
import { publish } from '../../src/shared/results/release.ts'
import { roundedMean } from '../../src/shared/results/rounding.ts'
import { openTestDatabase } from '../support/database.ts'
import type { TestDatabase } from '../support/database.ts'
import { settings as usual } from '../support/settings.ts'
import { findSmall } from './eavesdropper.ts'
import type { Shown } from './eavesdropper.ts'
import { asking, question } from './asked.ts'

/** A round as it could go: who is asked where, who answers what and in which order, and when it is closed. */
interface Course {
  k: number
  /** The unit above each; null: none. */
  parents: (number | null)[]
  people: { unit: number | null; option: number | null }[]
  /** Numbers of those who answer, in their order. */
  arrivals: number[]
}

const options = ['a', 'b', 'c']
const definition: Definition = asking([
  question({
    key: 'satu',
    kind: 'one',
    isOptional: true,
    options: options.map((key) => ({ key, text: { id: key } })),
  }),
])

const courses = (mostUnits: number, mostPeople: number): fc.Arbitrary<Course> =>
  fc
    .record({
      k: fc.constantFrom(5, 5, 6),
      parents: fc
        .array(fc.nat(), { minLength: 1, maxLength: mostUnits })
        .map((list) => list.map((value, unit) => (value % (unit + 1) === unit ? null : value % (unit + 1)))),
      places: fc.array(fc.noBias(fc.nat()), { minLength: mostPeople / 2, maxLength: mostPeople }),
      said: fc.array(fc.constantFrom(0, 0, 0, 1, 2, null), { minLength: mostPeople, maxLength: mostPeople }),
      order: fc.array(fc.noBias(fc.nat()), { minLength: mostPeople, maxLength: mostPeople }),
      share: fc.constantFrom(0.3, 0.6, 0.9, 1),
    })
    .map(({ k, parents, places, said, order, share }) => {
      // One in ten is in no unit.
      const people = places.map((value, n) => ({
        unit: value % 10 === 0 ? null : value % parents.length,
        option: said[n] ?? null,
      }))
      const sorted = people.map((_, n) => n).toSorted((a, b) => (order[a] ?? 0) - (order[b] ?? 0))
      return { k, parents, people, arrivals: sorted.slice(0, Math.ceil(share * people.length)) }
    })

interface Ways {
  above(unit: bigint): bigint | null
  place(person: number): bigint | null
}

function waysOf({ k, parents, people }: Course): Ways {
  const above = (unit: bigint) => {
    const up = parents[Number(unit)] ?? null
    return up === null ? null : BigInt(up)
  }
  const sizes = new Map<bigint, number>()
  for (const { unit } of people) if (unit !== null) sizes.set(BigInt(unit), (sizes.get(BigInt(unit)) ?? 0) + 1)
  const places = countingUnits(sizes, above, k)
  return {
    above,
    place: (person) => {
      const unit = people[person]?.unit ?? null
      return unit === null ? null : (places.get(BigInt(unit)) ?? null)
    },
  }
}

/** Everything that anybody can see of a round while it goes on, and once it is closed. */
function watch(course: Course, inBatches = true): Shown[] {
  const { k, parents, people, arrivals } = course
  const { above, place } = waysOf(course)
  const waiting = new Map<bigint | null, number[]>()
  const counted = new Map<bigint | null, number[]>()
  const shown: Shown[] = []
  const under = (unit: bigint | null) =>
    [...counted].flatMap(([own, list]) => {
      for (let up = own; ; up = above(up)) {
        if (up === unit) return list
        if (up === null) return []
      }
    })
  const look = () => {
    for (const unit of [null, ...parents.map((_, n) => BigInt(n))]) {
      const seen = under(unit)
      if (seen.length >= k) shown.push({ people: seen, option: null })
    }
  }
  const put = ({ from, to }: Pick<Batch, 'from' | 'to'>) => {
    for (const unit of from) {
      counted.set(to, [...(counted.get(to) ?? []), ...(waiting.get(unit) ?? [])])
      waiting.delete(unit)
    }
    look()
  }
  for (const person of arrivals) {
    const unit = place(person)
    const here = [...(waiting.get(unit) ?? []), person]
    waiting.set(unit, here)
    if (!inBatches) put({ from: [unit], to: unit })
    else
      for (const batch of batchesOf([{ unit, people: here.length }], () => counted.get(unit)?.length ?? 0, {
        above: () => null,
        k,
        isLast: false,
      }))
        put(batch)
  }
  const left = [...waiting].map(([unit, list]) => ({ unit, people: list.length }))
  for (const batch of batchesOf(left, () => 0, { above, k, isLast: true })) put(batch)
  const published = under(null)
  if (published.length < k) return shown
  const given = published.flatMap((person) => {
    const option = people[person]?.option ?? null
    return option === null ? [] : [{ key: 'satu', value: options[option] ?? '', people: 1 }]
  })
  const table = publish(tableOf(definition, published.length, given), undefined, k)
  for (const cell of table?.groups[0]?.children ?? []) {
    const option = options.indexOf(cell.name)
    if (cell.isShown) shown.push({ people: published.filter((person) => people[person]?.option === option), option })
  }
  return shown
}

const optionOf =
  ({ people }: Course) =>
  (person: number) =>
    people[person]?.option ?? null

describe('of a round', () => {
  test('everything that is ever published, of any unit, tells no group of fewer than k', () => {
    let published = 0
    fc.assert(
      fc.property(courses(7, 60), (course) => {
        const shown = watch(course)
        published += shown.length
        expect(findSmall(shown, optionOf(course), options.length, course.k)).toBeUndefined()
      }),
      { numRuns: 400 },
    )
    expect(published).toBeGreaterThan(4_000)
  })

  test('published answer by answer would, which the same eavesdropper finds', () => {
    const found = fc
      .sample(courses(5, 40), { numRuns: 60, seed: 7 })
      .map((course) => findSmall(watch(course, false), optionOf(course), options.length, course.k))
    expect(found.filter((one) => one !== undefined).length).toBeGreaterThan(20)
  })

  test('everyone is asked under a unit in which at least k are, or under all', () => {
    fc.assert(
      fc.property(courses(7, 60), (course) => {
        const { place } = waysOf(course)
        const asked = new Map<bigint | null, number>()
        for (const person of course.people.keys()) asked.set(place(person), (asked.get(place(person)) ?? 0) + 1)
        for (const [unit, count] of asked) if (unit !== null) expect(count).toBeGreaterThanOrEqual(course.k)
      }),
    )
  })
})

describe('a mean of few points', () => {
  /** All ways in which n people can choose among so many options. */
  function* ways(n: number, points: number): Generator<number[]> {
    if (points === 1) yield [n]
    else for (let first = 0; first <= n; first++) for (const rest of ways(n - first, points - 1)) yield [first, ...rest]
  }

  test.each([
    ['two', [0, 1]],
    ['two far apart', [1, 4]],
    ['three', [1, 2, 3]],
    ['four', [1, 2, 3, 4]],
  ])('tells no cell of fewer than five, of %s', (_, values) => {
    const span = spanOf(
      question({
        key: 'q',
        kind: 'one',
        options: values.map((value) => ({ key: `o${value}`, text: { id: String(value) }, value })),
      }),
    )
    for (const n of [5, 6, 8, 10, 13, 25, ...(values.length < 4 ? [50, 100] : [])]) {
      const possible = new Map<string, Set<number>[]>()
      for (const counts of ways(n, values.length)) {
        const sum = counts.reduce((total, count, at) => total + count * (values[at] ?? 0), 0)
        const squares = counts.reduce((total, count, at) => total + count * (values[at] ?? 0) ** 2, 0)
        const told = JSON.stringify(roundedMean({ people: n, sum, squares }, 5, span ?? undefined))
        const cells = possible.get(told) ?? counts.map(() => new Set<number>())
        counts.forEach((count, at) => cells[at]?.add(count))
        possible.set(told, cells)
      }
      for (const [told, cells] of possible)
        for (const counts of cells)
          expect(
            [...counts].every((count) => count > 0 && count < 5),
            `${n} people, ${told}`,
          ).toBe(false)
    }
  })
})

describe('in the database', () => {
  let opened: TestDatabase
  beforeAll(async () => {
    opened = await openTestDatabase()
  })
  afterAll(() => opened.drop())

  test('what heads and planners see of every unit, at every moment, tells no group of fewer than k', async () => {
    const rules = { ...usual, minGroup: 5, sealing: null }
    const busy = courses(4, 40).filter(({ arrivals }) => arrivals.length >= 28)
    for (const course of fc.sample(busy, { numRuns: 1, seed: 11 })) await follow(opened, { ...course, k: 5 }, rules)
  })
})

/** Lets a round go its way in the database, with everybody looking after each answer. */
async function follow(opened: TestDatabase, course: Course, rules: typeof usual) {
  const { client } = opened.database
  const now = new Date('2026-11-25T10:42:13+07:00')
  const units: bigint[] = []
  for (const [n, parent] of course.parents.entries()) {
    const parentId = parent === null ? null : (units[parent] ?? null)
    units.push((await client.unit.create({ data: { name: `Unit ${n}`, parentId } })).id)
  }
  await client.person.createMany({
    data: course.people.map((_, n) => ({
      telegramId: BigInt(n + 1),
      subject: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
      createdAt: now,
    })),
  })
  const persons = (await client.person.findMany({ orderBy: { telegramId: 'asc' } })).map(({ id }) => id)
  const version = await client.questionnaireVersion.create({
    data: { number: 1, definition, createdAt: now, questionnaire: { create: { use: 'survey', createdAt: now } } },
  })
  const round = await client.round.create({
    data: {
      versionId: version.id,
      isAnonymous: false,
      audience: { kind: 'all' },
      audienceText: { id: 'semua' },
      state: 'open',
      opensAt: now,
      closesAt: new Date(now.getTime() + 3_600_000),
      reminders: 0,
      createdAt: now,
    },
  })
  const { place } = waysOf(course)
  await client.participation.createMany({
    data: persons.map((personId, n) => {
      const unit = place(n)
      return { roundId: round.id, personId, unitId: unit === null ? null : (units[Number(unit)] ?? null) }
    }),
  })
  const shown: Shown[] = []
  const scopes = [null, ...units.map((unit) => [unit])]
  const look = async (tx: Db) => {
    const rows = await tx.response.findMany({ where: { roundId: round.id, isPublished: true } })
    for (const scope of scopes)
      for (const { unit, people } of await unitFigures(tx, round, definition, scope, rules)) {
        const inside = rows.filter(({ unitId }) => unit === null || isInside(unitId, unit.id))
        expect(inside.length).toBe(people)
        shown.push({ people: inside.map(({ personId }) => persons.indexOf(personId ?? 0n)), option: null })
      }
  }
  const isInside = (unitId: bigint | null, unit: bigint): boolean => {
    if (unitId === null || unitId === unit) return unitId === unit
    const up = course.parents[units.indexOf(unitId)] ?? null
    return isInside(up === null ? null : (units[up] ?? null), unit)
  }
  // In one transaction, for speed.
  await client.$transaction(async (tx) => {
    for (const [n, person] of course.arrivals.entries()) {
      const option = course.people[person]?.option ?? null
      const answers: Record<string, string> = option === null ? {} : { satu: options[option] ?? '' }
      await sendAnswers(tx, round, persons[person] ?? 0n, answers, rules, now)
      if (n % 4 === 0) await look(tx)
    }
    await tx.round.update({ where: { id: round.id }, data: { state: 'closed' } })
    await publishRest(tx, round, rules)
    await look(tx)
  })
  const closed = { ...round, state: 'closed' as const }
  const spreads = await client.$transaction((tx) => spreadsOf(tx, closed, definition, rules, now))
  const rows = await client.response.findMany({ where: { roundId: round.id, isPublished: true } })
  const published = rows.map(({ personId }) => persons.indexOf(personId ?? 0n))
  for (const { name, people } of spreads?.spreads[0]?.cells ?? []) {
    const option = options.indexOf(name)
    const chosen = published.filter((person) => course.people[person]?.option === option)
    if (people === null) continue
    expect(people).toBe(chosen.length)
    shown.push({ people: chosen, option })
  }
  expect(shown.length).toBeGreaterThan(10)
  expect(findSmall(shown, optionOf(course), options.length, course.k)).toBeUndefined()
}
