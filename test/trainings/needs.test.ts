// What becomes a need: only what is published, and never what fewer than k people chose.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { topicsOf } from '../../src/features/trainings/needs/choosing.ts'
import type { Question } from '../../src/shared/questionnaires/definition.ts'
import { roundedShare } from '../../src/shared/results/rounding.ts'

const question: Question = {
  key: 'topik',
  kind: 'several',
  text: { id: 'Apa?' },
  options: ['a', 'b', 'c'].map((key) => ({ key, text: { id: key.toUpperCase() } })),
  mayNotApply: false,
  isOptional: false,
  when: [],
}

/** Who of so many in a unit chose each topic, as it is published. */
function figuresOf(id: bigint, people: number, chosen: number[], k: number) {
  const shares = ['a', 'b', 'c'].flatMap((topic, n) => {
    const share = roundedShare(chosen[n] ?? 0, people, k)
    return share === null ? [] : [[topic, share] as const]
  })
  return {
    unit: { id, name: 'Unit', depth: 0 },
    people,
    means: new Map(),
    shares: new Map([['topik', new Map(shares)]]),
  }
}

test('A unit needs what at least k of its people, and about a fifth, chose', () => {
  const few = topicsOf({ questions: [question] }, { units: [figuresOf(1n, 30, [20, 6, 4], 5)], all: null }, 5)
  expect(few.map(({ topic }) => topic)).toEqual(['a'])
  const many = topicsOf({ questions: [question] }, { units: [figuresOf(1n, 600, [300, 130, 60], 5)], all: null }, 5)
  expect(many.map(({ topic, title }) => `${topic} ${title.id}`)).toEqual(['a A', 'b B'])
  const other = { ...question, kind: 'one' as const }
  expect(topicsOf({ questions: [other] }, { units: [figuresOf(1n, 600, [300, 0, 0], 5)], all: null }, 5)).toEqual([])
})

test('Nothing becomes a need that fewer than k chose, whatever they are', () => {
  const counts = fc
    .integer({ min: 5, max: 300 })
    .chain((people) => fc.tuple(fc.constant(people), fc.array(fc.nat(people), { minLength: 3, maxLength: 3 })))
  fc.assert(
    fc.property(fc.array(counts, { minLength: 1, maxLength: 4 }), fc.integer({ min: 5, max: 12 }), (units, k) => {
      const figures = units.map(([people, chosen], n) => figuresOf(BigInt(n), people, chosen, k))
      const cells = ['a', 'b', 'c'].map((name, n) => {
        const people = units.reduce((sum, [, chosen]) => sum + (chosen[n] ?? 0), 0)
        return { name, people: people < k ? null : people, of: null }
      })
      const all = {
        people: units.reduce((sum, [people]) => sum + people, 0),
        spreads: [{ question, cells, mean: null }],
      }
      for (const { unitId, topic } of topicsOf({ questions: [question] }, { units: figures, all }, k)) {
        const place = ['a', 'b', 'c'].indexOf(topic)
        const chosen = units
          .filter((_, n) => unitId === null || BigInt(n) === unitId)
          .reduce((sum, [, each]) => sum + (each[place] ?? 0), 0)
        expect(chosen).toBeGreaterThanOrEqual(k)
      }
    }),
  )
})
