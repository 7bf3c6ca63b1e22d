// What is worked out on paper: a person's own lines, and what is shared.
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sharedOf } from '../../src/features/checkins/obstacles/rules.ts'
import { ownLines, tendencyOf } from '../../src/features/checkins/own/trend.ts'
import type { Answer } from '../../src/shared/questionnaires/answers.ts'
import type { Question } from '../../src/shared/questionnaires/definition.ts'

const question = (key: string, kind: Question['kind'], role?: Question['role']): Question => ({
  key,
  kind,
  text: { id: key },
  mayNotApply: true,
  isOptional: true,
  when: [],
  ...(role && { role }),
})
const asked = [
  question('pekan', 'scale5', 'mood'),
  question('kemajuan', 'scale10', 'progress'),
  question('hambatan', 'text', 'blocker'),
  question('bagikan', 'yesno', 'share'),
  question('bantuan', 'yesno', 'help'),
]
const week = (n: number, answers: Record<string, Answer>, questions = asked) => ({
  at: new Date(Date.UTC(2026, 10, n)),
  answers,
  definition: { questions },
})

describe('one’s own lines', () => {
  test('have the values in order; what was skipped or does not apply is left out, and another scale begins anew', () => {
    const lines = ownLines([
      week(1, { pekan: 3, kemajuan: 4 }),
      week(2, { pekan: 2 }, [question('pekan', 'scale10', 'mood')]),
      week(3, { pekan: { doesNotApply: true }, kemajuan: 6 }),
      week(4, { pekan: 5 }),
    ])
    expect(
      lines.map(({ role, least, most, points }) => ({ role, least, most, values: points.map((p) => p.value) })),
    ).toEqual([
      { role: 'mood', least: 1, most: 5, values: [3, 5] },
      { role: 'progress', least: 0, most: 10, values: [4, 6] },
    ])
    expect(ownLines([week(1, { hambatan: 'macet' })])).toEqual([])
  })

  test.each([
    [[3, 3, 4], null],
    [[2, 2, 4, 4], 'up'],
    [[5, 4, 4, 2, 2], 'down'],
    [[3, 4, 3, 4], 'steady'],
  ])('%j tends: %s', (values, tendency) => {
    const [line] = ownLines(values.map((value, n) => week(n + 1, { pekan: value })))
    expect(line && tendencyOf(line)).toBe(tendency)
  })

  test('backwards they tend the other way', () => {
    const opposite = { up: 'down', down: 'up', steady: 'steady' }
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 4, maxLength: 12 }), (values) => {
        const tendency = (some: number[]) => {
          const [line] = ownLines(some.map((value, n) => week(n + 1, { pekan: value })))
          return (line && tendencyOf(line)) ?? 'steady'
        }
        expect(tendency(values.toReversed())).toBe(opposite[tendency(values)])
      }),
      { seed: 1 },
    )
  })
})

describe('what is shared with the head', () => {
  test.each<[Record<string, Answer>, ReturnType<typeof sharedOf>]>([
    [
      { hambatan: ' macet ', bagikan: true, bantuan: true },
      { text: 'macet', wantsHelp: true },
    ],
    [
      { hambatan: 'macet', bagikan: true },
      { text: 'macet', wantsHelp: false },
    ],
    [
      { bagikan: true, bantuan: true },
      { text: '', wantsHelp: true },
    ],
    [{ bagikan: true, bantuan: false }, null],
    [{ hambatan: 'macet', bagikan: false, bantuan: true }, null],
    [{ hambatan: 'macet', bantuan: true }, null],
    [{ hambatan: 'macet', bagikan: { doesNotApply: true } }, null],
  ])('%j: %j', (answers, shared) => expect(sharedOf({ questions: asked }, answers)).toEqual(shared))

  test('nothing where nobody asks whether it may be', () =>
    expect(sharedOf({ questions: asked.slice(2, 3) }, { hambatan: 'macet', bagikan: true })).toBeNull())
})
