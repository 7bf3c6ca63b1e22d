// What is published of a forum over time, whoever votes when: nothing of it tells of fewer than k people.
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { publish } from '../../src/features/forums/findings/publication.ts'
import type { Computed } from '../../src/features/forums/findings/computing.ts'
import { openStaffedCity } from '../support/city.ts'
import { makeForum, write } from './forumRows.ts'
import { dbOf } from './opinionated.ts'
import type { City } from './opinionated.ts'

const k = 5
const people = 40
let city: City
beforeAll(async () => {
  city = await openStaffedCity()
})
afterAll(() => city.close())

/** One computation: who has voted since the one before, and on which side they all stand now. */
const step = fc.record({
  voters: fc.uniqueArray(fc.nat(people - 1), { maxLength: 14 }),
  groups: fc.array(fc.nat(2), { minLength: people, maxLength: people }),
  isClear: fc.constantFrom(true, true, true, false),
})

function computed(voters: number[], groups: number[], isClear: boolean, sides: Map<number, number>): Computed {
  const tally = (some: number[]) => ({
    agrees: [some.filter((one) => sides.get(one) === 1).length],
    disagrees: [some.filter((one) => sides.get(one) === -1).length],
    votes: [some.length],
  })
  const columns = { columns: [1], hidden: [0 as const], meta: [0 as const], merged: [] }
  const parts = [0, 1, 2].map((group) => voters.filter((one) => groups[one] === group))
  return {
    voters: voters.length,
    admitted: [],
    input: { ...columns, votes: 0, seed: 1, earlier: null },
    places: Object.fromEntries(
      voters.map((one) => [String(one), [one % 7, one % 3, groups[one] ?? 0] as [number, number, number]]),
    ),
    opinion: {
      columns: [1],
      k: 3,
      isClear,
      unclear: isClear ? null : 'unstable',
      stability: null,
      silhouettes: [],
      adopted: { k: 3, candidate: 3, wins: 1 },
      grouped: voters.length,
      everyone: tally(voters),
      groups: parts.map((part) => ({ ...tally(part), size: part.length, representative: [] })),
      majority: { agree: [], disagree: [] },
      consensus: [0],
      agreement: [0],
      extremity: [0],
      priorities: {},
    },
  }
}

test('two publications lie k voters apart, and no size of a group, nor a difference of sizes, is from 1 to k − 1', async () => {
  const db = dbOf(city)
  const { settings } = city.app.work
  let seen = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 9 }), async (steps) => {
      const forum = await makeForum(city)
      const { id: statementId } = await write(city, forum, 'Loket', { state: 'accepted' })
      const ids = Array.from(
        { length: people },
        (_, n) => `00000000-0000-4000-8000-${String(Number(forum.id) * 1000 + n).padStart(12, '0')}`,
      )
      await db.forumParticipant.createMany({ data: ids.map((id) => ({ id, forumId: forum.id, isEmployee: false })) })
      const sides = new Map<number, number>()
      const since = new Set<number>()
      const told = new Map<string, number[]>()
      let watermark = 0n
      for (const { voters, groups, isClear } of steps) {
        for (const one of voters) {
          sides.set(one, (one + groups.length) % 3 === 0 ? -1 : 1)
          since.add(one)
        }
        const cast = voters.map((one) => ({ forumId: forum.id, statementId, participantId: ids[one] ?? '', value: 1 }))
        const votes = await db.forumVote.createManyAndReturn({ data: cast, select: { id: true } })
        for (const { id } of votes) if (id > watermark) watermark = id
        const result = computed([...sides.keys()], groups, isClear, sides)
        const now = city.clock.now()
        const { input, opinion } = result
        const data = { forumId: forum.id, watermark, voters: sides.size, input, opinion, createdAt: now }
        const { id } = await db.forumSnapshot.create({ data })
        const published = await db.$transaction((tx) =>
          publish(tx, forum.id, { id, watermark, computed: result }, settings, now),
        )
        if (published === null) {
          // Nothing is kept back that may be shown.
          expect(since.size).toBeLessThan(k)
          continue
        }
        expect(since.size).toBeGreaterThanOrEqual(k)
        since.clear()
        await db.forumSnapshot.update({ where: { id }, data: { published } })
        const list = published.groups?.list ?? []
        const all = published.groups === null ? [] : [{ name: 'all', people: published.groups.people }]
        for (const { name, people: size } of [...list, ...all]) {
          expect(size).toBeGreaterThanOrEqual(k)
          for (const before of told.get(name) ?? []) expect(size === before || Math.abs(size - before) >= k).toBe(true)
          told.set(name, [...(told.get(name) ?? []), size])
        }
        const shown = list.reduce((sum, one) => sum + one.people, 0)
        const left = (published.groups?.people ?? 0) - shown
        // Those who are in none of the groups that are told.
        expect(left === 0 || left >= k).toBe(true)
        if (published.groups === null) continue
        seen += 1
      }
      await db.forum.delete({ where: { id: forum.id } })
    }),
    { numRuns: 12, seed: 31 },
  )
  // Groups were told often enough for this to say something.
  expect(seen).toBeGreaterThan(4)
}, 120_000)
