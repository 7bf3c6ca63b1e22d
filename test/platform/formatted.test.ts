import { array, assert, constantFrom, integer, oneof, property, record, string, tuple } from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  formattedHtml,
  joinFormatted,
  sliceFormatted,
  splitFormatted,
  trimFormatted,
} from '../../src/platform/formatted.ts'
import type { Formatted, Mark } from '../../src/platform/formatted.ts'
import { plainText } from '../../src/platform/html.ts'
import { normalizeMarks } from '../../src/platform/marks.ts'
import { parseHtml } from '../../src/playground/text/html.ts'

const types = ['bold', 'italic', 'underline', 'strikethrough', 'code', 'pre', 'text_link'] as const
const urls = ['https://example.org/?a=1&b="2"', 'tg://user?id=1', 'http://x.id/<>']
const sign = oneof(
  { weight: 8, arbitrary: constantFrom(...Array.from('abcdeABC12.!<>&"')) },
  { weight: 4, arbitrary: constantFrom(' ', ' ', '\n', '\n\n', '\r\n', '\u00a0', '. ') },
  { weight: 1, arbitrary: constantFrom('👨‍👩‍👧', '🇮🇩', 'é', '👍🏽', '1️⃣', 'ꦏꦴ', '𝔘', '\u0301', '\u200d') },
  { weight: 1, arbitrary: string({ unit: 'binary', maxLength: 1 }) },
)
const words = array(sign, { maxLength: 60 }).map((signs) => signs.join(''))

/** Marks begin and end between code points, as those of Telegram do. */
const formatted = tuple(
  words,
  array(record({ type: constantFrom(...types), at: integer({ min: 0, max: 80 }), size: integer({ min: 1, max: 40 }) })),
  array(constantFrom(...urls), { minLength: 10, maxLength: 10 }),
).map(([text, marks, links]): Formatted => {
  const edges = [...Array.from(text, () => 1).keys(), Array.from(text).length].map(
    (count) => Array.from(text).slice(0, count).join('').length,
  )
  const edge = (n: number) => edges[Math.min(n, edges.length - 1)] ?? 0
  const entities = marks.flatMap(({ type, at, size }, n): Mark[] => {
    const [offset, length] = [edge(at), edge(at + size) - edge(at)]
    const url = links[n % links.length] ?? ''
    return length === 0 ? [] : [{ type, offset, length, ...(type === 'text_link' && { url }) }]
  })
  return { text, entities: normalizeMarks(entities, text.length) }
})

/** The marks of each UTF-16 unit, sorted, as words. */
function coverage({ text, entities }: Formatted): string[] {
  return Array.from({ length: text.length }, (_, at) =>
    entities
      .filter(({ offset, length }) => offset <= at && at < offset + length)
      .map(({ type, url = '' }) => `${type}${url}`)
      .toSorted()
      .join(' '),
  )
}

/** Where each piece begins in the text, what was dropped between two of them, and at the ends. */
function placed(text: string, pieces: Formatted[]): { starts: number[]; dropped: string[] } {
  const starts: number[] = []
  const dropped: string[] = []
  let at = 0
  for (const piece of pieces) {
    const start = text.indexOf(piece.text, at)
    // White space only may be dropped, so that the first place found is the place.
    expect(text.slice(at, start).trim()).toBe('')
    dropped.push(text.slice(at, start))
    starts.push(start)
    at = start + piece.text.length
  }
  return { starts, dropped: [...dropped, text.slice(at)] }
}

const graphemes = new Intl.Segmenter('id', { granularity: 'grapheme' })
const parts = (f: Formatted, most: number) => splitFormatted(f, most).map(({ text }) => text)
const plain = (text: string): Formatted => ({ text, entities: [] })

describe('HTML of a formatted text', () => {
  test('says the text and nothing but it, and its tags balance', () => {
    assert(
      property(formatted, (f) => {
        const html = formattedHtml(f)
        expect(plainText(html)).toBe(f.text)
        const open: string[] = []
        for (const [, end, name = ''] of html.matchAll(/<(\/?)([a-z]+)[^>]*>/g))
          if (end === '/') expect(open.pop()).toBe(name)
          else open.push(name)
        expect(open).toEqual([])
      }),
    )
  })

  test('is read by the playground as the text and the marks that it was made of', () => {
    assert(
      property(formatted, (f) => {
        if (/\p{Surrogate}|\0/u.test(f.text)) return
        const read = parseHtml(formattedHtml(f))
        expect(read.text).toBe(f.text)
        const marks = read.entities.map((mark) =>
          mark.type === 'text_mention' ? { ...mark, type: 'text_link', url: 'tg://user?id=1' } : mark,
        )
        const web = (marks: object[]) =>
          coverage({ text: f.text, entities: marks as Mark[] }).map((one) => one.replaceAll(/http\S*/g, 'web'))
        expect(web(marks)).toEqual(web(f.entities))
      }),
    )
  })

  test('opens the web and Telegram, and no other link', () => {
    const link = (url: string) =>
      formattedHtml({ text: 'di sini', entities: [{ type: 'text_link', offset: 3, length: 4, url }] })
    expect(link('https://a.id/?q="<b>&')).toBe('di <a href="https://a.id/?q=&quot;&lt;b&gt;&amp;">sini</a>')
    expect(link('TG://resolve?domain=x')).toBe('di <a href="TG://resolve?domain=x">sini</a>')
    for (const url of ['javascript:alert(1)', 'file:///etc/passwd', 'sini', '']) expect(link(url)).toBe('di sini')
  })

  test('nests what overlaps', () => {
    const entities: Mark[] = [
      { type: 'bold', offset: 0, length: 4 },
      { type: 'italic', offset: 2, length: 4 },
    ]
    expect(formattedHtml({ text: 'ab<>ef', entities })).toBe('<b>ab<i>&lt;&gt;</i></b><i>ef</i>')
  })
})

describe('marks', () => {
  const mark = tuple(constantFrom(...types), integer({ min: -5, max: 40 }), integer({ min: -3, max: 20 })).map(
    ([type, offset, length]): Mark => ({ type, offset, length, ...(type === 'text_link' && { url: 'https://a.id' }) }),
  )

  test('are valid when they have been normalised, and then stay as they are', () => {
    assert(
      property(array(mark), integer({ min: 0, max: 40 }), (marks, length) => {
        const valid = normalizeMarks(marks, length)
        expect(normalizeMarks(valid.toReversed(), length)).toEqual(valid)
        for (const [n, a] of valid.entries()) {
          expect(a.offset >= 0 && a.length > 0 && a.offset + a.length <= length).toBe(true)
          for (const b of valid.slice(n + 1)) {
            const isApart = b.offset >= a.offset + a.length
            expect(isApart || b.offset + b.length <= a.offset + a.length).toBe(true)
            expect(isApart || (a.type !== b.type && !['code', 'pre'].includes(a.type))).toBe(true)
          }
        }
      }),
    )
  })

  test('of style cover what they covered, but for code', () => {
    assert(
      property(array(mark), (marks) => {
        const styled = marks.filter(({ type }) => type !== 'code' && type !== 'pre')
        const text = 'x'.repeat(30)
        const once = (f: Formatted) => coverage(f).map((types) => [...new Set(types.split(' '))].join(' '))
        expect(coverage({ text, entities: normalizeMarks(styled, 30) })).toEqual(once({ text, entities: styled }))
      }),
    )
  })

  test('that touch become one; a link stays whole, code has no style', () => {
    const entities: Mark[] = [
      { type: 'bold', offset: 0, length: 3 },
      { type: 'bold', offset: 3, length: 3 },
      { type: 'text_link', offset: 5, length: 3, url: 'https://a.id' },
      { type: 'italic', offset: 8, length: 6 },
      { type: 'code', offset: 10, length: 2 },
    ]
    expect(normalizeMarks(entities, 20)).toEqual([
      { type: 'bold', offset: 0, length: 5 },
      { type: 'text_link', offset: 5, length: 3, url: 'https://a.id' },
      { type: 'bold', offset: 5, length: 1 },
      { type: 'italic', offset: 8, length: 2 },
      { type: 'code', offset: 10, length: 2 },
      { type: 'italic', offset: 12, length: 2 },
    ])
  })
})

describe('pieces of a text', () => {
  const most = integer({ min: 2, max: 40 })

  test('are short enough, none is empty, and they lack nothing but white space at the cuts', () => {
    assert(
      property(formatted, most, (f, most) => {
        const pieces = splitFormatted(f, most)
        for (const { text } of pieces) expect(text.length > 0 && text.length <= most && text.trim() !== '').toBe(true)
        expect(placed(f.text, pieces).dropped.join('').trim()).toBe('')
        expect(pieces.length === 0).toBe(f.text.trim() === '')
      }),
    )
  })

  test('keep the marks of every character', () => {
    assert(
      property(formatted, most, (f, most) => {
        const pieces = splitFormatted(f, most)
        const marks = coverage(f)
        for (const [n, start] of placed(f.text, pieces).starts.entries()) {
          const piece = pieces[n] ?? f
          expect(coverage(piece)).toEqual(marks.slice(start, start + piece.text.length))
          expect(normalizeMarks(piece.entities, piece.text.length)).toEqual(piece.entities)
        }
      }),
    )
  })

  test('begin and end between words, but for a word that is longer than a piece, and never within a character', () => {
    assert(
      property(formatted, most, ({ text }, most) => {
        const { starts } = placed(text, splitFormatted(plain(text), most))
        const signs = Array.from(graphemes.segment(text))
        for (const start of starts.slice(1)) {
          const at = signs.findIndex(({ index, segment }) => index <= start && start < index + segment.length)
          expect(/[\ud800-\udbff]/.test(text.charAt(start - 1)) && /[\udc00-\udfff]/.test(text.charAt(start))).toBe(
            false,
          )
          const isCharacterCut = signs[at]?.index !== start
          if (isCharacterCut) expect(signs[at]?.segment.length).toBeGreaterThan(most)
          if (signs[at - 1]?.segment.trim() === '') continue
          const isBreak = ({ segment }: { segment: string }) => /^[^\S\u00a0\u2007\u202f\ufeff]+$/.test(segment)
          const from = signs.findLastIndex((sign, n) => n < at && isBreak(sign)) + 1
          const to = signs.findIndex((sign, n) => n > at && isBreak(sign))
          const word = signs.slice(from, to === -1 ? undefined : to)
          expect(word.map(({ segment }) => segment).join('').length).toBeGreaterThan(most)
        }
      }),
    )
  })

  test('are cut at a blank line, else a line, else a sentence, else a space, else between characters', () => {
    expect(parts(plain('Satu dua tiga.\n\nEmpat.\nLima. Enam tujuh'), 36)).toEqual([
      'Satu dua tiga.\n\nEmpat.',
      'Lima. Enam tujuh',
    ])
    expect(parts(plain('Satu dua.\n\nTiga. Empat lima.\nEnam'), 20)).toEqual([
      'Satu dua.\n\nTiga.',
      'Empat lima.\nEnam',
    ])
    expect(parts(plain('Satu dua tiga. Empat lima enam'), 20)).toEqual(['Satu dua tiga.', 'Empat lima enam'])
    expect(parts(plain('Satu dua lihat No. 5 saja'), 21)).toEqual(['Satu dua lihat No. 5', 'saja'])
    expect(parts(plain('a satu dua'), 6)).toEqual(['a satu', 'dua'])
    expect(parts(plain('👨‍👩‍👧'), 4)).toEqual(['👨‍', '👩‍', '👧'])
    expect(parts(plain('Satudua tigaempat'), 8)).toEqual(['Satudua', 'tigaempa', 't'])
    expect(parts(plain('👨‍👩‍👧👨‍👩‍👧'), 10)).toEqual(['👨‍👩‍👧', '👨‍👩‍👧'])
    expect(parts(plain(' \n '), 10)).toEqual([])
  })

  test('leave a link whole when there is another place', () => {
    const text = 'Baca dahulu panduan lengkap. Ini'
    const link = { type: 'text_link', url: 'https://a.id' } as const
    const entities: Mark[] = [{ ...link, offset: 12, length: 15 }]
    expect(parts({ text, entities }, 22)).toEqual(['Baca dahulu', 'panduan lengkap. Ini'])
    expect(splitFormatted({ text: 'panduan lengkap', entities: [{ ...link, offset: 0, length: 15 }] }, 10)).toEqual([
      { text: 'panduan', entities: [{ ...link, offset: 0, length: 7 }] },
      { text: 'lengkap', entities: [{ ...link, offset: 0, length: 7 }] },
    ])
  })

  test('of a long text are there at once', () => {
    const pieces = splitFormatted(plain('Setiap pegawai wajib hadir. '.repeat(4000)), 3000)
    expect(pieces.length).toBeLessThan(45)
  })
})

describe('parts of a text', () => {
  test('make the text again when they are joined', () => {
    assert(
      property(formatted, integer({ min: 0, max: 90 }), (f, at) => {
        const joined = joinFormatted([sliceFormatted(f, 0, at), sliceFormatted(f, at)])
        expect(joined).toEqual(f)
      }),
    )
  })

  test('stand apart by a separator without formatting', () => {
    const bold = (text: string): Formatted => ({ text, entities: [{ type: 'bold', offset: 0, length: text.length }] })
    expect(formattedHtml(joinFormatted([bold('a'), bold('b')], ', '))).toBe('<b>a</b>, <b>b</b>')
    expect(formattedHtml(joinFormatted([bold('a'), bold('b')]))).toBe('<b>ab</b>')
  })

  test('lose white space at their ends', () => {
    const f: Formatted = { text: ' \n ab \n', entities: [{ type: 'bold', offset: 1, length: 5 }] }
    expect(trimFormatted(f)).toEqual({ text: 'ab', entities: [{ type: 'bold', offset: 0, length: 2 }] })
    expect(trimFormatted(plain(' \n'))).toEqual(plain(''))
  })
})
