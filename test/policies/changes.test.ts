import {
  array,
  assert,
  constantFrom,
  integer,
  property,
  record,
  shuffledSubarray,
  string,
  tuple,
  uniqueArray,
} from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changesBetween, markChanges, strikeAll } from '../../src/features/policies/changes.ts'
import { normalText } from '../../src/features/policies/matching.ts'
import { formattedHtml } from '../../src/platform/formatted.ts'
import type { Formatted, Mark } from '../../src/platform/formatted.ts'
import { normalizeMarks } from '../../src/platform/marks.ts'

const plain = (text: string): Formatted => ({ text, entities: [] })
const shown = (before: string, after: string) => formattedHtml(markChanges(plain(before), plain(after)))
const hasMark = ({ entities }: Formatted, type: Mark['type'], at: number) =>
  entities.some((mark) => mark.type === type && mark.offset <= at && at < mark.offset + mark.length)
const without = (f: Formatted, type: Mark['type']) =>
  [...Array(f.text.length).keys()].map((at) => (hasMark(f, type, at) ? '' : f.text[at])).join('')
const solid = (text: string) => text.normalize('NFC').replaceAll(/\s/g, '')

const unit = constantFrom(
  'wajib',
  'lapor',
  'jam',
  '10',
  '20',
  'Kota,',
  '(sepuluh)',
  'a.',
  '.',
  '—',
  '👍🏽',
  'é',
  '  ',
  '\n',
)
const words = array(unit, { maxLength: 30 }).map((all) => all.join(' '))
/** A text and what somebody made of it: words replaced, left out, put in. */
const edited = tuple(
  array(unit, { minLength: 1, maxLength: 60 }),
  array(tuple(integer({ min: 0, max: 59 }), integer({ min: 0, max: 2 }), unit), { maxLength: 6 }),
).map(([all, edits]) => {
  const now = [...all]
  for (const [at, gone, word] of edits) now.splice(at, gone, word)
  return [all.join(' '), now.join(' ')] as const
})
const marks = array(
  record({
    type: constantFrom<Mark['type']>('bold', 'italic', 'code', 'underline', 'strikethrough'),
    offset: integer({ min: 0, max: 100 }),
    length: integer({ min: 1, max: 30 }),
  }),
  { maxLength: 5 },
)

describe('what somebody has to read again', () => {
  const version = uniqueArray(
    record({ identity: integer({ min: 1, max: 12 }), text: constantFrom('Satu', 'Dua', 'Tiga  kata', 'Tiga kata') }),
    { selector: ({ identity }) => identity },
  )

  test('is each new or changed paragraph exactly once, in order, and nothing else', () => {
    assert(
      property(version, version, (base, now) => {
        const { required, removed } = changesBetween(base, now)
        const known = (identity: number) => base.find((paragraph) => paragraph.identity === identity)
        const expected = now.filter(
          ({ identity, text }) => normalText(known(identity)?.text ?? '') !== normalText(text),
        )
        expect(required).toEqual(expected.map(({ identity }) => identity))
        expect(removed).toEqual(
          base.map(({ identity }) => identity).filter((identity) => now.every((one) => one.identity !== identity)),
        )
      }),
    )
  })

  test('is nothing, when paragraphs have only moved', () => {
    const moved = version.chain((base) => tuple(constantFrom(base), shuffledSubarray(base, { minLength: base.length })))
    assert(
      property(moved, ([base, now]) => void expect(changesBetween(base, now)).toEqual({ required: [], removed: [] })),
    )
  })

  test('is everything for who knows nothing', () => {
    expect(changesBetween([], [{ identity: 4, text: '' }])).toEqual({ required: [4], removed: [] })
  })
})

describe('changes in a text', () => {
  test.each([
    ['Lapor dalam 10 jam.', 'Lapor dalam 20 jam.', 'Lapor dalam <s>10 </s><u>20</u> jam.'],
    ['Lapor pagi hari saja', 'Lapor hari saja', 'Lapor <s>pagi </s>hari saja'],
    ['Lapor hari saja', 'Lapor pagi hari saja', 'Lapor <u>pagi</u> hari saja'],
    ['kerja, lalu pulang', 'kerja lalu pulang', 'kerja<s>,</s> lalu pulang'],
    ['satu dua tiga empat.', 'satu dua.', 'satu dua<s> tiga empat</s>.'],
    ['(10) jam kerja', '(20) jam kerja', '(<s>10 </s><u>20</u>) jam kerja'],
    ['Upah Rp 10.000 sehari', 'Upah Rp 12.500 sehari', 'Upah Rp <s>10.000 </s><u>12.500</u> sehari'],
    ['satu  dua\ntiga', 'satu dua tiga', 'satu dua tiga'],
    ['a <b>', 'a <b> & c', 'a &lt;b&gt; <u>&amp; c</u>'],
  ])('are seen word by word: %j, %j', (before, after, html) => {
    expect(shown(before, after)).toBe(html)
  })

  test('that stand close together are one', () => {
    expect(
      shown('Setiap pegawai tetap dan honorer wajib hadir pagi', 'Setiap karyawan lama dan kontrak wajib hadir pagi'),
    ).toBe('Setiap <s>pegawai tetap dan honorer </s><u>karyawan lama dan kontrak</u> wajib hadir pagi')
    expect(shown('lapor 10 jam kerja dan 5 hari lagi', 'lapor 20 jam kerja dan 6 hari lagi')).toBe(
      'lapor <s>10 </s><u>20</u> jam kerja dan <s>5 </s><u>6</u> hari lagi',
    )
  })

  test('that have three words or more between them stay apart', () => {
    expect(shown('Penanggungjawab di a b melaksanakan', 'Penyelenggara di a b menyelesaikan')).toBe(
      '<s>Penanggungjawab </s><u>Penyelenggara</u> di a b <s>melaksanakan </s><u>menyelesaikan</u>',
    )
  })

  test('that leave little of a text show both, one below the other', () => {
    expect(shown('Semua lain', 'Ini hal baru')).toBe('<s>Semua lain\n\n</s><u>Ini hal baru</u>')
    expect(shown('pertama dua ketiga lalu', 'kesatu dua kelima lalu')).toBe(
      '<s>pertama dua ketiga lalu\n\n</s><u>kesatu dua kelima lalu</u>',
    )
    expect(shown('', 'Baru')).toBe('<u>Baru</u>')
    expect(shown('Lama', ' ')).toBe('<s>Lama</s><u> </u>')
    expect(shown('', '')).toBe('')
  })

  test('leave exactly the text after without what is struck, and the one before without what is underlined', () => {
    const both = (before: string, after: string) => {
      const marked = markChanges(plain(before), plain(after))
      expect(without(marked, 'strikethrough')).toBe(after)
      expect(solid(without(marked, 'underline'))).toBe(solid(before))
    }
    assert(property(words, words, both))
    assert(property(edited, ([before, after]) => both(before, after)))
    assert(property(string({ unit: 'binary' }), string({ unit: 'binary' }), both))
  })

  test('are never a word both struck and underlined, and none where the words are the same', () => {
    assert(
      property(edited, marks, ([before, after], entities) => {
        const f = { text: after, entities: normalizeMarks(entities, after.length) }
        const marked = markChanges(plain(before), f)
        for (let at = 0; at < marked.text.length; at++)
          expect(hasMark(marked, 'strikethrough', at) && hasMark(marked, 'underline', at)).toBe(false)
        const own = f.entities.filter(({ type }) => type !== 'underline' && type !== 'strikethrough')
        expect(markChanges(plain(` ${after}\n`), f)).toEqual({
          text: after,
          entities: normalizeMarks(own, after.length),
        })
      }),
    )
  })

  test('keep the formatting of the text after, but for code where something was added', () => {
    assert(
      property(edited, marks, ([before, after], entities) => {
        const f = { text: after, entities: normalizeMarks(entities, after.length) }
        const marked = markChanges(plain(before), f)
        expect(normalizeMarks(marked.entities, marked.text.length)).toEqual(marked.entities)
        let at = 0
        for (let place = 0; place < marked.text.length; place++) {
          if (hasMark(marked, 'strikethrough', place)) continue
          const isAdded = hasMark(marked, 'underline', place)
          for (const type of ['bold', 'italic'] as const)
            expect(hasMark(marked, type, place)).toBe(hasMark(f, type, at))
          expect(hasMark(marked, 'code', place)).toBe(!isAdded && hasMark(f, 'code', at))
          at++
        }
        expect(at).toBe(after.length)
      }),
    )
  })

  test('in a long text are there at once, and no message has more marks than Telegram shows', () => {
    const long = Array.from({ length: 3000 }, (_, n) => `kata${n % 97}`)
    for (const every of [1, 2, 3, 7, 50, 2999]) {
      const after = long.map((word, n) => (n % every === 0 ? `baru${n}` : word)).join(' ')
      const begun = performance.now()
      const marked = markChanges(plain(long.join(' ')), plain(after))
      expect(performance.now() - begun).toBeLessThan(2000)
      expect(without(marked, 'strikethrough')).toBe(after)
      for (const [n, { offset }] of marked.entities.entries())
        expect(marked.entities[n + 99]?.offset ?? Infinity).toBeGreaterThan(offset + 4096)
    }
  })

  test('may be that all of it is gone', () => {
    const code: Formatted = { text: 'satu dua', entities: [{ type: 'code', offset: 0, length: 4 }] }
    expect(formattedHtml(strikeAll(code))).toBe('<s>satu dua</s>')
    expect(strikeAll(plain(''))).toEqual(plain(''))
  })
})
