import type { Vocabulary } from '../../../platform/sheets/header.ts'
import type { Cell } from '../../../platform/sheets/lines.ts'
import { readTable } from '../../../platform/sheets/table.ts'
import type { Table, Unreadable } from '../../../platform/sheets/table.ts'
import { mostQuestions } from '../definition.ts'
import { questionSheet, settingSheet } from './columns.ts'
import type { QuestionColumn, SheetColumn } from './columns.ts'
import type { Place, Report } from './findings.ts'
import type { MapNode, Node } from './nodes.ts'
import type { QuestionField } from './vocabulary.ts'

/** More rows than questions can be there, so that the reader says that there are too many. */
const mostRows = { settings: 100, questions: mostQuestions * 4 } as const
/** A field of a question, with the column of its English texts where it has one. */
const fields: [QuestionField & QuestionColumn, QuestionColumn?][] = [
  ['key'],
  ['kind'],
  ['text', 'textEn'],
  ['help', 'helpEn'],
  ['options', 'optionsEn'],
  ['ends', 'endsEn'],
  ['min'],
  ['max'],
  ['unit', 'unitEn'],
  ['notApplicable'],
  ['optional'],
  ['when'],
  ['right'],
  ['points'],
  ['role'],
]

/** Reads a workbook into the nodes that the same questionnaire has in YAML. For a thread: a spreadsheet takes its time. */
export async function readSheets(
  bytes: Uint8Array<ArrayBuffer>,
  report: Report,
): Promise<MapNode | Unreadable<SheetColumn>> {
  const settings = await readSheet(bytes, 'settings', settingSheet, report)
  if ('why' in settings) return settings
  const questions = await readSheet(bytes, 'questions', questionSheet, report)
  if ('why' in questions) return questions
  const said = settings.rows.map((row) => {
    const name = row.cell('name')
    return { at: name.at, name: name.text, value: row.pair('value', 'valueEn') }
  })
  const asked = questions.rows.map((row): Node => ({
    kind: 'map',
    at: row.at,
    entries: fields.map(([field, english]) => ({
      at: row.cell(field).at,
      name: field,
      value: english === undefined ? row.cell(field) : row.pair(field, english),
    })),
  }))
  const list: Node = { kind: 'list', at: questions.at, items: asked }
  const entries = [...said, { at: questions.at, name: 'questions', value: list }]
  return { kind: 'map', at: settings.at, entries }
}

async function readSheet<Column extends string>(
  bytes: Uint8Array<ArrayBuffer>,
  sheet: 'settings' | 'questions',
  vocabulary: Vocabulary<Column>,
  report: Report,
) {
  const table = await readTable(bytes, vocabulary, mostRows[sheet])
  return table.kind === 'unreadable' ? table : rowsOf(table, sheet, vocabulary, report)
}

function rowsOf<Column extends string>(
  { header, lines }: Table<Column>,
  sheet: Place['sheet'],
  { columns }: Vocabulary<Column>,
  report: Report,
) {
  /** As the columns are called in the file. */
  const titles = new Map<Column, string>()
  const ordered = columns.filter((column) => header.places[column] !== undefined)
  for (const column of ordered) titles.set(column, header.titles[column] ?? column)
  const placeOf = (line: number, column: Column): Place => ({ line, column: titles.get(column) ?? column, sheet })
  const [first] = ordered
  const top = first === undefined ? { line: header.line, column: 1, sheet } : placeOf(header.line, first)
  return {
    at: top,
    rows: lines.map(({ number, cells }) => {
      const cell = (column: Column) => {
        const at = placeOf(number, column)
        const place = header.places[column]
        const found = place === undefined ? '' : (cells[place] ?? '')
        if (typeof found === 'object') report(at, 'cellFault', found.fault)
        return { kind: 'text', at, text: textOf(found) } as const
      }
      return {
        at: first === undefined ? top : placeOf(number, first),
        cell,
        /** A text, with the one in English where there is one. */
        pair: (column: Column, english: Column): Node => {
          const [id, en] = [cell(column), cell(english)]
          if (en.text === '') return id
          const entries = [
            { at: id.at, name: 'id', value: id },
            { at: en.at, name: 'en', value: en },
          ]
          return { kind: 'map', at: id.at, entries }
        },
      }
    }),
  }
}

/** A cell as it was written, its lines kept; only dashes mean that it is empty. */
function textOf(cell: Cell): string {
  const text = typeof cell === 'object' ? '' : String(cell).trim()
  return /^\p{Pd}+$/u.test(text) ? '' : text
}
