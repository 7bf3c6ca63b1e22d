// What is up of a table, and how it is remembered.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { released, releasedEach } from '../../src/shared/results/released.ts'
import { emptyTables, openTestDatabase } from '../support/database.ts'
import type { TestDatabase } from '../support/database.ts'

let place: TestDatabase
beforeAll(async () => {
  place = await openTestDatabase()
})
beforeEach(() => emptyTables(place.database))
afterAll(() => place.drop())

const now = new Date('2026-11-23T10:00:00+07:00')
const release = (right: number, wrong: number, minGroup = 5) =>
  place.database.client.$transaction(async (tx) => {
    const children = [
      { name: 'right', count: right },
      { name: 'wrong', count: wrong },
    ]
    const table = { name: 'answered', count: right + wrong, groups: [{ by: 'first', children }] }
    const shown = await released(tx, 'quiz:1:q1', table, { minGroup }, now)
    return [shown.count, ...(shown.groups[0]?.children.map(({ count }) => count) ?? [])]
  })
const row = () => place.database.client.resultRelease.findUniqueOrThrow({ where: { name: 'quiz:1:q1' } })

test('remembers what was released, and keeps it up until enough has changed', async () => {
  expect(await release(10, 6)).toEqual([16, 10, 6])
  expect(await release(12, 8)).toEqual([16, 10, 6])
  expect(await release(15, 6)).toEqual([21, 15, 6])
  // Somebody erased themselves.
  expect(await release(15, 5)).toEqual([21, 15, 6])
})

test('remembers nothing that shows nobody: it would only stand in the way', async () => {
  expect(await release(0, 0)).toEqual([0, 0, 0])
  expect(await release(2, 1)).toEqual([null, null, null])
  expect((await row()).counts).toBeNull()
  expect(await release(3, 2)).toEqual([5, null, null])
  expect(await release(9, 8)).toEqual([17, 9, 8])
})

test('hides at once what another smallest group hides', async () => {
  expect(await release(20, 6)).toEqual([26, 20, 6])
  expect(await release(20, 6, 10)).toEqual([26, null, null])
  expect(await release(29, 6, 10)).toEqual([26, null, null])
  expect(await release(30, 16, 10)).toEqual([46, 30, 16])
})

test('is released by one at a time', async () => {
  await release(10, 10)
  const shown = await Promise.all([15, 17, 20, 21, 25, 27, 30].map((right) => release(right, 10)))
  const kept = [...new Set([20, ...shown.map(([count]) => count ?? 0)])].toSorted((a, b) => a - b)
  for (const [index, count] of kept.entries()) expect(count - (kept[index - 1] ?? 0)).toBeGreaterThanOrEqual(5)
})

test('several make the first release of a table together', async () => {
  const shown = await Promise.all([10, 11, 12, 13].map((right) => release(right, 10)))
  expect(new Set(shown.map(([count]) => count)).size).toBe(1)
})

test('of several tables each is released by itself, in any order and at the same time', async () => {
  const releaseAll = (counts: [string, number][]) =>
    place.database.client.$transaction(async (tx) => {
      const tables = counts.map(([name, count]) => ({ name, counts: { name: 'rated', count } }))
      return (await releasedEach(tx, tables, { minGroup: 5 }, now)).map(({ count }) => count)
    })
  expect(await releaseAll([])).toEqual([])
  expect(
    await releaseAll([
      ['b', 7],
      ['a', 4],
      ['c', 0],
    ]),
  ).toEqual([7, null, 0])
  expect(
    await releaseAll([
      ['a', 5],
      ['b', 8],
      ['c', 2],
    ]),
  ).toEqual([5, 7, null])
  const both = await Promise.all([
    releaseAll([
      ['a', 10],
      ['b', 12],
    ]),
    releaseAll([
      ['b', 12],
      ['a', 10],
    ]),
  ])
  expect(both).toEqual([
    [10, 12],
    [12, 10],
  ])
})
