import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { MessageEntity } from '@grammyjs/types'
import { formatted } from '../../src/playground/text/formatted.ts'

fc.configureGlobal({ seed: 20270104 })

const people = (id: number) => (id === 1001 ? { id, is_bot: false, first_name: 'Ani' } : undefined)
const html = (text: string) => formatted({ text, parseMode: 'HTML' }, people)
const plain = (text: string, entities?: MessageEntity[]) => formatted({ text, entities }, people)
const brief = (entities: MessageEntity[]) => entities.map(({ type, offset, length }) => `${type} ${offset}+${length}`)

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

describe('HTML', () => {
  test.each([
    ['<b>a</b><strong>b</strong><i>c</i><em>d</em>', 'abcd', ['bold 0+2', 'italic 2+2']],
    [
      '<u>a</u> <ins>b</ins> <s>c</s> <strike>d</strike> <del>e</del>',
      'a b c d e',
      ['underline 0+1', 'underline 2+1', 'strikethrough 4+1', 'strikethrough 6+1', 'strikethrough 8+1'],
    ],
    ['<span class="tg-spoiler">a</span> <tg-spoiler>b</tg-spoiler>', 'a b', ['spoiler 0+1', 'spoiler 2+1']],
    ['<code>a</code> <pre>b</pre>', 'a b', ['code 0+1', 'pre 2+1']],
    ['<blockquote>a <b>b</b></blockquote>', 'a b', ['blockquote 0+3', 'bold 2+1']],
    ['<blockquote expandable>a</blockquote>', 'a', ['expandable_blockquote 0+1']],
    ['<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>', '👍', ['custom_emoji 0+2']],
    ['<tg-time unix="1800000000" format="wDT">besok</tg-time>', 'besok', ['date_time 0+5']],
    ['<b>a<i>b</i>c</b>', 'abc', ['bold 0+3', 'italic 1+1']],
    ['😀<b>😀</b>', '😀😀', ['bold 2+2']],
    ['&lt;b&gt; &amp; &quot;x&quot; &#65;&#x42; &nbsp;', '<b> & "x" AB &nbsp;', []],
    ['  <b>a </b> ', 'a', ['bold 0+1']],
    ['<B>a</B >', 'a', ['bold 0+1']],
    ['<b>/menu</b>', '/menu', ['bold 0+5', 'bot_command 0+5']],
    ['<code>/menu</code>', '/menu', ['code 0+5']],
  ])('%s', (source, text, entities) => {
    const result = html(source)
    expect(result.text).toBe(text)
    expect(brief(result.entities).toSorted()).toEqual(entities.toSorted())
  })

  test('links, mentions and languages keep what they point at', () => {
    expect(html('<a href="https://contoh.go.id/?a=1&amp;b=2">x</a>').entities).toEqual([
      { type: 'text_link', offset: 0, length: 1, url: 'https://contoh.go.id/?a=1&b=2' },
    ])
    expect(html('<a href="tg://user?id=1001">Ani</a>').entities).toMatchObject([
      { type: 'text_mention', user: { id: 1001 } },
    ])
    expect(html('<a href="tg://user?id=5">X</a><a href="http://localhost">y</a>').entities).toEqual([])
    const pre = [{ type: 'pre', offset: 0, length: 1, language: 'sql' }]
    expect(html('<pre><code class="language-sql">x</code></pre>').entities).toEqual(pre)
  })

  const words = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
    .map((text) => `x${text.replace(/\p{C}/gu, '')}x`)

  test('escaped text comes back as it was', () => {
    fc.assert(
      fc.property(words, (text) => {
        expect(html(escaped(text)).text).toBe(plain(text).text)
      }),
    )
  })

  test('any nesting of tags gives exactly the text inside', () => {
    const tree = fc.letrec<{ node: string }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        words.map(escaped),
        fc
          .tuple(
            fc.constantFrom('b', 'i', 'u', 's', 'tg-spoiler', 'code', 'blockquote'),
            fc.array(tie('node'), { maxLength: 3 }),
          )
          .map(([tag, inside]) => `<${tag}>${inside.join('')}</${tag}>`),
      ),
    })).node
    fc.assert(
      fc.property(tree, (source) => {
        const { text, entities } = html(source)
        expect(text).toBe(html(source.replace(/<[^>]+>/g, '')).text)
        expectNested(text, entities)
      }),
    )
  })
})

describe('entities', () => {
  test('any given entities end up in bounds, not empty and nested', () => {
    const kinds = fc.constantFrom('bold', 'italic', 'spoiler', 'code', 'blockquote', 'underline')
    const given = fc.array(fc.record({ type: kinds, offset: fc.nat(30), length: fc.nat(30) }), { maxLength: 8 })
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii', maxLength: 40 }), given, (text, list) => {
        const inside = list.filter(({ offset, length }) => offset + length <= text.length)
        const result = plain(text, inside)
        expect(result.text).toBe(result.text.trimEnd())
        expectNested(result.text, result.entities)
      }),
    )
  })

  test.each([
    ['/start@rembuk_bot a', ['bot_command 0+17']],
    ['lihat /usul, lalu a/b dan http://a.id/c', ['bot_command 6+5', 'url 26+13']],
    ['https://contoh.go.id/x?y=1. Dan contoh.com!', ['url 0+26', 'url 32+10']],
    ['surat ke ani@contoh.go.id atau @ani_contoh', ['email 9+16', 'mention 31+11']],
    ['#jalan #123 #jalan_rusak2', ['hashtag 0+6', 'hashtag 12+13']],
    ['telepon +62 800 0000 0001', ['phone_number 8+17']],
    ['pukul 06.00, 3.14 dan ayo.mari', []],
  ])('recognises in "%s"', (text, entities) => {
    expect(brief(plain(text).entities)).toEqual(entities)
  })
})

function expectNested(text: string, entities: MessageEntity[]): void {
  for (const a of entities) {
    expect(a.length).toBeGreaterThan(0)
    expect(a.offset + a.length).toBeLessThanOrEqual(text.length)
    for (const b of entities) {
      const crosses = a.offset < b.offset && b.offset < a.offset + a.length && a.offset + a.length < b.offset + b.length
      expect(crosses).toBe(false)
    }
  }
}
