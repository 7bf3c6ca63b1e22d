// What is said of a training's effect: in a sentence, honestly where too few took both tests.
import * as fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { gridOf, leavesOpen, possibleScores } from '../../src/features/trainings/figures/compositions.ts'
import { effectText } from '../../src/features/trainings/figures/effectWords.ts'
import { effectOf } from '../../src/features/trainings/figures/scores.ts'
import { plainText } from '../../src/platform/html.ts'
import { openTexts } from '../../src/platform/texts.ts'
import type { Language, Voice } from '../../src/platform/texts.ts'

let voiceIn: (language: Language) => Voice
beforeAll(async () => {
  voiceIn = await openTexts({ strict: true, timeZone: 'Asia/Jakarta' })
})

/** Ten questions of a point each. */
const ten = Array.from({ length: 10 }, () => 1)
const score = (points: number, most = 10) => ({ points, most })
/** People by their results before and after. */
const people = (pairs: (readonly [number | null, number | null])[]) =>
  pairs.map(([before, later]) => ({
    before: before === null ? null : score(before),
    later: later === null ? null : score(later),
  }))
const told = (pairs: Parameters<typeof people>[0], language: Language = 'id') => {
  const effect = effectOf(people(pairs), ten, 5)
  return plainText(effectText(voiceIn(language), 'after', effect.figures === null ? 'few' : effect, 5))
}
const several = (count: number, pairs: (readonly [number, number])[]) =>
  Array.from({ length: count }, (_, n) => pairs[n % pairs.length] ?? ([0, 0] as const))

describe('the effect of a training', () => {
  test('is a sentence that needs no statistics, with the figures below it', () => {
    // 42 people, differences of 0, 1 and 3 points in turn: their mean is 4/3.
    const text = told([
      ...several(42, [
        [3, 3],
        [4, 5],
        [5, 8],
      ]),
      [2, null],
      [3, null],
      [null, 9],
    ])
    expect(text).toContain(
      'Dari 42 peserta yang mengisi keduanya, rata-rata naik 1,3 poin (95 %: 0,9–1,7); pengaruh besar.',
    )
    expect(text).toMatch(/13 % dari nilai tertinggi; t\(41\) = 6,\d+, p < 0,001; d_z 1,0\d? \(/)
    expect(text).toContain('Mengisi keduanya 42, hanya yang pertama 2, hanya yang kemudian 1')
    expect(text).toContain('belum tentu karena pelatihan')
    const fallen = several(40, [
      [8, 6],
      [5, 4],
    ])
    expect(told(fallen)).toContain('rata-rata turun 1,5 poin (95 %: 1,3–1,7)')
    expect(told(fallen, 'en')).toContain('results fell by 1.5 points on average (95%: 1.3–1.7)')
  })

  test('is not concluded from few, nor where it may as well be nothing', () => {
    const pairs = [
      [3, 5],
      [4, 5],
      [5, 8],
    ] as const
    expect(told(several(4, [...pairs]))).toContain('Kurang dari 5 orang mengisi kedua tes')
    expect(told(several(4, [...pairs]))).not.toMatch(/naik|d_z/)
    expect(told(several(9, [...pairs]))).toContain('Hanya 9 peserta mengisi keduanya')
    expect(told(several(9, [...pairs]))).toContain('terlalu sedikit untuk menyimpulkan')
    expect(told(several(10, [...pairs]))).toContain('pengaruh besar')
    const unclear = told(
      several(20, [
        [3, 5],
        [5, 3],
        [4, 5],
        [5, 4],
        [4, 4.5],
      ]),
    )
    expect(unclear).toContain('belum dapat disimpulkan')
    expect(unclear).toContain('rata-rata naik 0,1 poin')
    const same = told(several(12, [[3, 5]]))
    expect(same).toContain('Hasil 12 peserta yang mengisi keduanya naik 2 poin, sama untuk semua')
    expect(same).not.toContain('d_z')
  })

  test('is in percent where not all could reach as much', () => {
    const mixed = Array.from({ length: 12 }, (_, n) => ({
      before: score(n % 3, n % 2 === 0 ? 5 : 10),
      later: score(5, n % 2 === 0 ? 5 : 10),
    }))
    const effect = effectOf(mixed, ten, 5)
    expect(effect.most).toBeNull()
    expect(plainText(effectText(voiceIn('id'), 'after', effect, 5))).toContain('persen poin')
  })

  test('is told as the reference has it, also where few did worse', () => {
    // 42 people: three fell, nine stayed, thirty rose.
    const text = told([
      ...several(3, [[5, 4]]),
      ...several(9, [[5, 5]]),
      ...several(15, [[4, 5]]),
      ...several(8, [[4, 7]]),
      ...several(7, [[3, 6]]),
    ])
    expect(text).toMatch(
      /Dari 42 peserta yang mengisi keduanya, rata-rata naik 1,4 poin \(95 %: 0,9–1,8\); pengaruh besar/,
    )
  })

  test('is rounded where exact figures tell how single people did', () => {
    const one = (worse: number, same: number, better: number) =>
      effectOf(
        [
          ...people(several(worse, [[1, 0]])),
          ...people(several(same, [[1, 1]])),
          ...people(several(better, [[0, 1]])),
        ].map(({ before, later }) => ({
          before: before && { ...before, most: 1 },
          later: later && { ...later, most: 1 },
        })),
        [1],
        5,
      )
    // A single question: neither few nor many, nor everybody alike, are told exactly.
    for (const counts of [
      [1, 10, 1],
      [2, 20, 40],
      [0, 0, 12],
      [0, 12, 0],
    ] as const) {
      const { figures } = one(counts[0], counts[1], counts[2])
      expect(figures?.kind).toBe('rounded')
      expect(figures).not.toHaveProperty('t')
    }
    // 42 people of whom 14 more got better than worse: a third, to the next fifth.
    expect(one(2, 24, 16).figures).toEqual({ kind: 'rounded', difference: 0.4, step: 0.2 })
    // Ten questions, but all of them as they were but one, or all better but one: the sums leave no other way.
    for (const pairs of [
      [...several(41, [[5, 5]]), [5, 6] as const],
      [...several(41, [[5, 6]]), [5, 5] as const],
    ])
      expect(effectOf(people(pairs), ten, 5).figures?.kind).toBe('rounded')
    // Fewer than twice k, and a rise over the whole scale.
    expect(
      told(
        several(9, [
          [2, 4],
          [2, 3],
        ]),
      ),
    ).toContain('Hanya 9 peserta mengisi keduanya')
    const whole = told(several(12, [[0, 10]]))
    expect(whole).toContain('naik sekitar 10 poin. Angka ini dibulatkan')
    expect(whole).not.toMatch(/sama untuk semua|d_z|95 %/)
    const hardly = told(
      several(10, [
        [5, 5],
        [5, 6],
        [5, 4],
        [5, 5],
      ]),
    )
    expect(hardly).toContain('rata-rata hampir tidak berubah')
  })

  test('leaves open, by number, sum and squares, how many did worse and better', () => {
    const result = fc.integer({ min: 0, max: 2 })
    const small = (counts: number[]) => counts.map((count) => count > 0 && count < 5)
    const counted = (values: number[]) => [-1, 0, 1].map((way) => values.filter((one) => Math.sign(one) === way).length)
    // All ways in which so many people can come to these sums, by three values: few enough to try.
    const waysOf = (n: number, sum: number, squares: number) => {
      const found: number[][] = []
      const walk = (left: number[], counts: number[], people: number, s: number, q: number): void => {
        const [value, ...rest] = left
        if (value === undefined) {
          if (people === n && s === sum && q === squares)
            found.push(
              [-1, 0, 1].map((way) =>
                [-2, -1, 0, 1, 2].reduce((all, one, at) => (Math.sign(one) === way ? all + (counts[at] ?? 0) : all), 0),
              ),
            )
          return
        }
        for (let count = 0; people + count <= n; count++)
          walk(rest, [...counts, count], people + count, s + count * value, q + count * value * value)
      }
      walk([-2, -1, 0, 1, 2], [], 0, 0, 0)
      return found
    }
    fc.assert(
      fc.property(fc.array(fc.tuple(result, result), { minLength: 10, maxLength: 14 }), (pairs) => {
        const values = pairs.map(([before, later]) => later - before)
        const isOpen = leavesOpen(values, gridOf(possibleScores([1, 1])), 5)
        const sum = values.reduce((all, one) => all + one, 0)
        const squares = values.reduce((all, one) => all + one * one, 0)
        const ways = waysOf(values.length, sum, squares).map(small)
        const isTold = small(counted(values)).some((_, cell) => ways.every((way) => way[cell]))
        expect(isOpen).toBe(!isTold)
      }),
      { numRuns: 60 },
    )
  })

  test('whoever took one test only changes no figure of those who took both', () => {
    const result = fc.option(fc.integer({ min: 0, max: 10 }), { nil: null, freq: 3 })
    fc.assert(
      fc.property(fc.array(fc.tuple(result, result), { maxLength: 30 }), (pairs) => {
        const all = effectOf(people(pairs), ten, 5)
        const both = effectOf(people(pairs.filter((pair) => !pair.includes(null))), ten, 5)
        expect(all.figures).toEqual(both.figures)
        expect(all.matched).toBe(both.matched)
        expect(all.figures === null).toBe(all.matched < 5)
        expect(all.onlyBefore + all.onlyLater + all.matched).toBe(
          pairs.filter(([before, later]) => before !== null || later !== null).length,
        )
      }),
      { numRuns: 60 },
    )
  })
})
