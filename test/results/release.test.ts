// Publishing under k-anonymity: what is shown, and that nothing can be reckoned from it.
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { publish, publishedOf } from '../../src/shared/results/release.ts'
import type { Counts } from '../../src/shared/results/counts.ts'
import type { Published, Release } from '../../src/shared/results/release.ts'
import { findSecret, findStep } from './attacker.ts'

const k = 5
const table = (count: number, parts: Record<string, number>, by = 'answer'): Counts => ({
  name: 'all',
  count,
  groups: [{ by, children: Object.entries(parts).map(([name, part]) => ({ name, count: part })) }],
})
const countOf = ({ name, count }: Published) => [name, count] as const
const parts = (release: Release | undefined, group = 0) =>
  release === undefined
    ? undefined
    : Object.fromEntries(publishedOf(release).groups[group]?.children.map(countOf) ?? [])
/** Publishes one state after the other; gives what is up after each. */
const publishAll = (states: Counts[]) => {
  const up: (Release | undefined)[] = []
  for (const counts of states) up.push(publish(counts, up.at(-1), k) ?? up.at(-1))
  return up
}

describe('of one state', () => {
  test('a cell of nobody or of at least k is shown', () => {
    const release = publish(table(20, { yes: 12, no: 8, pass: 0 }), undefined, k)
    expect(release && publishedOf(release).count).toBe(20)
    expect(parts(release)).toEqual({ yes: 12, no: 8, pass: 0 })
  })

  test('a smaller one is hidden, and with it the smallest others, until the hidden ones are k', () => {
    expect(parts(publish(table(33, { a: 20, b: 10, c: 3 }), undefined, k))).toEqual({ a: 20, b: null, c: null })
    expect(parts(publish(table(25, { a: 20, b: 2, c: 3 }), undefined, k))).toEqual({ a: 20, b: null, c: null })
    expect(parts(publish(table(23, { a: 20, b: 3, c: 0 }), undefined, k))).toEqual({ a: null, b: null, c: 0 })
  })

  test('those in none of the parts are hidden people too', () => {
    expect(parts(publish(table(22, { a: 12, b: 8 }), undefined, k))).toEqual({ a: 12, b: null })
    expect(parts(publish(table(25, { a: 12, b: 8 }), undefined, k))).toEqual({ a: 12, b: 8 })
  })

  test('of a hidden cell nothing below is shown, not even that there is nobody', () => {
    const release = publish(table(4, { a: 4, b: 0 }), undefined, k)
    expect(release && publishedOf(release).count).toBeNull()
    expect(parts(release)).toEqual({ a: null, b: null })
  })

  test('each way to break it down is looked at by itself', () => {
    const counts: Counts = {
      name: 'all',
      count: 20,
      groups: [...(table(20, { yes: 12, no: 8 }).groups ?? []), ...(table(20, { x: 18, y: 2 }, 'unit').groups ?? [])],
    }
    const release = publish(counts, undefined, k)
    expect(parts(release, 0)).toEqual({ yes: 12, no: 8 })
    expect(parts(release, 1)).toEqual({ x: null, y: null })
  })

  test('what is no table is refused', () => {
    expect(() => publish(table(5, { a: 4, b: 2 }), undefined, k)).toThrow('not disjoint')
    expect(() => publish(table(-1, {}), undefined, k)).toThrow('-1 people')
    const twice = {
      by: 'unit',
      children: [
        { name: 'x', count: 1 },
        { name: 'x', count: 1 },
      ],
    }
    expect(() => publish({ name: 'all', count: 5, groups: [twice] }, undefined, k)).toThrow('same name')
    // 20 who say yes, less those of the units that are shown, would be those of the unit that is not.
    const units = { by: 'unit', children: [{ ...table(9, { yes: 5, no: 4 }), name: 'x' }] }
    const crossed: Counts = { name: 'all', count: 30, groups: [...(table(30, { yes: 20 }).groups ?? []), units] }
    expect(() => publish(crossed, undefined, k)).toThrow('by unit > answer and by answer')
  })
})

describe('of one state after another', () => {
  test('the older stays up until every cell that changes has changed by k, hidden ones too', () => {
    const [, second, third, fourth] = publishAll([
      table(20, { yes: 12, no: 8 }),
      table(24, { yes: 16, no: 8 }),
      table(28, { yes: 17, no: 11 }),
      table(30, { yes: 17, no: 13 }),
    ])
    expect(parts(second)).toEqual({ yes: 12, no: 8 })
    expect(parts(third)).toEqual({ yes: 12, no: 8 })
    expect(parts(fourth)).toEqual({ yes: 17, no: 13 })
    const [, hidden] = publishAll([table(23, { a: 20, b: 3 }), table(29, { a: 25, b: 4 })])
    expect(hidden?.count).toBe(23)
  })

  test('a part that comes anew counts from nobody', () => {
    const [, few, enough] = publishAll([table(20, { a: 20 }), table(24, { a: 20, b: 4 }), table(25, { a: 20, b: 5 })])
    expect(parts(few)).toEqual({ a: 20 })
    expect(parts(enough)).toEqual({ a: 20, b: 5 })
  })

  test('what stays the same is not shown later, for an earlier total would say what it was hidden with', () => {
    // 23 less the 20 would be the 3 of c, and so would they less what is left when only the 20 are hidden.
    const [, second] = publishAll([table(23, { c: 3, d: 20 }), table(28, { c: 8, d: 20 })])
    expect(second?.count).toBe(28)
    expect(parts(second)).toEqual({ c: null, d: null })
    const [, both] = publishAll([table(23, { c: 3, d: 20 }), table(33, { c: 8, d: 25 })])
    expect(parts(both)).toEqual({ c: 8, d: 25 })
  })

  test('what is up is hidden later only when it has changed', () => {
    const [first, second] = publishAll([table(18, { c: 3, d: 5, e: 10 }), table(25, { c: 3, d: 12, e: 10 })])
    expect(parts(first)).toEqual({ c: null, d: null, e: 10 })
    expect(parts(second)).toEqual({ c: null, d: null, e: 10 })
  })

  test('also states that are not next to each other are apart by k', () => {
    const [, , third, fourth] = publishAll([
      table(20, { a: 10, b: 10 }),
      table(26, { a: 16, b: 10 }),
      table(31, { a: 11, b: 20 }),
      table(36, { a: 10, b: 26 }),
    ])
    expect(parts(third)).toEqual({ a: 16, b: 10 })
    expect(parts(fourth)).toEqual({ a: 10, b: 26 })
  })

  test('when fewer are left than can be shown, the older stays up', () => {
    const [, second] = publishAll([table(12, { a: 12 }), table(4, { a: 4 })])
    expect(parts(second)).toEqual({ a: 12 })
  })
})

/** Counts of a table with two ways, one of them over two levels; many cells are about k. */
const cell = fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 0, max: 12 }) }, fc.constantFrom(0, 30))
const answers = ['yes', 'no', 'pass']
const units = ['health', 'roads', 'schools']
const amounts = fc.record({
  answers: fc.array(cell, { minLength: 3, maxLength: 3 }),
  units: fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 3 }),
  unsaid: fc.constantFrom<number>(0, 0, 0, 3, 7),
})
type Amounts = typeof amounts extends fc.Arbitrary<infer Value> ? Value : never

const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0)
function toTable({ answers: said, units: below, unsaid }: Amounts): Counts {
  const count = Math.max(sum(said) + unsaid, sum(below.map(sum)))
  const children = below.map((amount, unit) => ({
    name: units[unit] ?? '',
    count: sum(amount),
    groups: [{ by: 'sex', children: amount.map((n, i) => ({ name: `part ${i}`, count: n })) }],
  }))
  return {
    name: 'all',
    count,
    groups: [
      { by: 'answer', children: said.map((n, i) => ({ name: answers[i] ?? '', count: n })) },
      { by: 'unit', children },
    ],
  }
}
const add = (a: Amounts, b: Amounts, sign: number): Amounts => {
  const plus = (x: number, y: number) => Math.max(0, x + sign * y)
  return {
    answers: a.answers.map((n, i) => plus(n, b.answers[i] ?? 0)),
    units: a.units.map((row, u) => row.map((n, i) => plus(n, b.units[u]?.[i] ?? 0))),
    unsaid: plus(a.unsaid, b.unsaid),
  }
}
/** Much stays as it is from one state to the next: that is where releases can be laid beside each other. */
const growth = amounts.chain((most) =>
  fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 13, maxLength: 13 }).map((keep) => {
    let at = 0
    const some = (n: number) => (keep[at++] === 0 ? (n > 0 && n < k ? n + k : n) : 0)
    return { answers: most.answers.map(some), units: most.units.map((row) => row.map(some)), unsaid: some(most.unsaid) }
  }),
)
const signed = fc.record({ by: growth, sign: fc.constantFrom(1, 1, 1, -1) })

function releasesOf(first: Amounts, steps: { by: Amounts; sign: number }[]): Release[] {
  const states = [first]
  for (const { by, sign } of steps) states.push(add(states.at(-1) ?? first, by, sign))
  const up = publishAll(states.map(toTable)).filter((release) => release !== undefined)
  return [...new Set(up)]
}

describe('from everything that was ever published', () => {
  test.each([
    ['grows', growth.map((by) => ({ by, sign: 1 }))],
    ['grows and shrinks', signed],
  ])('nobody can reckon a cell of less than k, of what %s', (_, step) => {
    let several = 0
    fc.assert(
      fc.property(amounts, fc.array(step, { maxLength: 6 }), (first, steps) => {
        const releases = releasesOf(first, steps)
        if (releases.length > 2) several++
        expect(findSecret(releases, k)).toBeUndefined()
        expect(findStep(releases, k)).toBeUndefined()
      }),
      { numRuns: 1500 },
    )
    expect(several).toBeGreaterThan(100)
  })

  test('what is shown is true, and at least k or nobody', () => {
    fc.assert(
      fc.property(amounts, (first) => {
        const check = (shown: Published, counts: Counts) => {
          if (shown.count !== null) expect(shown.count).toBe(counts.count)
          if (shown.count !== null && shown.count !== 0) expect(shown.count).toBeGreaterThanOrEqual(k)
          for (const [g, group] of shown.groups.entries())
            for (const [c, child] of group.children.entries())
              check(child, counts.groups?.[g]?.children[c] ?? { name: '', count: -1 })
        }
        const counts = toTable(first)
        const release = publish(counts, undefined, k)
        if (release) check(publishedOf(release), counts)
      }),
    )
  })

  test('and one who reckons finds what is there to find', () => {
    const shown = (count: number, isShown: boolean, name = 'all'): Release => ({
      name,
      count,
      isShown,
      seen: [],
      groups: [],
    })
    const of = (a: Release, b: Release): Release => ({
      ...shown(a.count + b.count, true),
      groups: [{ by: 'x', rest: 0, children: [a, b] }],
    })
    expect(findSecret([of(shown(20, true, 'a'), shown(3, false, 'b'))], k)).toContain('b')
    expect(
      findSecret([of(shown(20, false, 'a'), shown(3, false, 'b')), of(shown(20, true, 'a'), shown(8, true, 'b'))], k),
    ).toContain('b')
  })
})
