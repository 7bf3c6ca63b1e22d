// A questionnaire's file is read, YAML or XLSX, and whatever is wrong in it is named with its place.
import { readFile } from 'node:fs/promises'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { writeWorkbook } from '../../src/platform/sheets/workbook.ts'
import { isAsked } from '../../src/shared/questionnaires/answers.ts'
import type { Answers } from '../../src/shared/questionnaires/answers.ts'
import { Definition } from '../../src/shared/questionnaires/definition.ts'
import { readymadeFile, readymadeKeys, readymadeOf } from '../../src/shared/questionnaires/readymade.ts'
import { questionColumns, questionSheet } from '../../src/shared/questionnaires/source/columns.ts'
import { readQuestionnaire } from '../../src/shared/questionnaires/source/reading.ts'
import { writeYaml } from '../../src/shared/questionnaires/source/writing.ts'
import { writeSheets } from '../../src/shared/questionnaires/source/writingSheets.ts'
import { definitions } from './definitions.ts'

const read = (text: string) => readQuestionnaire(new Uint8Array(Buffer.from(text)))
const definitionIn = async (text: string) => {
  const reading = await read(text)
  if (reading.kind === 'definition') return reading.definition
  throw new Error(JSON.stringify(reading))
}
/** Each fault as "line:column reason value". */
const faultsIn = async (bytes: Uint8Array<ArrayBuffer>) => {
  const reading = await readQuestionnaire(bytes)
  return reading.kind === 'faulty'
    ? reading.faults.map(({ at, reason, value }) => `${at.line}:${at.column} ${reason} ${value}`.trim())
    : [reading.kind]
}
const faults = (text: string) => faultsIn(new Uint8Array(Buffer.from(text)))

describe('what is written is read', () => {
  test('the sample that planners are shown', async () => {
    const sample = `title: { id: Check-in mingguan, en: Weekly check-in }
anonymous: false
audience: pegawai
schedule: "setiap Jumat 15.00"
questions:
  - { key: pekan, kind: scale5, text: { id: Bagaimana pekan kerja Anda?, en: How was your week? }, ends: { id: [berat, lancar], en: [hard, smooth] } }
  - { key: hambatan, kind: text, optional: true, when: "pekan <= 2", text: { id: Apa hambatan terbesar?, en: What was the biggest obstacle? } }
`
    expect(await definitionIn(sample)).toEqual({
      key: 'check_in_mingguan',
      title: { id: 'Check-in mingguan', en: 'Weekly check-in' },
      use: 'checkin',
      isAnonymous: false,
      audience: { kind: 'employees' },
      schedule: { words: 'setiap Jumat 15.00', cron: '0 15 * * 5' },
      openMinutes: 7 * 1440,
      reminders: 1,
      questions: [
        {
          key: 'pekan',
          kind: 'scale5',
          text: { id: 'Bagaimana pekan kerja Anda?', en: 'How was your week?' },
          ends: [
            { id: 'berat', en: 'hard' },
            { id: 'lancar', en: 'smooth' },
          ],
          mayNotApply: false,
          isOptional: false,
          when: [],
        },
        {
          key: 'hambatan',
          kind: 'text',
          text: { id: 'Apa hambatan terbesar?', en: 'What was the biggest obstacle?' },
          mayNotApply: false,
          isOptional: true,
          when: [{ key: 'pekan', operator: '<=', value: 2 }],
        },
      ],
    })
  })

  test('Indonesian and English names and values mean the same', async () => {
    const [indonesian, english] = [
      `kunci: sama
judul: Sama
kegunaan: tes
anonim: anonim
sasaran: peran: [kepala]
buka: 2 jam
pengingat: 0
pertanyaan:
  - { kunci: a, jenis: satu, teks: Pilih, pilihan: [Ya =2 *, Tidak = 1], poin: 3, bantuan: Satu saja, tidakBerlaku: ya }
  - { kunci: b, jenis: angka, teks: Berapa?, min: 0, maks: '2,5', satuan: jam, jika: a = tidak dan a dijawab, opsional: ya }
  - { kunci: c, jenis: ya/tidak, teks: Benar?, benar: tidak }
  - { kunci: d, jenis: beberapa, teks: Mana?, pilihan: "x; y\\nz", benar: [x, Z], jika: c != ya }
`,
      `key: sama
title: { id: Sama }
use: test
anonymous: yes
audience: { roles: heads }
open: 120 minutes
reminders: 0
questions:
  - { key: a, kind: one, text: Pilih, options: [{ text: Ya, value: 2, right: yes }, { text: Tidak, value: 1 }], points: 3, help: Satu saja, notApplicable: yes }
  - { key: b, kind: number, text: Berapa?, min: 0, max: 2.5, unit: jam, when: a = Tidak and a answered, optional: true }
  - { key: c, kind: yes/no, text: Benar?, right: no }
  - { key: d, kind: several, text: Mana?, options: [x *, y, z *], when: c != yes }
`,
    ]
    const definition = await definitionIn(indonesian)
    expect(await definitionIn(english)).toEqual(definition)
    expect(definition).toMatchObject({ use: 'test', isAnonymous: true, audience: { kind: 'roles', roles: ['head'] } })
    expect(definition.questions[1]?.when).toEqual([
      { key: 'a', operator: '=', value: 'tidak' },
      { key: 'a', operator: '!=', value: '' },
    ])
  })

  test.each(readymadeKeys)('%s, which comes ready-made, in both languages', async (key) => {
    const definition = await readymadeOf(key)
    expect(definition.key).toBe(key)
    expect(await faultsIn(await readymadeFile(key))).toEqual(['definition'])
    const texts = definition.questions.flatMap(({ text, help, ends = [], options = [] }) => [
      text,
      ...(help ? [help] : []),
      ...ends,
      ...options.map((option) => option.text),
    ])
    expect([definition.title, ...texts].filter(({ en }) => en === undefined)).toEqual([])
  })

  test('public satisfaction asks the nine elements of the Survei Kepuasan Masyarakat, each from 1 to 4', async () => {
    const { index, isAnonymous, questions } = await readymadeOf('kepuasan_masyarakat')
    expect([index, isAnonymous]).toEqual(['skm', true])
    const elements = questions.filter(({ kind }) => kind === 'one')
    expect(elements).toHaveLength(9)
    for (const { options } of elements) expect(options?.map(({ value }) => value)).toEqual([1, 2, 3, 4])
  })

  test('the weekly check-in asks three questions of whoever has no obstacle', async () => {
    const { questions } = await readymadeOf('checkin_mingguan')
    const asked = (answers: Answers) => questions.filter((question) => isAsked(question, answers)).map(({ key }) => key)
    expect(asked({ pekan: 4, kemajuan: 7 })).toEqual(['pekan', 'kemajuan', 'hambatan'])
    expect(asked({ pekan: 2, kemajuan: 3, hambatan: 'Server mati' })).toHaveLength(5)
  })

  test.each(['planner.md', 'planner.en.md'])('the sample of the guide %s', async (guide) => {
    const text = await readFile(new URL(`../../docs/guides/${guide}`, import.meta.url), 'utf8')
    const sample = /```\n(title: [^`]*questions:[^`]*)```/.exec(text)?.[1] ?? ''
    const { questions, schedule, audience } = await definitionIn(sample)
    expect([questions.length, schedule?.cron, audience?.kind]).toEqual([3, '0 15 * * 5', 'units'])
  })

  test('whatever a questionnaire asks, its file says the same', async () => {
    await fc.assert(
      fc.asyncProperty(definitions, async (definition) => {
        expect(Definition.parse(definition)).toEqual(definition)
        expect(await definitionIn(await writeYaml(definition))).toEqual(definition)
      }),
      { numRuns: 60 },
    )
  })
})

const head = 'title: Uji\nquestions:\n'
const long = 'x'.repeat(501)

describe('what is wrong is named with line and column', () => {
  test.each([
    ['', ['1:1 fileEmpty']],
    ['hanya teks', ['1:1 notSettings hanya teks']],
    ['title: Uji\nquestions:\n  - { key: a, kind: text\n', ['4:1 yamlWrong']],
    ['title: Uji\nquestions:\n\t- a', ['3:1 yamlTab - a']],
    ['questions:\n  - { kind: text, text: Apa? }', ['1:1 titleMissing']],
    ['title: Uji', ['1:1 questionsMissing']],
    ['title: Uji\nquestions: []', ['2:12 questionsMissing']],
    ['title: Uji\nquestions: apa', ['2:12 listWanted']],
    [
      'title: Uji\njudull: b\ntitle: c\nquestions:\n  - { kind: text, text: Apa? }',
      ['2:1 keyUnknown judull', '3:1 keyTwice title'],
    ],
    [`title: ${'x'.repeat(151)}\nquestions:\n  - { kind: text, text: Apa? }`, [`1:8 textLong ${'x'.repeat(151)}`]],
    [
      'title: Uji\nkey: Dua Kata\nuse: hiburan\nanonymous: mungkin\naudience: semut\nschedule: kadang\nopen: lama\nreminders: 4\nindex: ikm\nquestions:\n  - { kind: text, text: Apa? }',
      [
        '2:6 nameWrong Dua Kata',
        '3:6 useUnknown hiburan',
        '4:12 yesNoWanted mungkin',
        '5:11 audienceUnknown semut',
        '6:11 scheduleUnknown kadang',
        '7:7 openUnknown lama',
        '8:12 remindersWrong 4',
        '9:8 indexUnknown ikm',
      ],
    ],
    ['title: { en: Test }\nquestions:\n  - { kind: text, text: Apa? }', ['1:8 languageWanted']],
    ['title: { id: Uji, coba, en: Test }\nquestions:\n  - { kind: text, text: Apa? }', ['1:19 languageUnknown coba']],
    ['title: &a Uji\nquestions:\n  - { kind: text, text: *a }', ['3:5 textMissing', '3:25 aliasUsed *a']],
  ])('of the file: %j', async (text, wanted) => {
    expect(await faults(text)).toEqual(wanted)
  })

  test.each([
    ['apa', ['3:5 settingsWanted apa']],
    ['{ text: Apa? }', ['3:5 kindMissing']],
    ['{ kind: skala7, text: Apa? }', ['3:13 kindUnknown skala7']],
    ['{ kind: text }', ['3:5 textMissing']],
    [`{ kind: text, text: ${long} }`, [`3:25 textLong ${long.slice(0, 500)}`]],
    ['{ kind: text, text: [a] }', ['3:25 textWanted']],
    ['{ key: Kunci-1, kind: text, text: Apa? }', ['3:12 nameWrong kunci-1']],
    ['{ kind: text, text: Apa?, ends: [a, b] }', ['3:37 unfitting ends']],
    ['{ kind: scale5, text: Apa?, ends: [a, b, c] }', ['3:39 endsTwo 3']],
    ['{ kind: scale5, text: Apa?, ends: { id: [a, b], en: [c] } }', ['3:57 pairsUneven 1']],
    ['{ kind: one, text: Apa? }', ['3:5 optionsFew 0']],
    ['{ kind: one, text: Apa?, options: [a] }', ['3:39 optionsFew 1']],
    ['{ kind: one, text: Apa?, options: [a, b, c, d, e, f, g, h, i, j, k, l, m] }', ['3:39 optionsMany 13']],
    ['{ kind: one, text: Apa?, options: [Ya, ya] }', ['3:44 optionTwice ya']],
    ['{ kind: one, text: Apa?, options: [{ key: x }, b] }', ['3:40 optionEmpty']],
    [`{ kind: one, text: Apa?, options: [a, ${'x'.repeat(101)}] }`, [`3:43 textLong ${'x'.repeat(101)}`]],
    ['{ kind: one, text: Apa?, options: [a *, b *] }', ['3:39 rightMany 2']],
    ['{ kind: one, text: Apa?, options: [a, b], right: c }', ['3:54 rightUnknown c']],
    ['{ kind: number, text: Apa?, min: banyak }', ['3:38 numberWanted banyak']],
    ['{ kind: number, text: Apa?, min: 5, max: 5 }', ['3:46 rangeWrong 5']],
    ['{ kind: number, text: Apa?, max: 5, right: 6 }', ['3:48 rightOutside 6']],
    ['{ kind: number, text: Apa?, right: 1, points: 0 }', ['3:51 pointsWrong 0']],
    ['{ kind: number, text: Apa?, points: 2 }', ['3:41 pointsAlone 2']],
    ['{ kind: yesno, text: Apa?, optional: kadang }', ['3:42 yesNoWanted kadang']],
    ['{ kind: text, text: Apa?, role: bos }', ['3:37 meaningUnknown bos']],
    ['{ kind: text, text: Apa?, role: mood }', ['3:37 meaningUnfit mood']],
  ])('of a question: %s', async (question, wanted) => {
    expect(await faults(`${head}  - ${question}`)).toEqual(wanted)
  })

  test.each([
    ['angka besar', 'whenUnreadable angka besar'],
    ['lain = 1', 'whenUnknown lain'],
    ['y = 1', 'whenLater y'],
    ['z = 1', 'whenLater z'],
    ['a = 7', 'whenValue a = 7'],
    ['b = ungu', 'whenValue b = ungu'],
    ['b < biru', 'whenUnfit b < biru'],
    ['a <= 2 dan t = x', 'whenUnfit t = x'],
  ])('of a condition: %s', async (when, wanted) => {
    const text = `title: Uji
questions:
  - { key: a, kind: scale5, text: A }
  - { key: b, kind: one, text: B, options: [biru, merah] }
  - { key: t, kind: text, text: T }
  - { key: y, kind: text, text: Y, when: '${when}' }
  - { key: z, kind: scale5, text: Z }
`
    expect(await faults(text)).toEqual([`6:42 ${wanted}`])
  })

  test('of the whole', async () => {
    const two = (first: string, second: string) => `${head}  - ${first}\n  - ${second}`
    expect(await faults(two('{ key: a, kind: text, text: A }', '{ key: a, kind: date, text: B }'))).toEqual([
      '4:12 nameTwice a',
    ])
    const roles = two('{ kind: scale5, text: A, role: mood }', '{ kind: scale5, text: B, role: mood }')
    expect(await faults(roles)).toEqual(['4:5 meaningTwice mood'])
    const named = two('{ key: f, kind: file, text: A }', '{ key: s, kind: yesno, text: B, role: share }')
    expect(await faults(`anonymous: ya\n${named}`)).toEqual(['4:5 anonymousFile f', '5:5 anonymousSharing s'])
    expect(await faults(`use: tes\n${head}  - { kind: text, text: A }`)).toEqual(['4:3 rightNone'])
    expect(await faults(`index: skm\n${head}  - { key: a, kind: one, text: A, options: [x =1, y =5] }`)).toEqual([
      '4:5 indexValues a',
    ])
    expect(await faults(`index: skm\n${head}  - { kind: text, text: A }`)).toEqual(['1:8 indexValues'])
    const many = Array.from({ length: 51 }, (_, n) => `  - { kind: text, text: Nomor ${n} }`).join('\n')
    expect(await faults(head + many)).toEqual(['53:5 questionsMany 51'])
  })

  test('a file that is no text', async () => {
    expect(await faultsIn(new Uint8Array([0x74, 0xff, 0xfe, 0x3a]))).toEqual(['1:1 notUtf8'])
  })
})

describe('a workbook', () => {
  const headings = questionColumns.map((column) => questionSheet.names[column][0] ?? column)
  const workbookOf = async ({ settings, questions }: ReturnType<typeof writeSheets>) =>
    new Uint8Array(
      await writeWorkbook([
        { title: 'kuesioner', names: ['Pengaturan', 'Isi', 'Isi (Inggris)'], rows: settings },
        { title: 'pertanyaan', names: headings, rows: questions },
      ]),
    )

  test('says the same as YAML', async () => {
    for (const key of readymadeKeys) {
      const definition = await readymadeOf(key)
      const reading = await readQuestionnaire(await workbookOf(writeSheets(definition)))
      expect(reading).toMatchObject({ kind: 'definition', definition })
    }
  })

  test('has its faults by line, column and sheet', async () => {
    const { settings, questions } = writeSheets(await readymadeOf('checkin_mingguan'))
    const changed = questions.map((row) => [...row])
    changed[1]?.splice(questionColumns.indexOf('kind'), 1, 'skala7')
    changed[4]?.splice(questionColumns.indexOf('when'), 1, 'hambat dijawab')
    const bytes = await workbookOf({ settings: [...settings, ['warna', 'biru', '']], questions: changed })
    expect(await faultsIn(bytes)).toEqual([
      `${settings.length + 2}:Pengaturan keyUnknown warna`,
      '3:jenis kindUnknown skala7',
      '6:jika whenUnknown hambat',
    ])
    const reading = await readQuestionnaire(bytes)
    expect(reading.kind === 'faulty' && reading.faults.map(({ at }) => at.sheet)).toEqual([
      'settings',
      'questions',
      'questions',
    ])
  })

  test('without its sheets is not read at all', async () => {
    const bytes = new Uint8Array(await writeWorkbook({ names: ['nip', 'nama'], rows: [['1', 'Budi']] }))
    expect(await readQuestionnaire(bytes)).toMatchObject({ kind: 'unreadable', why: 'columnsMissing' })
  })
})
