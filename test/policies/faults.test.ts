// Everything that can be wrong in a policy's file, in the words in which its author is told.
import { describe, expect, it } from 'vitest'
import { faultsFile, faultsText, obstacleText } from '../../src/features/policies/faultViews.ts'
import { obstacles, reasons } from '../../src/features/policies/findings.ts'
import { readPolicy } from '../../src/features/policies/source.ts'
import { plainText } from '../../src/platform/html.ts'
import { languages, openTexts } from '../../src/platform/texts.ts'

const voices = await openTexts({ strict: true, timeZone: 'Asia/Jakarta' })
const bytesOf = (text: string) => new Uint8Array(Buffer.from(text))

/** What is said of each fault of a file. */
async function faultsOf(text: string): Promise<string[]> {
  const found = await readPolicy(bytesOf(text))
  if (found.kind !== 'faulty') return [found.kind]
  return plainText(faultsText(voices('id'), found))
    .split('\n')
    .filter((line) => line.startsWith('• '))
    .map((line) => line.slice(2))
}

const head = '---\ntitle: Cuti\naudience: pegawai\n---\n'
const body = '1. {#jatah} Setiap pegawai mendapat 12 hari cuti.\n2. Cuti diajukan 7 hari sebelumnya.\n'
const quiz = (...lines: string[]) => `${head}${body}\n# Kuis\n${lines.join('\n')}`
const options = ['- 6', '- 12 *']
const about = (...lines: string[]) => `---\n${lines.join('\n')}\n---\n${body}`

const cases: [string, string, ...string[]][] = [
  ['an empty file', ' \n\n', 'berkas ini kosong; isilah menurut contoh berkas'],
  [
    'no front matter',
    `# Cuti\n${body}`,
    'baris 1: judulnya belum ada; awali berkas dengan baris ---, lalu “title: …”, lalu baris --- lagi',
  ],
  [
    'front matter without an end',
    `\n---\ntitle: Cuti\n${body}`,
    'baris 2: bagian yang dimulai dengan --- ini belum ditutup; tulis --- lagi di satu baris, di atas teks kebijakan',
  ],
  [
    'nothing but front matter',
    head,
    'tidak ada satu paragraf pun; tulis isi kebijakan di bawah baris --- kedua, di atas Relevansi dan Kuis',
  ],
  [
    'a title with a colon',
    about('title: Cuti: 2027', 'audience: pegawai'),
    'baris 2: “title: Cuti: 2027” tidak terbaca; tulis “kunci: nilai”, dan beri tanda kutip pada nilai yang memuat titik dua, misalnya title: "Rencana: 2027"',
  ],
  [
    'front matter that is a list',
    about('- title'),
    'baris 2: “- title” tidak terbaca; tulis “kunci: nilai”, dan beri tanda kutip pada nilai yang memuat titik dua, misalnya title: "Rencana: 2027"',
  ],
  [
    'an unknown key',
    about('title: Cuti', 'tujuan: hemat'),
    'baris 3: “tujuan” tidak dikenal; yang dikenal: title (judul), summary (ringkasan), audience (sasaran), effective (berlaku)',
  ],
  [
    'the same key in both languages',
    about('title: Cuti', 'Judul: Cuti 2027'),
    'baris 3: “Judul” sudah ditulis di baris 2; sisakan satu',
  ],
  [
    'no title',
    about('summary: Cuti'),
    'baris 1: judulnya kosong atau belum ada; tulis “title: …” di antara kedua baris --- di awal berkas',
  ],
  [
    'an empty title',
    about('', 'title:'),
    'baris 3: judulnya kosong atau belum ada; tulis “title: …” di antara kedua baris --- di awal berkas',
  ],
  ['a title that is a list', about('title: [Cuti]'), 'baris 2: isi “title” bukan teks; tulis satu teks saja'],
  ['a long title', about(`title: ${'x'.repeat(201)}`), 'baris 2: judulnya lebih dari 200 tanda; persingkat'],
  [
    'a long summary',
    about('title: Cuti', `summary: ${'x'.repeat(1001)}`),
    'baris 3: ringkasannya lebih dari 1000 tanda; persingkat',
  ],
  [
    'an unknown audience',
    about('title: Cuti', 'audience: guru'),
    'baris 3: sasaran “guru” tidak dikenal; tulis semua, pegawai, masyarakat, unit: [DINKES, …], atau peran: [kepala, perencana, admin]',
  ],
  [
    'an audience of nobody',
    about('title: Cuti', 'audience: unit: []'),
    'baris 3: sesudah “unit” tidak ada nama; tulis misalnya unit: [DINKES] atau peran: [kepala]',
  ],
  [
    'an audience of unknown roles',
    about('title: Cuti', 'sasaran: { peran: [kepala, bos, lurah] }'),
    'baris 3: peran “bos” tidak dikenal; tulis kepala, perencana, atau admin',
    'baris 3: peran “lurah” tidak dikenal; tulis kepala, perencana, atau admin',
  ],
  [
    'a day that is none',
    about('title: Cuti', 'effective: besok'),
    'baris 3: “besok” bukan tanggal yang dapat dibaca; tulis misalnya 2027-01-04 atau 4 Januari 2027',
  ],
  [
    'a day that is not in the calendar',
    about('title: Cuti', 'berlaku: 31 Februari 2027'),
    'baris 3: tanggal 31 Februari 2027 tidak ada di kalender; periksa hari dan bulannya',
  ],
  [
    'the same number twice',
    `${head}1. satu\n2. dua\n\nCatatan:\n\n1. satu lagi\n`,
    'baris 10: nomor “1” sudah dipakai di baris 5 pada bagian yang sama; ubah nomornya, atau beri judul (#) di antaranya',
  ],
  [
    'a number without a text',
    `${head}1. satu\n2.\n3. tiga\n`,
    'baris 6: “2” tidak ada isinya; tulis isinya atau hapus nomornya',
  ],
  [
    'an anchor without a text',
    `${head}1. satu\n2. {#dua}\n`,
    'baris 6: “2” tidak ada isinya; tulis isinya atau hapus nomornya',
  ],
  [
    'a number that Markdown takes for text',
    `${head}Ketentuan:\n2. dua\n`,
    'baris 6: “2.” tidak terbaca sebagai nomor; beri satu baris kosong di atasnya dan satu spasi sesudahnya',
  ],
  [
    'a number without a space',
    `${head}1.Setiap pegawai hadir.\n`,
    'baris 5: “1.” tidak terbaca sebagai nomor; beri satu baris kosong di atasnya dan satu spasi sesudahnya',
  ],
  [
    'an anchor in capitals',
    `${head}1. {#Jatah Cuti} Setiap pegawai hadir.\n`,
    'baris 5: penanda “Jatah Cuti” tidak dapat dipakai; tulis huruf kecil, angka, dan tanda hubung saja, paling banyak 40, misalnya {#jam-pelatihan}',
  ],
  [
    'the same anchor twice',
    `${head}# A\n1. {#a} satu\n# B\n1. dua {#a}\n`,
    'baris 8: penanda “a” sudah dipakai di baris 6; beri penanda lain',
  ],
  [
    'an anchor in the middle, and one in a heading',
    `${head}# Cuti {#cuti}\n1. Setiap {#a} pegawai hadir.\n`,
    'baris 5: penanda dalam “Cuti {#cuti}” tidak di tempatnya; tulis {#penanda} di awal atau di akhir paragraf, bukan pada judul',
    'baris 6: penanda dalam “Setiap {#a} pegawai hadir.” tidak di tempatnya; tulis {#penanda} di awal atau di akhir paragraf, bukan pada judul',
  ],
  [
    'a long paragraph',
    `${head}1. ${'kata '.repeat(4001)}\n`,
    'baris 5: paragraf “kata kata kata kata kata kata kata kata kata kata kata…” lebih dari 20000 tanda; bagi menjadi beberapa paragraf',
  ],
  [
    'too many paragraphs',
    head + Array.from({ length: 501 }, (_, index) => `${index + 1}. x\n`).join(''),
    'baris 505: ada 501 paragraf, paling banyak 500; bagi menjadi beberapa kebijakan',
  ],
  [
    'text below the quiz',
    `${quiz('? Berapa? -> jatah', ...options)}\n# Lampiran\nTeks\n## Relevansi\n- pegawai: x\n`,
    'baris 12: bagian “Lampiran” ada sesudah Relevansi atau Kuis; pindahkan ke atasnya',
  ],
  [
    'relevance that is none',
    `${head}${body}# Relevansi\nUntuk semua.\n- pegawai sekalian\n- : x`,
    'baris 8: “Untuk semua.” tidak terbaca; tulis misalnya “- peran kepala: …” atau “- unit DINKES: …”',
    'baris 9: “pegawai sekalian” tidak terbaca; tulis misalnya “- peran kepala: …” atau “- unit DINKES: …”',
    'baris 10: “: x” tidak terbaca; tulis misalnya “- peran kepala: …” atau “- unit DINKES: …”',
  ],
  [
    'relevance for an unknown role, and without a text',
    `${head}${body}# Relevansi\n- DINKES: penting\n- peran kepala:\n`,
    'baris 8: peran “DINKES” tidak dikenal; tulis pegawai, warga, kepala, perencana, atau admin, dan untuk unit: “unit DINKES: …”',
    'baris 9: sesudah “kepala:” belum ada penjelasan; tulis mengapa kebijakan ini penting baginya',
  ],
  [
    'lines of a quiz that are neither question nor answer',
    quiz('- 12', 'Berapa?'),
    'baris 9: “12” bukan pertanyaan atau pilihan jawaban; awali pertanyaan dengan “? ” dan setiap pilihan dengan “- ”',
    'baris 10: “Berapa?” bukan pertanyaan atau pilihan jawaban; awali pertanyaan dengan “? ” dan setiap pilihan dengan “- ”',
  ],
  [
    'a question without a paragraph',
    quiz('? Berapa?', ...options),
    'baris 9: pertanyaan “Berapa?” belum menunjuk paragraf; tambahkan “-> ” dan penanda atau nomor paragrafnya',
  ],
  [
    'a question for an unknown paragraph',
    quiz('? Berapa? -> cuti', ...options),
    'baris 9: tidak ada paragraf “cuti”; sesudah -> tulis penanda atau nomor paragraf yang ada di atas',
  ],
  [
    'a question for one of several paragraphs',
    `${head}# A\n1. a\n# B\n1. b\n# Kuis\n? Berapa? -> 1\n${options.join('\n')}`,
    'baris 10: ada beberapa paragraf bernomor “1”; beri penanda {#…} pada paragrafnya, lalu tulis penanda itu sesudah ->',
  ],
  [
    'an empty question',
    quiz('? -> jatah', ...options),
    'baris 9: pertanyaannya kosong; tulis pertanyaan di depan tanda ->',
  ],
  [
    'a long question with a long answer',
    quiz(`? ${'kata '.repeat(101)} -> jatah`, `- ${'x'.repeat(201)}`, '- 12 *'),
    'baris 9: pertanyaan “kata kata kata kata kata kata kata kata kata kata kata…” lebih dari 500 tanda; persingkat',
    `baris 10: pilihan “${'x'.repeat(59)}…” lebih dari 200 tanda; persingkat`,
  ],
  [
    'a question with one answer',
    quiz('? Berapa? -> jatah', '- 12 *'),
    'baris 9: pertanyaan “Berapa?” belum punya 2 pilihan jawaban; tulis setiap pilihan di barisnya sendiri, diawali “- ”',
  ],
  [
    'a question with seven answers, one of them empty',
    quiz('? Berapa? -> jatah', ...[1, 2, 3, 4, 5].map((n) => `- ${n}`), '-', '- 12 *'),
    'baris 9: pertanyaan “Berapa?” punya lebih dari 6 pilihan jawaban; kurangi',
    'baris 15: ada pilihan jawaban yang kosong untuk “Berapa?”; isi atau hapus',
  ],
  [
    'no right answer, then two, and the same answer twice',
    quiz('? Berapa? -> jatah', '- 6', '- 12', '? Berapa -> 1', '- a *', '- b *', '- A'),
    'baris 9: pertanyaan “Berapa?” belum punya jawaban yang benar; beri tanda * di akhir jawaban itu',
    'baris 12: pertanyaan “Berapa” punya lebih dari satu jawaban yang benar; sisakan satu tanda *',
    'baris 15: pilihan “A” sudah ada di baris 13; ubah salah satunya',
  ],
  [
    'eleven questions',
    quiz(...Array.from({ length: 11 }, () => ['? Berapa? -> jatah', ...options]).flat()),
    'baris 39: ada 11 pertanyaan, paling banyak 10; sisakan yang terpenting',
  ],
  [
    'faults everywhere, by line',
    `---\naudience: guru\nberlaku: kelak\n---\n# Relevansi\n- bos: x\n# Kuis\n? Apa?\n`,
    'tidak ada satu paragraf pun; tulis isi kebijakan di bawah baris --- kedua, di atas Relevansi dan Kuis',
    'baris 1: judulnya kosong atau belum ada; tulis “title: …” di antara kedua baris --- di awal berkas',
    'baris 2: sasaran “guru” tidak dikenal; tulis semua, pegawai, masyarakat, unit: [DINKES, …], atau peran: [kepala, perencana, admin]',
    'baris 3: “kelak” bukan tanggal yang dapat dibaca; tulis misalnya 2027-01-04 atau 4 Januari 2027',
    'baris 6: peran “bos” tidak dikenal; tulis pegawai, warga, kepala, perencana, atau admin, dan untuk unit: “unit bos: …”',
    'baris 8: pertanyaan “Apa?” belum menunjuk paragraf; tambahkan “-> ” dan penanda atau nomor paragrafnya',
    'baris 8: pertanyaan “Apa?” belum punya 2 pilihan jawaban; tulis setiap pilihan di barisnya sendiri, diawali “- ”',
  ],
]

describe('a Markdown file', () => {
  it.each(cases)('with %s is told so', async (_, text, ...sentences) => {
    expect(await faultsOf(text)).toEqual(sentences)
  })

  it('in an old encoding is told which line is in it', async () => {
    const found = await readPolicy(new Uint8Array(Buffer.from(`${head}1. satu\n2. prés\n`, 'latin1')))
    expect(found).toMatchObject({ faults: [{ line: 6, reason: 'notUtf8', value: '2. prés' }] })
  })

  it('with many faults gets them as a table', async () => {
    const found = await readPolicy(bytesOf(quiz(...Array.from({ length: 20 }, () => 'Apa?'))))
    if (found.kind !== 'faulty') throw new Error(found.kind)
    const text = plainText(faultsText(voices('id'), found))
    expect(text).toContain('Ada 20 kesalahan di berkas ini.')
    expect(text).toContain('… dan 5 lagi: semuanya ada di berkas di bawah.')
    const lines = Buffer.from(faultsFile(voices('id'), found)?.bytes ?? [])
      .toString()
      .trim()
      .split('\r\n')
    expect(lines).toHaveLength(21)
    expect(lines[0]).toBe('Baris;Tertulis;Sebab')
    expect(lines[20]).toContain('28;Apa?;"“Apa?” bukan pertanyaan')
    expect(faultsFile(voices('id'), { ...found, faults: found.faults.slice(0, 15) })).toBeUndefined()
  })
})

describe('a file that is neither Markdown nor Word', () => {
  const le = (text: string) => Buffer.from(text, 'utf16le').toString('latin1')
  it.each([
    ['oldWord', `\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1${le('WordDocument')}`],
    ['protected', `\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1${le('EncryptedPackage')}`],
    ['otherType', `\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1${le('Workbook')}`],
    ['pdf', '%PDF-1.7\n'],
    ['webPage', '\xEF\xBB\xBF\n<!DOCTYPE html><html></html>'],
    ['webPage', '<html><body>x</body></html>'],
    ['richText', '{\\rtf1\\ansi x}'],
    ['otherType', '---\ntitle: x\n---\nisi\0'],
    ['damaged', 'PK\x03\x04 and nothing more'],
  ])('is said to be %s', async (why, bytes) => {
    expect(await readPolicy(new Uint8Array(Buffer.from(bytes, 'latin1')))).toEqual({ kind: 'unreadable', why })
  })
})

it('every fault and every obstacle has its sentences, in either format and language', () => {
  for (const language of languages) {
    const voice = voices(language)
    for (const format of ['markdown', 'word'] as const)
      for (const reason of reasons) {
        const fault = { line: 3, reason, value: 'a<b', other: '2' }
        expect(faultsText(voice, { format, faults: [fault] })).not.toContain('a<b')
      }
    for (const why of obstacles) expect(obstacleText(voice, why).length).toBeGreaterThan(80)
  }
  const fault = { line: 3, reason: 'anchorTwice', value: 'a', other: '2' } as const
  const said = (format: 'markdown' | 'word') => faultsText(voices('id'), { format, faults: [fault] })
  expect(said('markdown')).toContain('• baris 3: penanda “a” sudah dipakai di baris 2')
  expect(said('word')).toContain('• alinea 3: penanda “a” sudah dipakai di alinea 2')
})
