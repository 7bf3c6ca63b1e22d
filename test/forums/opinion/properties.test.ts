// What holds of any votes, points and partitions, and of the two models that tell groups from one line of opinions.
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makeChance } from '../../../src/features/forums/opinion/chance.ts'
import { fitClasses } from '../../../src/features/forums/opinion/classes.ts'
import { cluster, firstDistinct } from '../../../src/features/forums/opinion/clusters.ts'
import { findComponents } from '../../../src/features/forums/opinion/components.ts'
import { countVotes } from '../../../src/features/forums/opinion/counts.ts'
import { deviate } from '../../../src/features/forums/opinion/deviations.ts'
import { fitFactor } from '../../../src/features/forums/opinion/factor.ts'
import { arrange, withoutHidden } from '../../../src/features/forums/opinion/matrix.ts'
import type { Matrix } from '../../../src/features/forums/opinion/matrix.ts'
import { prefer } from '../../../src/features/forums/opinion/preference.ts'
import { findExtremity, project } from '../../../src/features/forums/opinion/projection.ts'
import { randIndex } from '../../../src/features/forums/opinion/randIndex.ts'
import { silhouette } from '../../../src/features/forums/opinion/silhouette.ts'

type Rows = (number | null)[][]

/** People in rows, statements in columns; null: no vote. */
function matrixOf(rows: Rows): Matrix {
  const cells = rows.flatMap((row, i) => row.flatMap((value, j) => (value === null ? [] : [{ i, j, value }])))
  const votes = {
    participant: Int32Array.from(cells, ({ i }) => i),
    statement: Int32Array.from(cells, ({ j }) => j),
    value: Int8Array.from(cells, ({ value }) => value),
  }
  return arrange(votes, rows.length, rows[0]?.length ?? 0)
}

const crowd = fc.tuple(fc.integer({ min: 4, max: 14 }), fc.integer({ min: 2, max: 7 })).chain(([people, statements]) =>
  fc.array(fc.array(fc.constantFrom(-1, 0, 1, null), { minLength: statements, maxLength: statements }), {
    minLength: people,
    maxLength: people,
  }),
)

/** XᵀX of the imputed and centred votes, cell by cell. */
function covariance(rows: Rows): number[][] {
  const columns = rows[0]?.map((_, j) => rows.map((row) => row[j] ?? null)) ?? []
  const filled = columns.map((column) => {
    const cast = column.filter((value) => value !== null)
    const mean = cast.reduce((sum, value) => sum + value, 0) / Math.max(cast.length, 1)
    return column.map((value) => (value === null ? 0 : value - mean))
  })
  return filled.map((a) => filled.map((b) => a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0)))
}

describe('components', () => {
  test('are the eigenvectors of the largest eigenvalues: no direction beside them has more variance', () => {
    fc.assert(
      fc.property(crowd, fc.integer(), (rows, seed) => {
        const [one, two] = findComponents(deviate(matrixOf(rows), new Uint8Array(rows[0]?.length ?? 0)))
        const square = covariance(rows)
        const times = (v: ArrayLike<number>) =>
          square.map((line) => line.reduce((sum, cell, j) => sum + cell * (v[j] ?? 0), 0))
        const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
          Array.from(a).reduce((sum, x, j) => sum + x * (b[j] ?? 0), 0)
        const [first, second] = [dot(one, times(one)), dot(two, times(two))]
        expect(first).toBeGreaterThanOrEqual(second - 1e-9)
        times(one).forEach((x, j) => expect(x).toBeCloseTo(first * (one[j] ?? 0), 6))
        times(two).forEach((x, j) => expect(x).toBeCloseTo(second * (two[j] ?? 0), 6))
        expect(dot(one, two)).toBeCloseTo(0, 9)
        const next = makeChance(seed)
        const any = Array.from(one, () => next() - 0.5)
        const [a, b] = [dot(any, one), dot(any, two)]
        const rest = any.map((x, j) => x - a * (one[j] ?? 0) - b * (two[j] ?? 0))
        expect(dot(rest, times(rest))).toBeLessThanOrEqual(second * dot(rest, rest) + 1e-7)
      }),
      {
        numRuns: 150,
        // The largest eigenvalue comes twice.
        examples: [
          [
            [
              [-1, 0, 0],
              [0, 0, null],
              [null, -1, null],
              [null, 0, -1],
            ],
            0,
          ],
        ],
      },
    )
  })

  test('of nothing to tell apart are 0', () => {
    const alike = deviate(
      matrixOf([
        [1, -1],
        [1, -1],
        [1, null],
      ]),
      new Uint8Array(2),
    )
    expect(findComponents(alike).map((one) => [...one])).toEqual([
      [0, 0],
      [0, 0],
    ])
    expect([...project(alike, findComponents(alike))]).toEqual([0, 0, 0, 0, 0, 0])
  })
})

test('another order of the people changes nothing but the order', () => {
  fc.assert(
    fc.property(
      crowd.chain((rows) =>
        fc.tuple(fc.constant(rows), fc.shuffledSubarray([...rows.keys()], { minLength: rows.length })),
      ),
      ([rows, order]) => {
        const none = new Uint8Array(rows[0]?.length ?? 0)
        const [one, other] = [rows, order.map((i) => rows[i] ?? [])].map((given) => {
          const matrix = matrixOf(given)
          const deviations = deviate(matrix, none)
          const components = findComponents(deviations)
          const counts = countVotes(matrix, new Int8Array(given.length), 1)
          return { points: project(deviations, components), extremity: findExtremity(deviations, components), counts }
        })
        expect(other?.counts).toEqual(one?.counts)
        // Where two components are as large as each other, any turn of the plane is as good: distances stay.
        const far = (points: Float64Array | undefined, i: number, j: number) =>
          Math.hypot(
            (points?.[2 * i] ?? 0) - (points?.[2 * j] ?? 0),
            (points?.[2 * i + 1] ?? 0) - (points?.[2 * j + 1] ?? 0),
          )
        const gap = spectralGap(rows)
        if (gap < 1e-3) return
        order.forEach((from, i) =>
          order.forEach((to, j) => expect(far(other?.points, i, j)).toBeCloseTo(far(one?.points, from, to), 5)),
        )
        one?.extremity.forEach((x, j) => expect(other?.extremity[j]).toBeCloseTo(x, 5))
      },
    ),
    { numRuns: 100 },
  )
})

/** How far the second eigenvalue is from the third, by what is left when two components are taken out. */
function spectralGap(rows: Rows): number {
  const square = covariance(rows)
  const [one, two] = findComponents(deviate(matrixOf(rows), new Uint8Array(rows[0]?.length ?? 0)))
  const times = (v: number[]) => square.map((line) => line.reduce((sum, cell, j) => sum + cell * (v[j] ?? 0), 0))
  const without = (v: number[]) => {
    const [a, b] = [one, two].map((c) => v.reduce((sum, x, j) => sum + x * (c[j] ?? 0), 0))
    return v.map((x, j) => x - (a ?? 0) * (one[j] ?? 0) - (b ?? 0) * (two[j] ?? 0))
  }
  const length = (v: number[]) => Math.hypot(...v)
  let vector = without(Array.from(one, (_, j) => ((j * 0.618) % 1) + 0.1))
  let third = 0
  for (let round = 0; round < 100 && length(vector) > 1e-12; round++) {
    const next = without(times(vector.map((x) => x / length(vector))))
    third = length(next)
    vector = next
  }
  return length(times([...two])) - third
}

describe('points and partitions', () => {
  const points = fc
    .array(fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 })), {
      minLength: 2,
      maxLength: 40,
    })
    .map((list) => Float64Array.from(list.flat()))
  const labels = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 2, maxLength: 40 })

  test('k-means leaves each point with the nearest centre, and its silhouette is from −1 to 1', () => {
    fc.assert(
      fc.property(points, fc.integer({ min: 2, max: 5 }), (given, k) => {
        const found = cluster(given, new Float64Array(given.length / 2).fill(1), firstDistinct(given, k), 100)
        expect(new Set(found.of).size).toBe(found.count)
        const one = silhouette(given, found)
        expect(one).toBeGreaterThanOrEqual(-1)
        expect(one).toBeLessThanOrEqual(1)
        const far = (i: number, c: number) =>
          Math.hypot(
            (given[2 * i] ?? 0) - (found.centres[2 * c] ?? 0),
            (given[2 * i + 1] ?? 0) - (found.centres[2 * c + 1] ?? 0),
          )
        found.of.forEach((own, i) => {
          for (let c = 0; c < found.count; c++) expect(far(i, own)).toBeLessThanOrEqual(far(i, c) + 0.02)
        })
      }),
    )
  })

  test('the adjusted Rand index is symmetric, 1 under other names, and that of all pairs', () => {
    fc.assert(
      fc.property(labels, labels, (left, right) => {
        const [one, two] = [left.slice(0, right.length), right.slice(0, left.length)]
        expect(randIndex(one, two)).toBeCloseTo(randIndex(two, one), 12)
        expect(
          randIndex(
            one,
            one.map((name) => (name * 3 + 1) % 5),
          ),
        ).toBe(1)
        expect(randIndex(one, two)).toBeCloseTo(byPairs(one, two), 9)
      }),
    )
  })
})

/** By going through all pairs: together in both, in one, in the other. */
function byPairs(one: number[], two: number[]): number {
  let [both, left, right, all] = [0, 0, 0, 0]
  for (let i = 0; i < one.length; i++)
    for (let j = i + 1; j < one.length; j++) {
      const [a, b] = [one[i] === one[j], two[i] === two[j]]
      both += a && b ? 1 : 0
      left += a ? 1 : 0
      right += b ? 1 : 0
      all += 1
    }
  const expected = (left * right) / all
  return (left + right) / 2 === expected ? 1 : (both - expected) / ((left + right) / 2 - expected)
}

describe('groups or one line', () => {
  const logistic = (x: number) => 1 / (1 + Math.exp(-x))
  const crowdOf = (seed: number, lean: (place: number, j: number) => number) => {
    const next = makeChance(seed)
    const places = Array.from({ length: 200 }, () => Math.sqrt(3) * (2 * next() - 1))
    const rows = places.map((place) =>
      Array.from({ length: 25 }, (_, j) => (next() < 0.4 ? null : next() < logistic(lean(place, j)) ? 1 : -1)),
    )
    const group = Int32Array.from(places, (place) => (place < 0 ? 0 : 1))
    return { matrix: matrixOf(rows), scores: Float64Array.from(places), group }
  }
  const sides = (j: number) => (j % 2 === 0 ? 1 : -1)
  const lead = (seed: number, lean: (place: number, j: number) => number) => {
    const { matrix, scores, group } = crowdOf(seed, lean)
    const hidden = new Uint8Array(25)
    const line = fitFactor(matrix, hidden, scores, 'even')
    expect(line.parameters).toBe(100)
    return prefer(fitClasses(matrix, hidden, group, 2), line)
  }

  test('two camps are likelier as two camps, a line as a line', () => {
    expect(lead(1, (place, j) => 2.2 * Math.sign(place) * sides(j))).toBeGreaterThan(2)
    expect(lead(2, (place, j) => 2 * place * sides(j))).toBeLessThan(-2)
  })

  test('the curves of a line are found again', () => {
    const { matrix, scores } = crowdOf(3, (place, j) => 1.5 * place * sides(j) + (j % 5 === 0 ? 1 : 0))
    const { items } = fitFactor(matrix, new Uint8Array(25), scores, 'even')
    const mean = items.reduce((sum, { agrees }, j) => sum + (agrees.slope * sides(j)) / items.length, 0)
    expect(mean).toBeGreaterThan(1.2)
    expect(mean).toBeLessThan(1.9)
  })

  test('what is hidden is not asked', () => {
    const matrix = matrixOf([
      [1, -1, 0],
      [null, 1, 1],
      [0, null, null],
    ])
    const seen = withoutHidden(matrix, Uint8Array.from([0, 1, 0]))
    expect(seen).toEqual(
      matrixOf([
        [1, null, 0],
        [null, null, 1],
        [0, null, null],
      ]),
    )
  })
})
