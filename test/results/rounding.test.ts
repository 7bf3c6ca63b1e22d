// What a rounded figure tells: never how many gave one answer, when they are fewer than k.
import { describe, expect, test } from 'vitest'
import { roundedMean, roundedShare } from '../../src/shared/results/rounding.ts'

const k = 5

/** All ways in which n people can answer on a scale from 1 to 5. */
function* answers(n: number): Generator<number[]> {
  for (let a = 0; a <= n; a++)
    for (let b = 0; a + b <= n; b++)
      for (let c = 0; a + b + c <= n; c++)
        for (let d = 0; a + b + c + d <= n; d++) yield [a, b, c, d, n - a - b - c - d]
}

/** Cells of 1 to k − 1 people that whoever sees what is told knows of. */
function cellsTold(n: number, tell: (counts: number[]) => string): string[] {
  const possible = new Map<string, Set<number>[]>()
  for (const counts of answers(n)) {
    const told = tell(counts)
    const cells = possible.get(told) ?? counts.map(() => new Set<number>())
    counts.forEach((count, point) => cells[point]?.add(count))
    possible.set(told, cells)
  }
  return [...possible].flatMap(([told, cells]) =>
    cells.flatMap((counts, point) =>
      [...counts].every((count) => count > 0 && count < k) ? [`${n} people, ${told}: ${point + 1}`] : [],
    ),
  )
}

const sumsOf = (counts: number[]) => ({
  people: counts.reduce((sum, count) => sum + count, 0),
  sum: counts.reduce((sum, count, point) => sum + count * (point + 1), 0),
  squares: counts.reduce((sum, count, point) => sum + count * (point + 1) ** 2, 0),
})

describe('a rounded mean', () => {
  test.each([5, 6, 7, 8, 9, 10, 11, 13, 17, 24, 25, 50])(
    'of %i people tells no cell of fewer than five, whatever they answered',
    (n) => {
      expect(cellsTold(n, (counts) => JSON.stringify(roundedMean(sumsOf(counts), k)))).toEqual([])
    },
  )

  test('would, if it were not rounded', () => {
    expect(cellsTold(6, (counts) => String(sumsOf(counts).sum))).not.toEqual([])
  })

  test('is the finer the more people there are; of fewer than k there is none', () => {
    const of = (people: number) => roundedMean({ people, sum: people * 3.456, squares: people * 13 }, k)
    expect(of(4)).toBeNull()
    expect(of(5)).toEqual({ mean: 3, spread: null, step: 1 })
    expect(of(10)).toEqual({ mean: 3.5, spread: null, step: 0.5 })
    expect(of(25)).toEqual({ mean: 3.4, spread: null, step: 0.2 })
    expect(of(50)).toEqual({ mean: 3.5, spread: 1, step: 0.1 })
    expect(of(500)).toEqual({ mean: 3.46, spread: 1, step: 0.01 })
  })

  test('of a wider scale has wider steps', () => {
    expect(roundedMean({ people: 10, sum: 72, squares: 600 }, k, 10)).toEqual({ mean: 7.5, spread: null, step: 1.25 })
  })
})

describe('a rounded share', () => {
  test('leaves it open whether there is anybody', () => {
    for (let all = 20; all <= 200; all++) {
      const told = new Map<number | undefined, number[]>()
      for (let some = 0; some <= all; some++) {
        const share = roundedShare(some, all, k)?.share
        told.set(share, [...(told.get(share) ?? []), some])
      }
      for (const possible of told.values()) expect(possible.every((some) => some > 0 && some < k)).toBe(false)
    }
    expect(roundedShare(3, 19, k)).toBeNull()
  })
})
