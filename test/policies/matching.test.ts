import { array, assert, boolean, constantFrom, integer, property, record, shuffledSubarray, tuple } from 'fast-check'
import type { Arbitrary } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changesBetween } from '../../src/features/policies/changes.ts'
import {
  applyDecisions,
  doubtful,
  doubtfulSimilarity,
  identify,
  matchParagraphs,
  normalText,
  placeBonus,
  sureSimilarity,
} from '../../src/features/policies/matching.ts'
import type { Draft, Known } from '../../src/features/policies/matching.ts'

const draft = (text: string, rest: Partial<Draft> = {}): Draft => ({
  anchor: null,
  label: '',
  section: [],
  text,
  ...rest,
})
const known = (drafts: Draft[]): Known[] => drafts.map((one, at) => ({ ...one, identity: at + 1 }))
/** The identity of each new paragraph. */
const identities = (old: Known[], now: Draft[]) => identify(matchParagraphs(old, now).pairs, old, old.length)
const asked = (old: Known[], now: Draft[]) => {
  const numbers = identities(old, now)
  return changesBetween(
    old,
    now.map(({ text }, at) => ({ text, identity: numbers[at] ?? 0 })),
  )
}

const vocabulary = [
  'pegawai',
  'wajib',
  'hadir',
  'tepat',
  'waktu',
  'lapor',
  'kepala',
  'unit',
  'dalam',
  '10',
  'jam',
  'kerja',
]
const text = array(constantFrom(...vocabulary), { maxLength: 12 }).map((all) => all.join(' '))
const paragraph = record({
  label: constantFrom<string>('', '1', '2', 'a', 'b'),
  section: constantFrom<string[]>([], ['BAB I'], ['BAB I', 'Pasal 2'], ['BAB II']),
  text,
})
/** Some have anchors; an anchor is given once. */
const anchored = (drafts: Arbitrary<(Omit<Draft, 'anchor'> & { name: number })[]>) =>
  drafts.map((all) => {
    const names = new Set<number>()
    return all.map(({ name, ...rest }): Draft => {
      const isOwn = name > 0 && !names.has(name)
      names.add(name)
      return { ...rest, anchor: isOwn ? `anchor${name}` : null }
    })
  })
const version = anchored(
  array(
    tuple(paragraph, integer({ min: -6, max: 6 })).map(([rest, name]) => ({ ...rest, name })),
    { maxLength: 15 },
  ),
)

describe('a paragraph of a new version', () => {
  const rules = known([
    draft('Setiap pegawai wajib hadir tepat waktu pada jam kerja.', { label: '1', anchor: 'hadir' }),
    draft('Keterlambatan dilaporkan kepada kepala unit dalam 10 jam.', { label: '2' }),
    draft('Izin diberikan secara tertulis oleh kepala unit.', { label: '3' }),
  ])

  test('is the old one with its anchor, whatever it says', () => {
    const { pairs, removed } = matchParagraphs(rules, [draft('Sesuatu yang lain.', { anchor: 'hadir' })])
    expect(pairs).toEqual([{ kind: 'changed', old: 0, certainty: 'sure', similarity: 0 }])
    expect(removed).toEqual([1, 2])
  })

  test('is the old one that says the same, wherever it stands and whatever number it has', () => {
    const now = [2, 0, 1].map((at) => ({ ...draft(` ${rules[at]?.text.replaceAll(' ', ' \n')}`), label: `${9 - at}` }))
    const { pairs, removed } = matchParagraphs(rules, now)
    expect(pairs.map(({ kind, old }) => [kind, old])).toEqual([
      ['same', 2],
      ['same', 0],
      ['same', 1],
    ])
    expect(removed).toEqual([])
  })

  test('is the old one that says nearly the same, for sure or to be confirmed, or new', () => {
    const { pairs, removed } = matchParagraphs(rules, [
      draft('Apa pun yang belum pernah ada.'),
      draft('Keterlambatan dilaporkan kepada kepala unit dalam 20 jam.', { label: '3' }),
      draft('Izin diberikan oleh kepala unit bila perlu.', { label: '4' }),
    ])
    expect(pairs.map(({ kind, old, certainty }) => [kind, old, certainty])).toEqual([
      ['new', null, 'sure'],
      ['changed', 1, 'sure'],
      ['changed', 2, 'doubtful'],
    ])
    expect(doubtful(pairs)).toEqual([2])
    expect(removed).toEqual([0])
  })

  test('of several that say the same is the one in its place, else the next', () => {
    const old = known([
      draft('Dihapus.', { label: '3', section: ['BAB I'] }),
      draft('Dihapus.', { label: '3', section: ['BAB II'] }),
      draft('Dihapus.', { label: '7', section: ['BAB II'] }),
    ])
    const now = [
      draft('Dihapus.', { label: '9', section: ['BAB IX'] }),
      draft('Dihapus.', { label: '7', section: ['BAB II'] }),
      draft('Dihapus.', { label: '3', section: ['BAB I'] }),
    ]
    expect(identities(old, now)).toEqual([2, 3, 1])
  })

  test('with one anchor never was one with another, but may have been one without', () => {
    const one = draft('Tetap sama.', { anchor: 'satu' })
    const other = draft('Tetap sama.', { anchor: 'dua' })
    const none = draft('Tetap sama.')
    expect(identities(known([one]), [other])).toEqual([2])
    expect(identities(known([one]), [none])).toEqual([1])
    expect(identities(known([none]), [other])).toEqual([1])
    expect(identities(known([none, one]), [none, other])).toEqual([2, 1])
  })

  test('in the same place needs a little less in common', () => {
    const old = known([draft('satu dua tiga empat lima enam tujuh delapan', { label: '4' })])
    const now = draft('satu dua tiga empat lima enam tujuh sembilan sepuluh')
    const [away, here] = ['5', '4'].map((label) => matchParagraphs(old, [{ ...now, label }]).pairs[0])
    expect((here?.similarity ?? 0) - (away?.similarity ?? 0)).toBeCloseTo(placeBonus)
    expect(away?.similarity).toBeCloseTo((2 * 13) / (15 + 17))
    expect(here?.certainty).toBe('sure')
  })

  test('of several that are equally alike is the nearest, counted from what is sure', () => {
    const entry = (n: number, rest: string) => draft(`Formulir ${n} diserahkan kepada kepala ${rest}`)
    const old = known([draft('Pembukaan.'), entry(1, 'unit'), entry(2, 'unit'), entry(3, 'unit')])
    const now = [draft('Sisipan.'), draft('Pembukaan.'), entry(7, 'unit'), entry(8, 'unit'), entry(9, 'unit')]
    expect(identities(old, now)).toEqual([5, 1, 2, 3, 4])
  })
})

describe('two versions', () => {
  test('share no old paragraph twice, and lose none', () => {
    assert(
      property(version, version, (before, now) => {
        const { pairs, removed } = matchParagraphs(known(before), now)
        expect(pairs.length).toBe(now.length)
        const used = pairs.flatMap(({ old }) => (old === null ? [] : [old]))
        expect([...used, ...removed].toSorted((a, b) => a - b)).toEqual([...before.keys()])
        for (const [at, { kind, old, certainty, similarity }] of pairs.entries()) {
          const [a, b] = [before[old ?? -1], now[at]]
          expect(kind === 'new').toBe(old === null)
          expect(kind === 'same').toBe(a !== undefined && normalText(a.text) === normalText(b?.text ?? ''))
          if (typeof a?.anchor === 'string' && typeof b?.anchor === 'string') expect(a.anchor).toBe(b.anchor)
          else if (kind === 'changed') expect(similarity).toBeGreaterThanOrEqual(doubtfulSimilarity)
          if (certainty === 'doubtful') expect(similarity).toBeLessThan(sureSimilarity)
        }
      }),
    )
  })

  test('that say the same ask nothing of anyone, however moved, renumbered, relabelled or anchored', () => {
    const moved = version.chain((old) =>
      tuple(
        constantFrom(old),
        shuffledSubarray(old, { minLength: old.length }),
        array(tuple(paragraph, boolean()), { minLength: old.length, maxLength: old.length }),
      ),
    )
    assert(
      property(moved, boolean(), ([old, shuffled, places], isAnchored) => {
        const now = shuffled.map(({ text, anchor }, at): Draft => {
          const [place, isKept] = places[at] ?? [{ label: '', section: [] }, true]
          return {
            label: place.label,
            section: place.section,
            text: `${text.replaceAll(' ', '\n ')} `,
            // Either some lose their anchors or some get their first one.
            anchor: isAnchored ? (anchor ?? (isKept ? null : `first${at}`)) : isKept ? anchor : null,
          }
        })
        expect(asked(known(old), now)).toEqual({ required: [], removed: [] })
      }),
    )
  })

  test('that differ in numbers only ask nothing', () => {
    assert(
      property(version, (old) => {
        const now = old.map((one, at) => ({ ...one, label: `${at + 100}` }))
        expect(matchParagraphs(known(old), now).pairs.map(({ old }) => old)).toHaveLength(old.length)
        expect(asked(known(old), now)).toEqual({ required: [], removed: [] })
      }),
    )
  })

  test('ask for every changed or new paragraph exactly once', () => {
    assert(
      property(version, version, (before, now) => {
        const { pairs } = matchParagraphs(known(before), now)
        const { required } = asked(known(before), now)
        expect(new Set(required).size).toBe(required.length)
        expect(required.length).toBe(pairs.filter(({ kind }) => kind !== 'same').length)
        const unseen = now.filter(({ text }) => before.every((old) => normalText(old.text) !== normalText(text)))
        expect(required.length).toBeGreaterThanOrEqual(unseen.length)
      }),
    )
  })

  test('of 500 paragraphs are compared at once', () => {
    const words = (n: number) => Array.from({ length: 60 }, (_, k) => `kata${(n * 7919 + k * k * 31) % 400}`)
    const old = known(Array.from({ length: 500 }, (_, n) => draft(words(n).join(' '))))
    const now = Array.from({ length: 500 }, (_, n) =>
      draft(
        words(n)
          .with(n % 60, 'baru')
          .join(' '),
      ),
    )
    const times = [1, 2, 3, 4].map(() => {
      const begun = performance.now()
      expect(identities(old, now)).toEqual(old.map(({ identity }) => identity))
      return performance.now() - begun
    })
    // About 70 ms on a machine with nothing else to do.
    expect(Math.min(...times)).toBeLessThan(500)
  })
})

describe('the planner', () => {
  const old = known([
    draft('satu dua tiga empat lima enam'),
    draft('merah kuning hijau biru putih hitam'),
    draft('Lain.'),
  ])
  const now = [draft('satu dua tiga empat ganti semua'), draft('merah kuning hijau biru ganti warna'), draft('Lain.')]
  const matching = matchParagraphs(old, now)
  const decide = (decisions: Record<string, number | null>) => applyDecisions(matching, decisions, old)

  test('is asked about what is doubtful', () => {
    expect(doubtful(matching.pairs)).toEqual([0, 1])
    expect(decide({})).toEqual(matching)
  })

  test('confirms a pair, or says that it is new, so that the old one is removed', () => {
    const { pairs, removed } = decide({ 0: 1, 1: null })
    expect(doubtful(pairs)).toEqual([])
    expect(identify(pairs, old, 3)).toEqual([1, 4, 3])
    expect(removed).toEqual([1])
  })

  test('gives an old paragraph to another, but not one that is sure, nor one twice, nor one that is not there', () => {
    const other = decide({ 0: 2, 1: null })
    expect([identify(other.pairs, old, 3), other.removed]).toEqual([[2, 4, 3], [0]])
    const taken = decide({ 0: 2 })
    expect([identify(taken.pairs, old, 3), taken.removed, doubtful(taken.pairs)]).toEqual([[2, 4, 3], [0], []])
    expect(doubtful(decide({ 0: 3, 1: 99, 2: null }).pairs)).toEqual([0, 1])
    expect(identify(decide({ 0: 2, 1: 2 }).pairs, old, 3)).toEqual([2, 4, 3])
  })

  test('decides what is doubtful and nothing else, and no old paragraph is used twice', () => {
    const answers = array(tuple(integer({ min: 0, max: 14 }), integer({ min: 0, max: 16 })), { maxLength: 20 })
    assert(
      property(version, version, answers, (before, now, all) => {
        const old = known(before)
        const matching = matchParagraphs(old, now)
        const decisions = Object.fromEntries(
          all.map(([at, identity]) => [String(at), identity === 0 ? null : identity]),
        )
        const { pairs, removed } = applyDecisions(matching, decisions, old)
        const used = pairs.flatMap(({ old }) => (old === null ? [] : [old]))
        expect([...used, ...removed].toSorted((a, b) => a - b)).toEqual([...before.keys()])
        for (const [at, pair] of matching.pairs.entries()) {
          if (pair.certainty === 'sure') expect(pairs[at]).toBe(pair)
          else if (decisions[at] === null) expect(pairs[at]?.kind).toBe('new')
        }
      }),
    )
  })
})

describe('identities', () => {
  test('are unique in every version, never given again, and stay with a text that stays', () => {
    assert(
      property(array(version, { minLength: 1, maxLength: 6 }), (versions) => {
        let old: Known[] = []
        let highest = 0
        const gone = new Set<number>()
        for (const now of versions) {
          const { pairs, removed } = matchParagraphs(old, now)
          const numbers = identify(pairs, old, highest)
          expect(new Set(numbers).size).toBe(numbers.length)
          for (const at of removed) gone.add(old[at]?.identity ?? 0)
          for (const [at, number] of numbers.entries()) {
            expect(gone.has(number)).toBe(false)
            const before = old.find(({ identity }) => identity === number)
            expect(before === undefined).toBe(number > highest)
            if (pairs[at]?.kind === 'same') expect(normalText(before?.text ?? '')).toBe(normalText(now[at]?.text ?? ''))
          }
          highest = Math.max(highest, ...numbers)
          old = now.map((one, at) => ({ ...one, identity: numbers[at] ?? 0 }))
        }
      }),
    )
  })

  test('begin at 1, without gaps', () => {
    expect(identities([], [draft('a'), draft('b'), draft('c')])).toEqual([1, 2, 3])
  })
})
