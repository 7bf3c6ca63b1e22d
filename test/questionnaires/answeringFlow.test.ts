import {
  array,
  assert,
  boolean,
  constantFrom,
  infiniteStream,
  nat,
  option,
  property as holds,
  record,
} from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  answersOf,
  askedOf,
  checking,
  checkStep,
  endingAt,
  nextStep,
} from '../../src/features/questionnaires/answering/flow.ts'
import type { Given, Sofar } from '../../src/features/questionnaires/answering/flow.ts'
import { readNumber } from '../../src/features/questionnaires/answering/numbers.ts'
import { isAsked } from '../../src/shared/questionnaires/answers.ts'
import type { Question } from '../../src/shared/questionnaires/definition.ts'
import { asking, question } from './asked.ts'

describe('a typed number', () => {
  test.each([
    ['12', 'id', 12],
    ['-3,5', 'id', -3.5],
    ['2.5', 'id', 2.5],
    ['1.500', 'id', 1500],
    ['1.500', 'en', 1.5],
    ['1,500', 'en', 1500],
    ['1,500', 'id', 1.5],
    ['1.234.567,25', 'id', 1234567.25],
    ['1 500 jam', 'id', 1500],
    ['8 JAM', 'id', 8],
    ['0', 'id', 0],
    ['−4', 'en', -4],
  ] as const)('%s (%s) is %d', (text, language, value) => {
    expect(readNumber(text, ['jam', 'hours'], language)).toBe(value)
  })

  test.each(['', 'dua', '1e9', '12 hari', '1.2.3', '0x10', '--1', '1,2,3', '9'.repeat(16), 'Infinity'])(
    '%s is none',
    (text) => {
      expect(readNumber(text, ['jam'], 'id')).toBeNull()
    },
  )
})

const bad = question({ key: 'b', kind: 'yesno', when: [{ key: 'a', operator: '<=', value: 2 }] })
const typed = question({ key: 'c', kind: 'text', isOptional: true })
const scale = question({ key: 'a', kind: 'scale5' })
const skipped: Given = { skipped: true }

describe('what comes next', () => {
  test('the last of taps sends; whoever typed something sees all of it first', () => {
    const three = asking([scale, bad, typed])
    expect(nextStep(three, null, {})).toBe('a')
    expect(nextStep(three, 'a', { a: 5 })).toBe('c')
    expect(nextStep(three, 'a', { a: 1 })).toBe('b')
    expect(nextStep(three, 'c', { a: 5, c: skipped })).toBeNull()
    expect(nextStep(three, 'c', { a: 5, c: 'Baik' })).toBe(checkStep)
    expect(nextStep(three, checkStep, checking({ a: 5, c: 'Baik' }))).toBeNull()
    // A changed answer brings a question along.
    expect(nextStep(three, 'a', checking({ a: 1, c: 'Baik' }))).toBe('b')
  })

  test('nothing at all is not sent', () => {
    expect(nextStep(asking([typed]), 'c', { c: skipped })).toBe(checkStep)
    expect(endingAt(asking([typed]), typed, {})).toBeNull()
  })

  test('it is said before the tap that sends, and before one that may', () => {
    expect(endingAt(asking([scale]), scale, {})).toBe('tap')
    expect(endingAt(asking([scale, bad]), scale, { a: 1 })).toBe('mayTap')
    expect(endingAt(asking([scale, bad]), bad, { a: 1 })).toBe('tap')
    expect(endingAt(asking([scale, typed]), typed, { a: 1 })).toBe('skip')
    expect(endingAt(asking([scale, typed]), scale, {})).toBeNull()
    expect(endingAt(asking([typed, scale]), scale, { c: 'Baik' })).toBeNull()
    const several = question({ key: 'd', kind: 'several', options: [] })
    expect(endingAt(asking([scale, several]), several, { a: 1 })).toBe('done')
  })
})

const kinds = ['scale5', 'yesno', 'text'] as const
const questionnaires = array(record({ kind: constantFrom(...kinds), isOptional: boolean(), on: option(nat(5)) }), {
  minLength: 1,
  maxLength: 8,
}).map((given) =>
  asking(
    given.map(({ kind, isOptional, on }, n) => {
      const earlier = on === null || n === 0 ? undefined : given[on % n]
      const value = earlier?.kind === 'scale5' ? 3 : earlier?.kind === 'yesno' ? true : 'ya'
      const when: Question['when'] =
        on === null || earlier === undefined ? [] : [{ key: `q${on % n}`, operator: '=', value }]
      return question({ key: `q${n}`, kind, isOptional, when })
    }),
  ),
)

test('whatever is answered or skipped, one gets to the end, with every question that is asked and no other, and is warned', () => {
  const said = { scale5: [1, 3, 5], yesno: [true, false], text: ['ya', 'tidak'] } as const
  assert(
    holds(questionnaires, infiniteStream(nat(20)), (definition, choices) => {
      let sofar: Sofar = {}
      let step = nextStep(definition, null, sofar)
      const steps: string[] = []
      while (step !== null && step !== checkStep) {
        steps.push(step)
        const asked = definition.questions.find(({ key }) => key === step)
        if (asked === undefined) throw new Error('No such question')
        const choice = choices.next().value ?? 0
        const options = said[asked.kind === 'scale5' || asked.kind === 'yesno' ? asked.kind : 'text']
        const isSkipped = asked.isOptional && choice % 4 === 0
        const ending = endingAt(definition, asked, sofar)
        sofar = { ...sofar, [step]: isSkipped ? skipped : (options[choice % options.length] ?? 'ya') }
        step = nextStep(definition, step, sofar)
        if (step === null) expect(ending).not.toBeNull()
      }
      expect(new Set(steps).size).toBe(steps.length)
      expect(steps).toEqual(askedOf(definition, sofar).map(({ key }) => key))
      const answers = answersOf(definition, sofar)
      for (const [key, answer] of Object.entries(answers)) {
        expect(answer).toEqual(sofar[key])
        const answered = definition.questions.find((one) => one.key === key)
        expect(answered && isAsked(answered, answers)).toBe(true)
      }
    }),
  )
})
