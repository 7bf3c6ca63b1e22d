// Questionnaires as they come to be, for properties that hold of all of them.
import * as fc from 'fast-check'
import { isKey, isWholeKey } from '../../src/shared/questionnaires/source/naming.ts'
import type { Bilingual, Condition, Definition, Option, Question } from '../../src/shared/questionnaires/definition.ts'

/** Words with marks that mean something in YAML. */
const words = (most: number) =>
  fc
    .stringMatching(/^[A-Za-zé0-9][A-Za-zé0-9 :,#'"{}[\]&*!?|>%@`=<-]{0,30}[A-Za-z?.*]$/)
    .map((text) => text.replaceAll(/ +/g, ' ').slice(0, most).trim())
const bilingual = (most: number): fc.Arbitrary<Bilingual> =>
  fc.oneof(
    words(most).map((id) => ({ id })),
    fc.record({ id: words(most), en: words(most) }),
  )
const key = fc.stringMatching(/^[a-z][a-z0-9_]{0,15}$/).filter(isKey)
const number = fc.integer({ min: -1000, max: 1000 })
const maybe = <Value>(name: string, value: fc.Arbitrary<Value>) =>
  fc.option(value, { nil: undefined }).map((one) => (one === undefined ? {} : { [name]: one }))

const scale = (kind: 'scale5' | 'scale10') =>
  maybe('ends', fc.tuple(bilingual(40), bilingual(40))).map((ends) => ({ kind, ...ends }))

const choice = (kind: 'one' | 'several') =>
  fc
    .uniqueArray(fc.tuple(key, bilingual(60), fc.boolean(), fc.option(number, { nil: undefined })), {
      minLength: 2,
      maxLength: 12,
      // Neither two of the same text, nor one whose text is another's key.
      selector: ([name, text]) => `${name}|${text.id.toLowerCase()}`,
    })
    .filter((all) => new Set(all.map(([name]) => name)).size === all.length)
    .filter((all) => new Set(all.map(([, text]) => text.id.toLowerCase())).size === all.length)
    .chain((all) => {
      const only = all.findIndex(([, , isRight]) => isRight)
      const options = all.map(([name, text, isRight, value], index): Option => ({
        key: name,
        text,
        ...(value !== undefined && { value }),
        ...(isRight && (kind === 'several' || index === only) && { isRight: true }),
      }))
      const points = only === -1 ? fc.constant({}) : maybe('points', fc.integer({ min: 1, max: 10 }))
      return points.map((some) => ({ kind, options, ...some }))
    })

const numeric = fc
  .tuple(fc.boolean(), fc.boolean(), maybe('unit', bilingual(20)), number, fc.boolean())
  .map(([hasMin, hasMax, unit, middle, hasRight]) => ({
    kind: 'number' as const,
    ...(hasMin && { min: middle - 1.5 }),
    ...(hasMax && { max: middle + 2 }),
    ...unit,
    ...(hasRight && { right: middle }),
  }))

const own = fc.oneof(
  scale('scale5'),
  scale('scale10'),
  choice('one'),
  choice('several'),
  numeric,
  maybe('right', fc.boolean()).map((right) => ({ kind: 'yesno' as const, ...right })),
  fc.constantFrom('date', 'text', 'longtext', 'file').map((kind) => ({ kind })),
)

/** A question without conditions, which depend on those before it. */
const question = fc
  .tuple(key, own, bilingual(200), maybe('help', bilingual(200)), fc.boolean(), fc.boolean())
  .map(([name, parts, text, help, mayNotApply, isOptional]) => ({
    key: name,
    text,
    ...help,
    ...parts,
    mayNotApply,
    isOptional,
    when: [],
  })) as fc.Arbitrary<Question>

/** What a condition can ask of a question. */
function conditionsOn({ key: name, kind, options = [] }: Question): Condition[] {
  const answered: Condition = { key: name, operator: '!=', value: '' }
  if (kind === 'scale5') return [answered, { key: name, operator: '<=', value: 2 }]
  if (kind === 'number') return [answered, { key: name, operator: '>', value: -2.5 }]
  if (kind === 'yesno') return [answered, { key: name, operator: '=', value: true }]
  const [first] = options
  return first === undefined ? [answered] : [answered, { key: name, operator: '!=', value: first.key }]
}

const questions = fc
  .uniqueArray(question, { minLength: 1, maxLength: 8, selector: ({ key: name }) => name })
  .chain((all) =>
    fc.array(fc.nat(20), { minLength: all.length, maxLength: all.length }).map((picks) =>
      all.map((one, index) => {
        const possible = all.slice(0, index).flatMap(conditionsOn)
        const condition = possible[picks[index] ?? 0]
        return condition === undefined ? one : { ...one, when: [condition] }
      }),
    ),
  )

const hasRight = ({ right, options = [] }: Question) =>
  right !== undefined || options.some(({ isRight }) => isRight === true)

/** Questionnaires that have no fault. */
export const definitions = fc
  .record({
    key: fc.stringMatching(/^[a-z][a-z0-9_]{0,39}$/).filter(isWholeKey),
    title: bilingual(150),
    use: fc.constantFrom('checkin', 'survey', 'test', 'reaction', 'followup', 'needs', 'satisfaction'),
    isAnonymous: fc.boolean(),
    audience: fc.oneof(
      fc.constant(null),
      fc.constantFrom({ kind: 'all' as const }, { kind: 'employees' as const }, { kind: 'public' as const }),
      fc.constant({ kind: 'units' as const, units: ['DINKES', 'Dinas Sosial / Bidang Data'] }),
      fc.constant({ kind: 'roles' as const, roles: ['head' as const, 'admin' as const] }),
    ),
    schedule: fc.constantFrom(null, { words: 'setiap Jumat 15.00', cron: '0 15 * * 5' }),
    openMinutes: fc.oneof(fc.integer({ min: 1, max: 300 }), fc.constantFrom(60, 1440, 7 * 1440)),
    reminders: fc.integer({ min: 0, max: 3 }),
    questions,
  })
  .filter(({ isAnonymous, questions: all }) => !isAnonymous || all.every(({ kind }) => kind !== 'file'))
  .filter(({ use, questions: all }) => use !== 'test' || all.some(hasRight)) as fc.Arbitrary<Definition>
