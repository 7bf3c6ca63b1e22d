// What is read of a policy in Markdown: the same document however it is written.
import { readFile } from 'node:fs/promises'
import { array, assert, asyncProperty, constantFrom, oneof, string, uint8Array } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Reading } from '../../src/features/policies/findings.ts'
import { readPolicy } from '../../src/features/policies/source.ts'
import { inThread } from '../../src/platform/thread.ts'

const head = '---\ntitle: Cuti\n---\n'
const bytesOf = (text: string) => new Uint8Array(Buffer.from(text))

async function documentOf(text: string | Uint8Array<ArrayBuffer>) {
  const found = await readPolicy(typeof text === 'string' ? bytesOf(text) : text)
  if (found.kind !== 'document') throw new Error(JSON.stringify(found))
  expect(Reading.parse(found)).toEqual(found)
  return found.document
}
/** Each paragraph as "section | label #anchor | text". */
async function paragraphsOf(body: string): Promise<string[]> {
  const { paragraphs } = await documentOf(head + body)
  return paragraphs.map(({ section, label, anchor, body: { text } }) =>
    [section.join(' > '), `${label}${anchor === null ? '' : ` #${anchor}`}`.trim(), text].join(' | '),
  )
}
const about = async (...lines: string[]) => {
  const { title, summary, audience, effective } = await documentOf(`---\n${lines.join('\n')}\n---\n1. x\n`)
  return { title, summary, audience: audience?.value ?? null, effective }
}

describe('the example file', () => {
  it.each(['id', 'en'])('is read without a fault (%s)', async (language) => {
    const bytes = await readFile(new URL(`../../src/features/policies/template.${language}.md`, import.meta.url))
    const found = await documentOf(new Uint8Array(bytes))
    expect(found.audience).toEqual({ line: 4, value: { kind: 'employees' } })
    expect(found.effective).toBe('2027-01-04')
    expect(found.paragraphs.map(({ label, section }) => [section.length, label])).toEqual([
      [1, '1'],
      [1, '2'],
      [1, '1'],
      [1, '2'],
    ])
    expect(found.paragraphs.every(({ anchor }) => anchor !== null)).toBe(true)
    expect(found.paragraphs[0]?.body.entities).toHaveLength(1)
    expect(found.relevance.map(({ to }) => to)).toEqual([
      { kind: 'role', role: 'head' },
      { kind: 'unit', unit: 'DINKES' },
    ])
    expect(found.quiz.map(({ paragraph, options }) => [paragraph, options.findIndex((one) => one.isRight)])).toEqual([
      [0, 1],
      [2, 0],
    ])
  })

  it('says the same in both languages', async () => {
    const [id, en] = await Promise.all(
      ['id', 'en'].map(async (language) => {
        const url = new URL(`../../src/features/policies/template.${language}.md`, import.meta.url)
        return documentOf(new Uint8Array(await readFile(url)))
      }),
    )
    expect(id?.title).toBe('Rencana Kerja Kepegawaian 2027')
    expect(en?.paragraphs.map(({ body }) => body.text.split('\n').length)).toEqual(
      id?.paragraphs.map(({ body }) => body.text.split('\n').length),
    )
  })

  it('is read in a thread', async () => {
    const input = await readFile(new URL('../../src/features/policies/template.id.md', import.meta.url))
    const job = { module: new URL('../../src/features/policies/source.ts', import.meta.url), run: 'readPolicy' }
    const found = await inThread(
      { ...job, input: new Uint8Array(input), output: Reading, memory: 256 },
      AbortSignal.timeout(20_000),
    )
    expect(found).toMatchObject({ kind: 'document', format: 'markdown' })
  })
})

describe('what a file says about itself', () => {
  it('may be in either language, with quotes and comments, and in any order', async () => {
    const expected = {
      title: 'Cuti: 2027',
      summary: 'Dua belas hari.',
      audience: { kind: 'employees' },
      effective: '2027-01-04',
    }
    expect(
      await about(
        'title: "Cuti: 2027"',
        'summary: Dua belas hari.',
        'audience: employees # all',
        'effective: 2027-01-04',
      ),
    ).toEqual(expected)
    expect(
      await about(
        'Berlaku: 4 Januari 2027',
        "JUDUL: 'Cuti: 2027'",
        'sasaran: Pegawai',
        'ringkasan: >',
        '  Dua',
        '  belas hari.',
      ),
    ).toEqual(expected)
    expect(await about('title: 2027')).toEqual({ title: '2027', summary: '', audience: null, effective: null })
    expect(await about('title: no', 'summary:', 'audience:', 'effective:')).toMatchObject({ title: 'no', summary: '' })
  })

  it.each([
    ['audience: semua', { kind: 'all' }],
    ['audience: public', { kind: 'public' }],
    ['sasaran: Warga', { kind: 'public' }],
    ['audience: unit: [DINKES, "Dinas Perhubungan"]  # dua', { kind: 'units', units: ['DINKES', 'Dinas Perhubungan'] }],
    ['audience: { units: [DINKES, DINKES] }', { kind: 'units', units: ['DINKES'] }],
    ['audience:\n  unit:\n    - DINKES\n    - Dinas A, B', { kind: 'units', units: ['DINKES', 'Dinas A, B'] }],
    ['audience: unit DINKES, DISHUB', { kind: 'units', units: ['DINKES', 'DISHUB'] }],
    ['sasaran: peran: [kepala, Perencana, head]', { kind: 'roles', roles: ['head', 'planner'] }],
    ['audience: { role: admin }', { kind: 'roles', roles: ['admin'] }],
  ])('names its audience as in "%s"', async (line, audience) => {
    expect(await about('title: Cuti', line)).toMatchObject({ audience })
  })
})

describe('paragraphs', () => {
  it('are numbered items with the numbers that are written, and paragraphs between them', async () => {
    expect(
      await paragraphsOf(
        'Pembuka\nyang panjang.\n\n# Bab I\n\n3. tiga\n4) empat\n7. tujuh\n\n## Bagian A\n\n1. satu\n\nPenutup.\n\n# Bab II\n\n1.2 satu dua\n',
      ),
    ).toEqual([
      ' |  | Pembuka yang panjang.',
      'Bab I | 3 | tiga',
      'Bab I | 4 | empat',
      'Bab I | 7 | tujuh',
      'Bab I > Bagian A | 1 | satu',
      'Bab I > Bagian A |  | Penutup.',
      'Bab II | 1.2 | satu dua',
    ])
  })

  it('have the path to them as their number when they are nested', async () => {
    expect(
      await paragraphsOf('1. satu\n   1. satu satu\n      1. dalam\n   2. satu dua\n\n   Lanjutan.\n2. 1. dua satu\n'),
    ).toEqual([
      ' | 1 | satu',
      ' | 1.1 | satu satu',
      ' | 1.1.1 | dalam',
      ' | 1.2 | satu dua',
      ' |  | Lanjutan.',
      ' | 2.1 | dua satu',
    ])
  })

  it('hold all blocks of their item, bullets as lines', async () => {
    expect(
      await paragraphsOf(
        '1. Pegawai wajib: {#wajib}\n   - hadir\n     - pagi\n   - pulang\n\n   Kecuali libur.\n\n       menjorok\n2. b\n\n- lepas\n- bebas\n',
      ),
    ).toEqual([
      ' | 1 #wajib | Pegawai wajib:\n• hadir\n◦ pagi\n• pulang\n\nKecuali libur.\n\nmenjorok',
      ' | 2 | b',
      ' |  | • lepas\n• bebas',
    ])
  })

  it('have the anchor at their beginning or their end', async () => {
    expect(await paragraphsOf('{#a} satu\n\ndua {#b}\n\n1. {#c}tiga\n2. empat{#d}\n\n- {#e} lima\n- enam\n')).toEqual([
      ' | #a | satu',
      ' | #b | dua',
      ' | 1 #c | tiga',
      ' | 2 #d | empat',
      ' | #e | lima',
      ' |  | enam',
    ])
  })

  it('are tables too, each value with the name of its column', async () => {
    expect(
      await paragraphsOf('| Golongan | Hari | |\n|---|--:|---|\n| II | 12 | |\n| **III** | | a\\|b |\n\n{#x} y\n'),
    ).toEqual([' |  | — Golongan: II; Hari: 12\n— Golongan: III; a|b', ' | #x | y'])
  })

  it('are quotations, code and HTML as they are written', async () => {
    expect(
      await paragraphsOf('> kutipan\n> lagi\n\n```\na  b\n```\n\n<b>x</b> & <i>y</i>\n\n***\n\n[1]: http://a.b\n'),
    ).toEqual([' |  | kutipan lagi', ' |  | a  b', ' |  | <b>x</b> & <i>y</i>'])
  })

  it('keep letters of their own on lines of their own', async () => {
    expect(await paragraphsOf('1. Pegawai:\n   a. hadir\n   b. pulang\n   dan kembali\n')).toEqual([
      ' | 1 | Pegawai:\na. hadir\nb. pulang dan kembali',
    ])
  })

  it('keep their formatting', async () => {
    const { paragraphs } = await documentOf(
      `${head}1. {#a} **tebal *miring* tebal** \`kode\` [tautan](https://a.b) [surat](mailto:a@b) [nama][n] ~~x~~  \n   😀 *akhir*\n\n[n]: https://n.n\n`,
    )
    const [{ text, entities } = { text: '', entities: [] }] = paragraphs.map(({ body }) => body)
    expect(text).toBe('tebal miring tebal kode tautan surat nama ~~x~~\n😀 akhir')
    expect(entities.map(({ type, offset, length, url }) => [type, text.slice(offset, offset + length), url])).toEqual([
      ['bold', 'tebal miring tebal', undefined],
      ['italic', 'miring', undefined],
      ['code', 'kode', undefined],
      ['text_link', 'tautan', 'https://a.b'],
      ['text_link', 'nama', 'https://n.n'],
      ['italic', 'akhir', undefined],
    ])
  })

  it('know the lines where they begin', async () => {
    const { paragraphs } = await documentOf(`\n${head}\n# A\n\n1. satu\n   lagi\n\n2. dua\n\n| a |\n|---|\n| b |\n`)
    expect(paragraphs.map(({ line }) => line)).toEqual([8, 11, 13])
  })
})

describe('relevance and quiz', () => {
  const read = async (...lines: string[]) => documentOf(`${head}1. {#a} satu\n2. dua\n\n${lines.join('\n')}`)

  it('are found under headings of any depth, in either language and order', async () => {
    const both = ['? Apa? -> a', '- ya *', '- tidak']
    for (const [relevance, quiz] of [
      ['# Relevansi', '# Kuis'],
      ['### RELEVANCE ##', '#### quiz:'],
      ['**Relevansi**\n---', 'Kuis\n==='],
    ]) {
      const found = await read(relevance ?? '', '- pegawai: x', quiz ?? '', ...both)
      expect(found).toMatchObject({
        relevance: [{ line: relevance?.includes('\n') ? 9 : 8 }],
        quiz: [{ paragraph: 0 }],
      })
      expect(found.paragraphs).toHaveLength(2)
    }
    expect(await read('# Kuis', ...both, '# Relevansi', '- pegawai: x')).toMatchObject({
      relevance: [{ line: 12 }],
      quiz: [{ line: 8 }],
    })
  })

  it('say whom the policy concerns, with formatting', async () => {
    const { relevance } = await read(
      '# Relevansi',
      '- peran kepala: Anda **menyusun** jadwal.',
      '* role citizen : x',
      '1. unit Dinas Kesehatan / Bidang P2P: rekam',
      '   medis: baru',
      '- ASN: [buka](https://a.b)',
      '- peran: admin: y',
    )
    expect(relevance.map(({ to, body }) => [to, body.text])).toEqual([
      [{ kind: 'role', role: 'head' }, 'Anda menyusun jadwal.'],
      [{ kind: 'role', role: 'citizen' }, 'x'],
      [{ kind: 'unit', unit: 'Dinas Kesehatan / Bidang P2P' }, 'rekam medis: baru'],
      [{ kind: 'role', role: 'employee' }, 'buka'],
      [{ kind: 'role', role: 'admin' }, 'y'],
    ])
    expect(relevance[0]?.body.entities).toEqual([{ type: 'bold', offset: 5, length: 8 }])
    expect(relevance[3]?.body.entities).toEqual([{ type: 'text_link', offset: 0, length: 4, url: 'https://a.b' }])
  })

  it('take a paragraph by its anchor or its number', async () => {
    const { quiz } = await read(
      '# Kuis',
      ...'? A -> B? -> a¦- 10. *¦- # x¦- 2 * 3 = 6¦'.split('¦'),
      ...'?B → 2¦1. ya¦2. tidak*¦'.split('¦'),
      ...'3. C --> {#a}¦* satu *¦* dua **tebal**¦'.split('¦'),
      ...'D? -> #a¦  - x -> y¦  - z *'.split('¦'),
    )
    expect(
      quiz.map(({ text, paragraph, options }) => [
        text,
        paragraph,
        ...options.map((one) => one.text + (one.isRight ? ' !' : '')),
      ]),
    ).toEqual([
      ['A -> B?', 0, '10. !', '# x', '2 * 3 = 6'],
      ['B', 1, 'ya', 'tidak !'],
      ['C', 0, 'satu !', 'dua tebal'],
      ['D?', 0, 'x -> y', 'z !'],
    ])
  })
})

describe('any file', () => {
  const text = `${head}# Bab\n\n1. {#a} satu\n\n\tmenjorok\n2. dua\n\n## Kuis\n? Apa? -> a\n- ya *\n- tidak\n`

  it('is the same with other line ends and encodings', async () => {
    const expected = await documentOf(text)
    const others = [
      `\uFEFF${text}`,
      text.replaceAll('\n', '\r\n'),
      text.replaceAll('\n', '\r'),
      new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le')),
      new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()),
    ]
    for (const other of others) expect(await documentOf(other)).toEqual(expected)
  })

  it('that is larger than any policy, or nested deeper, is refused', async () => {
    expect(await readPolicy(bytesOf(head + 'x'.repeat(3_000_000)))).toEqual({ kind: 'unreadable', why: 'tooLarge' })
    const deep = await readPolicy(bytesOf(`${head}${'> '.repeat(3000)}x`))
    expect(['document', 'unreadable']).toContain(deep.kind)
  })

  const kinds = ['document', 'faulty', 'unreadable']
  it('is read to a document, faults or an obstacle, whatever it holds', async () => {
    const parts = constantFrom(
      ...'---\n¦title: x\n¦audience: unit: [a]\n¦# A\n¦## Kuis\n¦# Relevansi\n¦? a -> 1\n¦- b *\n'.split('¦'),
      ...'1. ¦2) ¦   ¦- ¦> ¦{#a}¦{#¦**¦`¦|a|b|\n|-|-|\n¦\n¦\n\n¦\t¦<b>¦&#xD800;'.split('¦'),
      ...'[x](http://a)¦[y]: z\n¦->¦ *\n¦pegawai: x\n¦\r¦\u0000¦\uD800¦😀¦*a¦!!binary x\n'.split('¦'),
    )
    await assert(
      asyncProperty(array(oneof({ weight: 4, arbitrary: parts }, string()), { maxLength: 40 }), async (some) => {
        for (const text of [some.join(''), head + some.join('')]) {
          const found = Reading.parse(await readPolicy(bytesOf(text)))
          expect(kinds).toContain(found.kind)
          if (found.kind === 'document') expect(JSON.stringify(found)).not.toMatch(/\\u0000|\\ud8/i)
          if (found.kind === 'document')
            for (const { body } of found.document.paragraphs)
              for (const { offset, length } of body.entities)
                expect(offset + length).toBeLessThanOrEqual(body.text.length)
        }
      }),
      { numRuns: 400, seed: 20270104 },
    )
  })

  it('of random bytes as well', async () => {
    await assert(
      asyncProperty(
        uint8Array({ maxLength: 200 }),
        constantFrom('', 'PK\x03\x04', '\xFF\xFE', '---\n'),
        async (bytes, begin) => {
          const found = await readPolicy(new Uint8Array(Buffer.concat([Buffer.from(begin, 'latin1'), bytes])))
          expect(kinds).toContain(found.kind)
        },
      ),
      { numRuns: 400, seed: 20270105 },
    )
  })
})
