// What is read of a policy in Word: every clause with the number that Word shows, as a reader says it.
import { ExternalHyperlink, HeadingLevel, Paragraph, TextRun } from 'docx'
import { array, assert, asyncProperty, constantFrom } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { regulation, regulationClauses } from './regulation.ts'
import { Reading } from '../../src/features/policies/findings.ts'
import { readPolicy } from '../../src/features/policies/source.ts'
import {
  clausesOf,
  documentOf,
  docxOf,
  levels,
  lvl,
  num,
  p,
  rawClauses,
  rawDocx,
  run,
  style,
  zip,
} from './manuscripts.ts'

const typed = async (...lines: string[]) =>
  clausesOf(rawDocx({ title: 'Cuti', body: lines.map((line) => p(line)).join('') }))

describe('a regulation', () => {
  it('of nested clauses, lists that begin anew and a table has the labels that Word shows', async () => {
    const bytes = await regulation()
    expect(await clausesOf(bytes)).toEqual(regulationClauses)
    const { title, audience, effective } = await documentOf(bytes)
    expect({ title, audience: audience?.value, effective }).toEqual({
      title: 'Peraturan Wali Kota tentang Cuti Pegawai',
      audience: { kind: 'units', units: ['DINKES', 'DISHUB'] },
      effective: '2027-01-04',
    })
  })

  it('whose numbers were typed has the same', async () => {
    expect(
      await typed(
        ...'Judul: Cuti¦BAB I¦KETENTUAN UMUM¦Bagian Kesatu¦Umum¦Pasal 1¦Cuti adalah izin.'.split('¦'),
        ...'PASAL 2¦(1) Cuti terdiri atas:¦a. tahunan;¦b. sakit, yaitu:¦1. ringan¦2) berat¦1) lain'.split('¦'),
        ...'(2) Selesai.¦Paragraf 1¦Sisa¦Pasal 3¦a. satu;¦h. delapan;¦i. sembilan.¦BAB II PENUTUP'.split('¦'),
        ...'Pasal 4. Berlaku hari ini.¦i. pertama¦ii. kedua¦Pasal 4 ayat (1) berlaku mutatis mutandis.'.split('¦'),
      ),
    ).toEqual([
      'BAB I KETENTUAN UMUM > Bagian Kesatu Umum | Pasal 1 | Cuti adalah izin.',
      'BAB I KETENTUAN UMUM > Bagian Kesatu Umum | Pasal 2 ayat (1) | Cuti terdiri atas:',
      'BAB I KETENTUAN UMUM > Bagian Kesatu Umum | Pasal 2 ayat (1) huruf a | tahunan;',
      'BAB I KETENTUAN UMUM > Bagian Kesatu Umum | Pasal 2 ayat (1) huruf b | sakit, yaitu:',
      'BAB I KETENTUAN UMUM > Bagian Kesatu Umum | Pasal 2 ayat (1) huruf b angka 1 | ringan',
      'BAB I KETENTUAN UMUM > Bagian Kesatu Umum | Pasal 2 ayat (1) huruf b angka 1 angka 2 | berat',
      'BAB I KETENTUAN UMUM > Bagian Kesatu Umum | Pasal 2 ayat (1) huruf b angka 1 angka 1 | lain',
      'BAB I KETENTUAN UMUM > Bagian Kesatu Umum | Pasal 2 ayat (2) | Selesai.',
      'BAB I KETENTUAN UMUM > Bagian Kesatu Umum > Paragraf 1 Sisa | Pasal 3 huruf a | satu;',
      'BAB I KETENTUAN UMUM > Bagian Kesatu Umum > Paragraf 1 Sisa | Pasal 3 huruf h | delapan;',
      'BAB I KETENTUAN UMUM > Bagian Kesatu Umum > Paragraf 1 Sisa | Pasal 3 huruf i | sembilan.',
      'BAB II PENUTUP | Pasal 4 | Berlaku hari ini.',
      'BAB II PENUTUP | Pasal 4 angka i | pertama',
      'BAB II PENUTUP | Pasal 4 angka ii | kedua',
      'BAB II PENUTUP |  | Pasal 4 ayat (1) berlaku mutatis mutandis.',
    ])
  })
})

describe('the text of a paragraph', () => {
  it('keeps its formatting, links and what was inserted, and nothing that cannot be seen', async () => {
    const field = (text: string) =>
      `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run(text)}<w:r><w:fldChar w:fldCharType="end"/></w:r>`
    const body = p(
      [
        run('Tebal ', '<w:b/>'),
        run('miring', '<w:b/><w:i w:val="true"/>'),
        run(' biasa', '<w:b w:val="0"/>'),
        '<w:r><w:tab/><w:t>lalu</w:t><w:br/><w:t>baris</w:t></w:r>',
        `<w:ins>${run(' baru', '<w:u w:val="single"/>')}</w:ins><w:del><w:r><w:delText>lama</w:delText></w:r></w:del>`,
        run('rahasia', '<w:vanish/>'),
        `<w:hyperlink r:id="l1">${run(' tautan')}</w:hyperlink><w:hyperlink r:id="l2">${run(' surat')}</w:hyperlink>`,
        field(' 7'),
        `<w:sdt><w:sdtContent>${run(' isian', '<w:strike/>')}</w:sdtContent></w:sdt>`,
        '<w:r><w:sym w:font="Wingdings" w:char="F0E0"/><w:noBreakHyphen/><w:softHyphen/><w:footnoteReference w:id="1"/></w:r>',
        run('kuat', '<w:rStyle w:val="Kuat"/>'),
      ].join(''),
    )
    const styles =
      '<w:style w:type="character" w:styleId="Kuat"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
    const { paragraphs } = await documentOf(
      rawDocx({ title: 'Cuti', body, styles, links: { l1: 'https://a.b/?x=1&amp;y=2', l2: 'mailto:a@b' } }),
    )
    const [{ text, entities } = { text: '', entities: [] }] = paragraphs.map((one) => one.body)
    expect(text).toBe('Tebal miring biasa lalu\nbaris baru tautan surat 7 isian→-kuat')
    expect(entities.map(({ type, offset, length, url }) => [type, text.slice(offset, offset + length), url])).toEqual([
      ['bold', 'Tebal miring', undefined],
      ['italic', 'miring', undefined],
      ['underline', ' baru', undefined],
      ['text_link', ' tautan', 'https://a.b/?x=1&y=2'],
      ['strikethrough', ' isian', undefined],
      ['bold', 'kuat', undefined],
    ])
  })

  it('of a text box is said once, after the paragraph to which it belongs', async () => {
    const box = `<w:txbxContent>${p('Kotak')}</w:txbxContent>`
    const both = `<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>${box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>${box}</w:pict></mc:Fallback></mc:AlternateContent>`
    const emoji =
      '<mc:AlternateContent><mc:Choice Requires="w16se"/><mc:Fallback><w:t>😀</w:t></mc:Fallback></mc:AlternateContent>'
    expect(await rawClauses({ body: p(`<w:r>${both}</w:r>${run('Isi ')}<w:r>${emoji}</w:r>`) })).toEqual([
      ' | Isi 😀',
      ' | Kotak',
    ])
  })

  it('goes on where the end of a paragraph was deleted, and leaves out the table of contents', async () => {
    const contents = `<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>${p('BAB I ... 1')}</w:sdtContent></w:sdt>`
    const styles = '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    const body = contents + p('Pasal 1 .... 3', style('TOC1')) + p('Satu ', '<w:rPr><w:del/></w:rPr>') + p('dua.')
    expect(await rawClauses({ body, styles })).toEqual([' | Satu dua.'])
  })

  it('of a table has the numbers and merged cells that it shows', async () => {
    const tc = (text: string, properties = '') =>
      `<w:tc><w:tcPr>${properties}</w:tcPr>${text.startsWith('<') ? text : p(text)}</w:tc>`
    const tr = (...cells: string[]) => `<w:tr>${cells.join('')}</w:tr>`
    const numbering = `<w:abstractNum w:abstractNumId="0">${lvl(0, 'decimal', '%1.')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`
    const inner = `<w:tbl>${tr(tc('a'), tc('b'))}</w:tbl>`
    const body =
      `<w:tbl>${tr(tc('No'), tc('Isi'), tc(''))}${tr(tc(p('', num(1)), '<w:vMerge w:val="restart"/>'), tc('x'), tc(inner))}` +
      `${tr(tc('', '<w:vMerge/>'), tc('y', '<w:gridSpan w:val="2"/>'))}<w:tr><w:trPr><w:del/></w:trPr>${tc('z')}</w:tr></w:tbl>` +
      p('lanjut', num(1)) +
      `<w:tbl>${tr(tc('satu'))}${tr(tc('dua'))}</w:tbl>`
    expect(await rawClauses({ numbering, body })).toEqual([
      ' | — No: 1.; Isi: x; a; b\n— No: 1.; Isi: y',
      '2 | lanjut',
      ' | satu\ndua',
    ])
  })
})

describe('what a document says about itself', () => {
  const heading = (text: string, level: (typeof HeadingLevel)[keyof typeof HeadingLevel]) =>
    new Paragraph({ text, heading: level })
  const clause = new Paragraph('1. Setiap pegawai berhak atas cuti.')

  it('stands in its lines, its styles or its properties, or in the first heading', async () => {
    const titles = [
      await docxOf([heading('Gaya', HeadingLevel.TITLE), new Paragraph('Judul: Baris'), clause], { title: 'Sifat' }),
      await docxOf([heading('Gaya', HeadingLevel.TITLE), heading('dua', HeadingLevel.TITLE), clause], {
        title: 'Sifat',
      }),
      await docxOf([heading('Bab', HeadingLevel.HEADING_1), clause], { title: 'Sifat' }),
      await docxOf([heading('Kepala', HeadingLevel.HEADING_1), heading('Bab', HeadingLevel.HEADING_2), clause]),
    ]
    expect(await Promise.all(titles.map(async (bytes) => (await documentOf(bytes)).title))).toEqual([
      'Baris',
      'Gaya dua',
      'Sifat',
      'Kepala',
    ])
    expect((await clausesOf(titles[3] as Uint8Array<ArrayBuffer>))[0]).toBe(
      'Bab | 1 | Setiap pegawai berhak atas cuti.',
    )
  })

  it('may stand in one paragraph, and only before the text', async () => {
    const body =
      p('<w:r><w:t>Ringkasan: Dua belas hari.</w:t><w:br/><w:t>Sasaran: peran kepala, admin</w:t></w:r>') +
      p('1. Satu') +
      p('Judul: bukan judul')
    const found = await documentOf(rawDocx({ title: 'Cuti', body }))
    expect(found).toMatchObject({
      title: 'Cuti',
      summary: 'Dua belas hari.',
      audience: { line: 1, value: { roles: ['head', 'admin'] } },
    })
    expect(found.paragraphs.map(({ body: { text } }) => text)).toEqual(['Satu', 'Judul: bukan judul'])
    const styles = '<w:style w:type="paragraph" w:styleId="Subjudul"><w:name w:val="Subtitle"/></w:style>'
    expect(
      await documentOf(rawDocx({ title: 'Cuti', styles, body: p('Di bawah', style('Subjudul')) + p('isi') })),
    ).toMatchObject({ summary: 'Di bawah' })
  })
})

describe('relevance and quiz', () => {
  it('are read from lists of any kind, or typed', async () => {
    const bytes = await docxOf(
      [
        new Paragraph({ heading: HeadingLevel.TITLE, text: 'Cuti' }),
        new Paragraph('Pasal 1'),
        new Paragraph({
          children: [
            new TextRun('(1) Jatah: '),
            new TextRun({ text: '12', bold: true }),
            new TextRun(' hari. {#jatah}'),
          ],
        }),
        new Paragraph('(2) Diajukan 7 hari sebelumnya.'),
        new Paragraph({ heading: HeadingLevel.HEADING_1, text: 'Relevansi' }),
        new Paragraph({ text: 'peran kepala: Anda menyetujui.', bullet: { level: 0 } }),
        new Paragraph({
          children: [
            new TextRun('- unit DINKES: '),
            new ExternalHyperlink({ link: 'https://a.b', children: [new TextRun('jadwal')] }),
          ],
        }),
        new Paragraph('pegawai: Anda mengajukan.'),
        new Paragraph('Kuis'),
        new Paragraph({ text: 'Berapa hari jatah cuti? → jatah', numbering: { reference: 'tanya', level: 0 } }),
        new Paragraph({ text: '6', bullet: { level: 0 } }),
        new Paragraph({ text: '12 *', bullet: { level: 0 } }),
        new Paragraph('? Kapan diajukan? -> Pasal 1 ayat (2)'),
        new Paragraph('a. 7 hari sebelumnya *'),
        new Paragraph('b. sesudahnya'),
        new Paragraph({
          children: [
            new TextRun('? Siapa menyetujui? -> jatah'),
            new TextRun({ text: '- kepala *', break: 1 }),
            new TextRun({ text: '- warga', break: 1 }),
          ],
        }),
      ],
      { numbering: { config: [{ reference: 'tanya', levels: levels(['DECIMAL', '%1.']) }] } },
    )
    const { paragraphs, relevance, quiz } = await documentOf(bytes)
    expect(paragraphs.map(({ line, label, anchor }) => [line, label, anchor])).toEqual([
      [3, 'Pasal 1 ayat (1)', 'jatah'],
      [4, 'Pasal 1 ayat (2)', null],
    ])
    expect(relevance).toMatchObject([
      { line: 6, to: { role: 'head' }, body: { text: 'Anda menyetujui.' } },
      {
        line: 7,
        to: { unit: 'DINKES' },
        body: { text: 'jadwal', entities: [{ type: 'text_link', offset: 0, length: 6 }] },
      },
      { line: 8, to: { role: 'employee' } },
    ])
    expect(
      quiz.map(({ line, text, paragraph, options }) => [
        line,
        text,
        paragraph,
        ...options.map((one) => one.text + (one.isRight ? ' !' : '')),
      ]),
    ).toEqual([
      [10, 'Berapa hari jatah cuti?', 0, '6', '12 !'],
      [13, 'Kapan diajukan?', 1, '7 hari sebelumnya !', 'sesudahnya'],
      [16, 'Siapa menyetujui?', 0, 'kepala !', 'warga'],
    ])
  })
})

describe('a document', () => {
  const faults = async (bytes: Uint8Array<ArrayBuffer>) => {
    const found = await readPolicy(bytes)
    return found.kind === 'faulty'
      ? found.faults.map(({ line, reason, value, other }) => [line, reason, value, other])
      : found
  }

  it('with faults is told all of them', async () => {
    expect(await faults(rawDocx({ body: '' }))).toEqual([[null, 'fileEmpty', '', '']])
    const lines = [
      'Sasaran: guru',
      'Pasal 1',
      'Pasal 2',
      '(1) satu {#a}',
      '(1) satu lagi',
      '{#a} tabel',
      'Relevansi',
      'bos',
      'LAMPIRAN',
      'Kuis',
      'Apa?',
    ]
    const body = lines.map((line) => p(line, line === 'LAMPIRAN' ? '<w:outlineLvl w:val="0"/>' : '')).join('')
    expect(await faults(rawDocx({ body }))).toEqual([
      [null, 'titleMissing', '', ''],
      [1, 'audienceUnknown', 'guru', ''],
      [2, 'paragraphEmpty', 'Pasal 1', ''],
      [5, 'labelTwice', 'Pasal 2 ayat (1)', '4'],
      [6, 'anchorTwice', 'a', '4'],
      [8, 'relevanceShape', 'bos', ''],
      [9, 'partLate', 'LAMPIRAN', ''],
      [11, 'quizShape', 'Apa?', ''],
    ])
  })

  it('in another guise, damaged, or made to harm is refused', async () => {
    const whole = rawDocx({ title: 'Cuti', body: p('x') })
    const why = async (bytes: Uint8Array<ArrayBuffer>) => (await readPolicy(bytes)) as { why?: string }
    expect(await why(whole.slice(0, -100))).toMatchObject({ why: 'damaged' })
    expect(await why(rawDocx({ body: '<w:p>' }))).toMatchObject({ why: 'damaged' })
    expect(await why(zip({ 'a.txt': 'x' }))).toMatchObject({ why: 'otherType' })
    expect(await why(zip({ '[Content_Types].xml': '<a/>', 'xl/workbook.xml': '<a/>' }))).toMatchObject({
      why: 'otherType',
    })
    const odt = { mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '<a/>' }
    expect(await why(zip(odt))).toMatchObject({ why: 'openDocument' })
    const entities = '<!DOCTYPE x [<!ENTITY a "aaaa">]><w:document xmlns:w="x"><w:body>&a;</w:body></w:document>'
    expect(await why(zip({ '[Content_Types].xml': '<a/>', 'word/document.xml': entities }))).toMatchObject({
      why: 'hasEntities',
    })
    const bomb = { '[Content_Types].xml': '<a/>', 'word/document.xml': ' '.repeat(20_000_000) }
    expect(await why(zip(bomb))).toMatchObject({ why: 'tooLarge' })
    const deep = rawDocx({
      title: 'x',
      body: '<w:sdt><w:sdtContent>'.repeat(20_000) + p('x') + '</w:sdtContent></w:sdt>'.repeat(20_000),
    })
    expect(['tooLarge', 'damaged']).toContain((await why(deep)).why)
  })

  it('is read to a document, faults or an obstacle, whatever it holds', async () => {
    const parts = constantFrom(
      ...[
        'Pasal 1',
        'BAB I',
        '(1) x',
        'a. x',
        'i. x',
        'A. x',
        'Relevansi',
        'Kuis',
        '? x -> Pasal 1',
        '- x *',
        '{#a}',
        'Judul: x',
        '',
      ].map((text) => p(text)),
      ...[0, 1, 2, 8].flatMap((level) => [
        p('x', num(1, level)),
        p('', num(2, level)),
        p('x', num(9, level) + style('A')),
      ]),
      ...['<w:r><w:fldChar w:fldCharType="begin"/></w:r>', '<w:r><w:sym w:char="D800"/></w:r>', '<w:ins/>'].map(
        (text) => p(text),
      ),
      `<w:tbl><w:tr>${`<w:tc>${p('x')}</w:tc>`.repeat(2)}</w:tr></w:tbl>`,
      '<w:tbl><w:tr><w:trPr><w:gridBefore w:val="999999"/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val="-3"/><w:vMerge/></w:tcPr></w:tc></w:tr></w:tbl>',
    )
    const loop = '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="A"/></w:style>'
    const numbering =
      `<w:abstractNum w:abstractNumId="0">${lvl(0, 'decimal', 'Pasal %1')}${lvl(1, 'lowerLetter', '%1.%2%9')}${lvl(2, 'bullet', '')}</w:abstractNum>` +
      '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="A"/></w:abstractNum>' +
      '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    await assert(
      asyncProperty(array(parts, { maxLength: 25 }), async (some) => {
        const found = Reading.parse(
          await readPolicy(rawDocx({ title: 'x', body: some.join(''), styles: loop, numbering })),
        )
        expect(found.kind).not.toBe('unreadable')
        expect(JSON.stringify(found)).not.toMatch(/\\ud8/i)
      }),
      { numRuns: 200, seed: 20270106 },
    )
  })
})
