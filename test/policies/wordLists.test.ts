// The numbers that Word gives: as it shows them, from numbering.xml and styles.xml.
import { describe, expect, it } from 'vitest'
import { clausesOf, lvl, num, p, rawClauses, rawDocx, style } from './manuscripts.ts'

describe('the numbers of lists', () => {
  const item = (text: string, id: number, level = 0) => p(text, num(id, level))
  const list = (id: number, ...parts: string[]) =>
    `<w:abstractNum w:abstractNumId="${id}">${parts.join('')}</w:abstractNum>`
  const nums = (...of: [number, number, string?][]) =>
    of
      .map(
        ([id, definition, more = '']) =>
          `<w:num w:numId="${id}"><w:abstractNumId w:val="${definition}"/>${more}</w:num>`,
      )
      .join('')
  const restart = (level: number, start: number) =>
    `<w:lvlOverride w:ilvl="${level}"><w:startOverride w:val="${start}"/></w:lvlOverride>`

  it('go on in another list of the same definition, unless that begins anew, once', async () => {
    expect(
      await rawClauses({
        numbering: list(0, lvl(0, 'decimal', '%1.')) + nums([1, 0], [2, 0], [3, 0, restart(0, 7)]),
        body: [1, 1, 2, 3, 3, 1].map((id) => item('x', id)).join(''),
      }),
    ).toEqual(['1 | x', '2 | x', '3 | x', '7 | x', '8 | x', '9 | x'])
  })

  it.each([
    ['decimal', ['1', '2', '27']],
    ['decimalZero', ['01', '02', '27']],
    ['lowerLetter', ['a', 'b', 'aa']],
    ['upperLetter', ['A', 'B', 'AA']],
    ['lowerRoman', ['i', 'ii', 'xxvii']],
    ['upperRoman', ['I', 'II', 'XXVII']],
    ['ordinalText', ['1', '2', '27']],
  ])('are written as %s', async (format, [first, second, last]) => {
    const clauses = await rawClauses({
      numbering: list(0, lvl(0, format, '%1)')) + nums([1, 0], [2, 0, restart(0, 27)]),
      body: item('x', 1) + item('y', 1) + item('z', 2),
    })
    expect(clauses).toEqual([`${first} | x`, `${second} | y`, `${last} | z`])
  })

  it('stand alone where they show those above, else after them; deeper ones begin anew', async () => {
    const numbering =
      list(
        0,
        lvl(0, 'decimal', '%1.'),
        lvl(1, 'decimal', '%1.%2.'),
        lvl(2, 'lowerLetter', '%3)'),
        lvl(3, 'upperRoman', '%1.%4', '<w:isLgl/>'),
        lvl(4, 'decimal', '(%5)', '<w:lvlRestart w:val="0"/>'),
      ) + nums([1, 0])
    const body = [0, 1, 2, 2, 4, 1, 2, 4, 3, 0, 1].map((level) => item('x', 1, level)).join('')
    expect(await rawClauses({ numbering, body })).toEqual(
      [
        '1',
        '1.1',
        '1.1 huruf a',
        '1.1 huruf b',
        '1.1 huruf b (1)',
        '1.2',
        '1.2 huruf a',
        '1.2 huruf a (2)',
        '1.1',
        '2',
        '2.1',
      ].map((label) => `${label} | x`),
    )
  })

  it('come from styles, with those that they are based on, and can be taken away', async () => {
    const styles = [
      `<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>`,
      `<w:style w:type="paragraph" w:styleId="Satu"><w:name w:val="Ayat"/><w:basedOn w:val="Normal"/><w:pPr>${num(1, 0)}</w:pPr></w:style>`,
      `<w:style w:type="paragraph" w:styleId="Dua"><w:name w:val="Huruf"/><w:basedOn w:val="Satu"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>`,
      `<w:style w:type="paragraph" w:styleId="Tiga"><w:name w:val="Tebal"/><w:basedOn w:val="Dua"/></w:style>`,
      `<w:style w:type="numbering" w:styleId="Daftar"><w:name w:val="Daftar"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>`,
    ].join('')
    const numbering =
      list(0, '<w:numStyleLink w:val="Daftar"/>') +
      list(
        1,
        '<w:styleLink w:val="Daftar"/>',
        lvl(0, 'decimal', '%1.'),
        lvl(1, 'lowerLetter', '%2.', '<w:pStyle w:val="Dua"/>'),
      ) +
      nums([1, 0], [2, 1])
    const body = [
      p('x', style('Satu')),
      p('y', style('Dua')),
      p('z', style('Tiga')),
      p('-', `${style('Satu')}${num(0)}`),
      p('x', style('Satu')),
    ]
    expect(await rawClauses({ styles, numbering, body: body.join('') })).toEqual([
      '1 | x',
      '1 huruf a | y',
      '1 huruf b | z',
      ' | -',
      '2 | x',
    ])
  })

  it('are none of bullets, which belong to the clause above', async () => {
    const numbering =
      list(0, lvl(0, 'decimal', '%1.'), lvl(1, 'bullet', '\uF0B7')) +
      list(1, lvl(0, 'bullet', '·'), lvl(1, 'bullet', 'o')) +
      nums([1, 0], [2, 1])
    const body =
      item('satu:', 1) +
      item('a', 1, 1) +
      item('b', 2, 1) +
      p('- c') +
      item('dua', 1) +
      p('Bab', '<w:outlineLvl w:val="0"/>') +
      item('d', 2) +
      item('{#e} e', 2)
    expect(await rawClauses({ numbering, body })).toEqual(['1 | satu:\n◦ a\n◦ b\n• c', '2 | dua', ' | • d', ' | e'])
  })

  it('of a list that begins below another one, or beside it', async () => {
    const ind = (left: number) => `<w:ind w:left="${left}" w:hanging="360"/>`
    const numbering =
      [0, 1, 2].map((id) => list(id, lvl(0, id === 1 ? 'lowerLetter' : 'decimal', '%1.'))).join('') +
      nums([1, 0], [2, 1], [3, 2])
    const at = (text: string, id: number, left: number) => p(text, num(id) + ind(left))
    const body = [
      at('x', 1, 720),
      at('y', 2, 1080),
      at('x', 1, 720),
      p('Panitia:'),
      at('y', 2, 720),
      at('x', 3, 720),
      at('deep', 1, 1440),
    ]
    expect(await rawClauses({ numbering, body: body.join('') })).toEqual([
      '1 | x',
      '1 huruf a | y',
      '2 | x',
      ' | Panitia:',
      'b | y',
      'b angka 1 | x',
      'b angka 1 angka 3 | deep',
    ])
  })

  it('of headings are part of their names, and of an address only in the same list', async () => {
    const styles = [1, 2]
      .map(
        (n) =>
          `<w:style w:type="paragraph" w:styleId="Judul${n}"><w:name w:val="heading ${n}"/><w:pPr>${num(1, n - 1)}</w:pPr></w:style>`,
      )
      .join('')
    const numbering =
      list(0, lvl(0, 'upperRoman', 'BAB %1'), lvl(1, 'upperLetter', '%2.'), lvl(2, 'decimal', '%3.')) +
      list(1, lvl(0, 'decimal', '%1.')) +
      nums([1, 0], [2, 1])
    const body =
      p('Umum', style('Judul1')) +
      p('Tujuan', style('Judul2')) +
      item('x', 1, 2) +
      item('y', 2) +
      p('', style('Judul1')) +
      p('Akhir') +
      item('z', 2)
    expect(await clausesOf(rawDocx({ title: 'Cuti', styles, numbering, body }))).toEqual([
      'BAB I Umum > A. Tujuan | A angka 1 | x',
      'BAB I Umum > A. Tujuan | A angka 1 | y',
      'BAB II Akhir | 2 | z',
    ])
  })
})
