// The same functions on a few numbers worked out by hand, and on made-up crowds: needs nothing from elsewhere.
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { analyse } from '../../../src/features/forums/opinion/analysis.ts'
import { makeChance } from '../../../src/features/forums/opinion/chance.ts'
import { findConsensus } from '../../../src/features/forums/opinion/consensus.ts'
import { countVotes, sumCounts } from '../../../src/features/forums/opinion/counts.ts'
import { deviate } from '../../../src/features/forums/opinion/deviations.ts'
import { adopt } from '../../../src/features/forums/opinion/groupCount.ts'
import { findMajority } from '../../../src/features/forums/opinion/majority.ts'
import { arrange } from '../../../src/features/forums/opinion/matrix.ts'
import { admit } from '../../../src/features/forums/opinion/members.ts'
import { draw, prioritize } from '../../../src/features/forums/opinion/priority.ts'
import { randIndex } from '../../../src/features/forums/opinion/randIndex.ts'
import { represent } from '../../../src/features/forums/opinion/representative.ts'
import { silhouette } from '../../../src/features/forums/opinion/silhouette.ts'

/** People in rows, statements in columns; null: no vote. */
function logOf(rows: (number | null)[][]) {
  const cells = rows.flatMap((row, i) => row.flatMap((value, j) => (value === null ? [] : [{ i, j, value }])))
  return {
    participant: Int32Array.from(cells, ({ i }) => i),
    statement: Int32Array.from(cells, ({ j }) => j),
    value: Int8Array.from(cells, ({ value }) => value),
  }
}

// Two groups of three, three statements; one of the second group has not seen the third.
const rows = [
  [1, -1, 1],
  [1, -1, 0],
  [1, -1, 1],
  [-1, 1, 1],
  [-1, 1, 1],
  [-1, 0, null],
]
const group = Int8Array.from([0, 0, 0, 1, 1, 1])
const matrix = arrange(logOf(rows), 6, 3)
const counts = countVotes(matrix, group, 2)

describe('by hand', () => {
  test('votes are counted as cast', () => {
    expect(counts.map(({ agrees, disagrees, votes }) => [[...agrees], [...disagrees], [...votes]])).toEqual([
      [
        [3, 0, 2],
        [0, 3, 0],
        [3, 3, 3],
      ],
      [
        [0, 2, 2],
        [3, 0, 0],
        [3, 3, 2],
      ],
    ])
  })

  test('the centre is the mean of the votes there are; a hidden column is 0', () => {
    expect([...deviate(matrix, Uint8Array.from([0, 0, 0])).centre]).toEqual([0, -1 / 6, 4 / 5])
    expect([...deviate(matrix, Uint8Array.from([0, 1, 0])).centre]).toEqual([0, 0, 4 / 5])
  })

  test('group-informed consensus is the product of what each group agrees', () => {
    const [first, second, third] = findConsensus(counts, 3)
    expect(first).toBeCloseTo((4 / 5) * (1 / 5), 12)
    expect(second).toBeCloseTo((1 / 5) * (3 / 5), 12)
    expect(third).toBeCloseTo((3 / 5) * (3 / 4), 12)
  })

  test('priority: ((1 − p)(E + 1) a (1 + 8 · 2^(−S/5)))², and 49 for what is meta', () => {
    const [first, , third] = prioritize(
      sumCounts(counts, 3),
      Float64Array.from([0.5, 0, 2]),
      Uint8Array.from([0, 1, 0]),
    )
    // Six votes, no pass, three agree.
    expect(first).toBeCloseTo(((1 - 1 / 8) * 1.5 * (4 / 8) * (1 + 8 * 2 ** (-6 / 5))) ** 2, 12)
    // Five votes, one pass, four agree.
    expect(third).toBeCloseTo(((1 - 2 / 7) * 3 * (5 / 7) * (1 + 8 * 2 ** -1)) ** 2, 12)
    expect(prioritize(sumCounts(counts, 3), new Float64Array(3), Uint8Array.from([1, 1, 1]))[1]).toBe(49)
  })

  test('what represents a group is that on which it stands apart', () => {
    const [best] = represent(counts[0] ?? expect.fail(), counts[1] ?? expect.fail(), new Uint8Array(3))
    expect(best).toMatchObject({ statement: 0, side: 'agree' })
    // pa = 4/5 in the group, (0 + 1)/(3 + 2) outside.
    expect(best?.representativeness).toBeCloseTo(4 / 5 / (1 / 5), 12)
    expect(best?.probabilityTest).toBeCloseTo(2 * Math.sqrt(4) * (4 / 4 - 0.5), 12)
    // a = 4/4, b = 1/4, q = 5/8.
    expect(best?.representativenessTest).toBeCloseTo((1 - 1 / 4) / Math.sqrt((5 / 8) * (3 / 8) * (2 / 4)), 12)
  })

  test('a majority is of more than half, and more than chance', () => {
    expect(findMajority(sumCounts(counts, 3), new Uint8Array(3))).toMatchObject({
      agree: [{ statement: 2 }],
      disagree: [],
    })
  })

  test('the silhouette of four points in two pairs', () => {
    const points = Float64Array.from([0, 0, 1, 0, 4, 0, 5, 0])
    const found = silhouette(points, { of: Int32Array.from([0, 0, 1, 1]), centres: new Float64Array(4), count: 2 })
    expect(found).toBeCloseTo((2 * (3.5 / 4.5) + 2 * (2.5 / 3.5)) / 4, 12)
  })

  test('the adjusted Rand index of Hubert and Arabie', () => {
    // Of six things: pairs together in both 2, in the first 6, in the second 4, of 15.
    expect(randIndex([0, 0, 0, 1, 1, 1], [0, 0, 1, 1, 2, 2])).toBeCloseTo(
      (2 - (6 * 3) / 15) / ((6 + 3) / 2 - (6 * 3) / 15),
      12,
    )
    expect(randIndex([0, 0, 1, 1, -1], [1, 1, 0, 0, 0])).toBe(1)
  })

  test('another number of groups is adopted once it has won four times in a row', () => {
    let adopted = adopt(3, null)
    expect(adopted.k).toBe(3)
    for (const winner of [2, 2, 2]) {
      adopted = adopt(winner, adopted)
      expect(adopted.k).toBe(3)
    }
    adopted = adopt(3, adopted)
    for (const winner of [2, 2, 2]) adopted = adopt(winner, adopted)
    expect(adopted.k).toBe(3)
    expect(adopt(2, adopted).k).toBe(2)
  })

  test('who has voted enough is grouped, and stays so; of few the most active fill up', () => {
    const few = arrange(
      logOf(Array.from({ length: 20 }, (_, i) => Array.from({ length: 8 }, (__, j) => (j <= i % 8 ? 1 : null)))),
      20,
      8,
    )
    const isIn = admit(few, new Uint8Array(20))
    expect([...isIn].filter((one) => one === 1)).toHaveLength(15)
    expect(isIn[7]).toBe(1)
    expect(isIn[0]).toBe(0)
    expect(
      admit(
        few,
        Uint8Array.from({ length: 20 }, (_, i) => (i === 0 ? 1 : 0)),
      )[0],
    ).toBe(1)
  })

  test('the next statement is drawn in proportion to the priorities', () => {
    expect([0, 0.24, 0.26, 0.99].map((uniform) => draw([1, 3, 9], [0, 1], uniform))).toEqual([0, 0, 1, 1])
    expect(draw([1], [], 0.5)).toBeUndefined()
  })
})

describe('whatever the votes', () => {
  const crowd = fc.tuple(fc.integer({ min: 3, max: 25 }), fc.integer({ min: 2, max: 9 })).chain(([n, columns]) =>
    fc.array(fc.array(fc.constantFrom(-1, 0, 1, null), { minLength: columns, maxLength: columns }), {
      minLength: n,
      maxLength: n,
    }),
  )
  const run = (given: (number | null)[][]) => {
    const columns = given[0]?.length ?? 0
    return analyse({
      participants: given.length,
      statements: columns,
      votes: logOf(given),
      hidden: new Uint8Array(columns),
      meta: new Uint8Array(columns),
      earlier: null,
      seed: 3,
    })
  }

  test('turning all signs turns agreement into disagreement, and leaves the groups', () => {
    fc.assert(
      fc.property(crowd, (given) => {
        const [one, other] = [run(given), run(given.map((row) => row.map((value) => (value === null ? null : -value))))]
        expect([...other.everyone.agrees]).toEqual([...one.everyone.disagrees])
        expect(other.majority.disagree.map(({ statement }) => statement)).toEqual(
          one.majority.agree.map(({ statement }) => statement),
        )
        expect(other.isGrouped).toEqual(one.isGrouped)
      }),
      { numRuns: 40 },
    )
  })

  test('of two votes on one statement the later one counts', () => {
    fc.assert(
      fc.property(crowd, crowd, (before, after) => {
        const [first, last] = [
          logOf(before),
          logOf(after.map((row) => row.slice(0, before[0]?.length)).slice(0, before.length)),
        ]
        const votes = {
          participant: Int32Array.from([...first.participant, ...last.participant]),
          statement: Int32Array.from([...first.statement, ...last.statement]),
          value: Int8Array.from([...first.value, ...last.value]),
        }
        const merged = before.map((row, i) => row.map((value, j) => after[i]?.[j] ?? value))
        const columns = before[0]?.length ?? 0
        expect(arrange(votes, before.length, columns)).toEqual(arrange(logOf(merged), before.length, columns))
      }),
      { numRuns: 60 },
    )
  })
})

/** Votes of so many people on 30 statements, each seen by more than half; `chance` gives who agrees how often. */
function crowdOf(n: number, seed: number, sides: (next: () => number) => (i: number, j: number) => number) {
  const next = makeChance(seed)
  const agrees = sides(next)
  const votes = Array.from({ length: n }, (_, i) =>
    Array.from({ length: 30 }, (__, j) => (next() < 0.35 ? null : next() < 0.06 ? 0 : next() < agrees(i, j) ? 1 : -1)),
  )
  return analyse({
    participants: n,
    statements: 30,
    votes: logOf(votes),
    hidden: new Uint8Array(30),
    meta: new Uint8Array(30),
    earlier: null,
    seed,
  })
}

describe('made-up crowds', () => {
  const sizes = [
    { n: 60, runs: 10 },
    { n: 300, runs: 4 },
  ]
  const seedsOf = (runs: number) => Array.from({ length: runs }, (_, n) => 100 + n)

  test.each(sizes)('three camps of $n people are found', ({ n, runs }) => {
    const found = seedsOf(runs).map((seed) => {
      const opinion = crowdOf(n, seed, () => (i, j) => (i % 3 === j % 3 ? 0.93 : 0.07))
      const isFound = opinion.isClear && opinion.k === 3
      return (
        isFound &&
        randIndex(
          opinion.group,
          Array.from({ length: n }, (_, i) => i % 3),
        ) > 0.95
      )
    })
    expect(found.filter((one) => one).length).toBeGreaterThanOrEqual(runs - 1)
  })

  test.each(sizes)('two camps of $n people, who agree on every third statement, are found', ({ n, runs }) => {
    const found = seedsOf(runs).filter((seed) => {
      const opinion = crowdOf(n, seed, () => (i, j) => (j % 3 === 0 || i % 2 === j % 2 ? 0.92 : 0.08))
      return opinion.isClear && opinion.k === 2
    })
    expect(found.length).toBeGreaterThanOrEqual(runs - 1)
  })

  test.each(sizes)('of $n people along one line, or of one mind, nobody says that there are groups', ({ n, runs }) => {
    const claims = seedsOf(runs).flatMap((seed) => [
      crowdOf(n, seed, (next) => {
        const place = Array.from({ length: n }, () => 3 * next() - 1.5)
        const turn = Array.from({ length: 30 }, () => (next() < 0.5 ? -2 : 2))
        const shift = Array.from({ length: 30 }, () => next() - 0.5)
        return (i, j) => 1 / (1 + Math.exp(-((turn[j] ?? 0) * (place[i] ?? 0) + (shift[j] ?? 0))))
      }).isClear,
      crowdOf(n, seed, (next) => {
        const level = Array.from({ length: 30 }, () => 0.1 + 0.8 * next())
        return (_, j) => level[j] ?? 0
      }).isClear,
    ])
    expect(claims.filter((one) => one).length).toBeLessThanOrEqual(1)
  })
})
