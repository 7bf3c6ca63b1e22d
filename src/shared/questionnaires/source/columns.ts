import type { Vocabulary } from '../../../platform/sheets/header.ts'

/** The columns of the sheet that says what a questionnaire begins with: a name and a value in each row. */
export const settingColumns = ['name', 'value', 'valueEn'] as const
export type SettingColumn = (typeof settingColumns)[number]

export const settingSheet: Vocabulary<SettingColumn> = {
  columns: settingColumns,
  needed: ['name', 'value'],
  names: {
    name: ['pengaturan', 'setting', 'settings'],
    value: ['isi', 'nilai', 'value'],
    valueEn: ['isiinggris', 'nilaiinggris', 'valueenglish', 'inggris', 'english'],
  },
}

/** The columns of the sheet with one question in each row. */
export const questionColumns = [
  'key',
  'kind',
  'text',
  'textEn',
  'help',
  'helpEn',
  'options',
  'optionsEn',
  'ends',
  'endsEn',
  'min',
  'max',
  'unit',
  'unitEn',
  'notApplicable',
  'optional',
  'when',
  'right',
  'points',
  'role',
] as const
export type QuestionColumn = (typeof questionColumns)[number]

export const questionSheet: Vocabulary<QuestionColumn> = {
  columns: questionColumns,
  needed: ['kind', 'text'],
  names: {
    key: ['kunci', 'key'],
    kind: ['jenis', 'kind', 'type'],
    text: ['teks', 'pertanyaan', 'text', 'question'],
    textEn: ['teksinggris', 'pertanyaaninggris', 'textenglish', 'questionenglish'],
    help: ['bantuan', 'help'],
    helpEn: ['bantuaninggris', 'helpenglish'],
    options: ['pilihan', 'options'],
    optionsEn: ['pilihaninggris', 'optionsenglish'],
    ends: ['ujung', 'ends'],
    endsEn: ['ujunginggris', 'endsenglish'],
    min: ['min', 'minimum'],
    max: ['maks', 'max', 'maksimum', 'maximum'],
    unit: ['satuan', 'unit'],
    unitEn: ['satuaninggris', 'unitenglish'],
    notApplicable: ['tidakberlaku', 'notapplicable'],
    optional: ['opsional', 'optional', 'bolehdilewati'],
    when: ['jika', 'when'],
    right: ['benar', 'right'],
    points: ['poin', 'points'],
    role: ['peran', 'role'],
  },
}

/** All columns of both sheets. */
export const sheetColumns = [...settingColumns, ...questionColumns] as const
export type SheetColumn = (typeof sheetColumns)[number]
