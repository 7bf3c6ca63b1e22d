// The index of the Survei Kepuasan Masyarakat, and means compared from round to round.
import { describe, expect, test } from 'vitest'
import { gradeOf, skmIndex } from '../../src/shared/questionnaires/skm.ts'
import { meansIn } from '../../src/shared/questionnaires/trend.ts'
import type { UnitFigures } from '../../src/shared/questionnaires/published.ts'
import { asking, question } from './asked.ts'

const values = [1, 2, 3, 4].map((value) => ({ key: `n${value}`, text: { id: String(value) }, value }))
const elements = Array.from({ length: 9 }, (_, n) => question({ key: `u${n}`, kind: 'one', options: values }))
const definition = asking([...elements, question({ key: 'saran', kind: 'longtext' })], { index: 'skm' })

function figures(means: number[], step: number): UnitFigures {
  const rounded = means.map((mean, n) => [`u${n}`, { mean, spread: null, step }] as const)
  return { unit: null, people: 40, means: new Map(rounded), shares: new Map(), points: null }
}

describe('the index', () => {
  test('is 25 times the mean of nine means, and may be as much more or less as they are rounded', () => {
    const index = skmIndex(definition, figures([3, 3, 3, 4, 3, 3, 3, 3, 3], 0.02))
    expect(index?.value).toBeCloseTo(77.7778, 4)
    expect(index?.margin).toBeCloseTo(0.25, 10)
    expect(index).toMatchObject({ from: 'B', to: 'B' })
  })

  test('goes from 25 to 100', () => {
    expect(
      skmIndex(
        definition,
        figures(
          elements.map(() => 1),
          0.01,
        ),
      ),
    ).toMatchObject({ value: 25, from: 'D' })
    expect(
      skmIndex(
        definition,
        figures(
          elements.map(() => 4),
          0.01,
        ),
      ),
    ).toMatchObject({ value: 100, to: 'A' })
  })

  test('has two grades where rounding leaves open which one it is', () => {
    expect(
      skmIndex(
        definition,
        figures(
          elements.map(() => 3),
          0.2,
        ),
      ),
    ).toMatchObject({ value: 75, from: 'C', to: 'B' })
  })

  test('is none where an element is not shown, or none is asked for', () => {
    expect(
      skmIndex(
        definition,
        figures(
          Array.from({ length: 8 }, () => 3),
          0.1,
        ),
      ),
    ).toBeNull()
    expect(
      skmIndex(
        asking(elements),
        figures(
          elements.map(() => 3),
          0.1,
        ),
      ),
    ).toBeNull()
  })

  test.each([
    [100, 'A'],
    [88.31, 'A'],
    [88.3, 'B'],
    [76.61, 'B'],
    [76.6, 'C'],
    [65, 'C'],
    [64.99, 'D'],
    [25, 'D'],
  ] as const)('of %d is of the grade %s', (index, grade) => {
    expect(gradeOf(index)).toBe(grade)
  })
})

test('rounds that asked a question in another way are no part of its trend', () => {
  const at = new Date('2026-11-25T10:00:00+07:00')
  const past = (kind: 'scale5' | 'scale10', mean: number) => ({
    roundId: 1n,
    at,
    definition: asking([question({ key: 'u0', kind })]),
    figures: figures([mean], 0.1),
  })
  const now = question({ key: 'u0', kind: 'scale5' })
  expect(meansIn([past('scale10', 8), past('scale5', 3), past('scale5', 4)], now).map(({ mean }) => mean)).toEqual([
    3, 4,
  ])
})
