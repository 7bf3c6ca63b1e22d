import { find } from '../../audiences/written.ts'
import type { Bilingual } from '../definition.ts'
import type { Report } from './findings.ts'
import { fieldsOf, itemsOf } from './nodes.ts'
import type { MapNode, Node } from './nodes.ts'
import { languageNames } from './vocabulary.ts'

/** Letters, in UTF-16 units. */
export const longest = { title: 150, question: 500, help: 500, option: 100, ends: 40, unit: 20 } as const

const mostMinutes = 366 * 1440
const minutesOf: Record<string, number> = {
  menit: 1,
  minute: 1,
  minutes: 1,
  jam: 60,
  hour: 60,
  hours: 60,
  hari: 1440,
  day: 1440,
  days: 1440,
  minggu: 10_080,
  pekan: 10_080,
  week: 10_080,
  weeks: 10_080,
}

/** What was written as one line. */
export function readLine(node: Node, report: Report): string | undefined {
  if (node.kind === 'text') return tidy(node.text).replaceAll(/\s+/g, ' ')
  report(node.at, 'textWanted')
  return undefined
}

/** A text in one language or in both, of at most so many letters in each. */
export function readBilingual(node: Node, most: number, report: Report): Bilingual | undefined {
  if (node.kind === 'list') return void report(node.at, 'textWanted')
  if (node.kind === 'text') return toBilingual(node, undefined, most, report)
  const { id, en } = fieldsOf(node, languageNames, report, 'languageUnknown')
  if (id === undefined) return void report(node.at, 'languageWanted')
  return toBilingual(id, en, most, report)
}

/** Texts one after the other: each by itself, or all of a language under its name. */
export function readTexts(
  node: Node,
  most: number,
  report: Report,
  item: (id: Node, en: Node | undefined) => Bilingual | undefined = (id, en) =>
    en === undefined ? readBilingual(id, most, report) : toBilingual(id, en, most, report),
): (Bilingual | undefined)[] | undefined {
  return pairsOf(node, report)?.map(({ id, en }) => item(id, en))
}

/** The nodes of texts one after the other, with those in English beside them where these are a list of their own. */
export function pairsOf(node: Node, report: Report): { id: Node; en: Node | undefined }[] | undefined {
  if (node.kind !== 'map') return itemsOf(node, report)?.map((id) => ({ id, en: undefined }))
  const fields = fieldsOf(node, languageNames, report, 'languageUnknown')
  if (fields.id === undefined) return void report(node.at, 'languageWanted')
  const id = itemsOf(fields.id, report)
  const en = fields.en === undefined ? [] : itemsOf(fields.en, report)
  if (id === undefined || en === undefined) return undefined
  if (fields.en !== undefined && en.length !== id.length)
    return void report(fields.en.at, 'pairsUneven', String(en.length), String(id.length))
  return id.map((one, index) => ({ id: one, en: en[index] }))
}

function toBilingual(idNode: Node, enNode: Node | undefined, most: number, report: Report): Bilingual | undefined {
  const id = readText(idNode, most, report)
  const en = enNode === undefined ? undefined : readText(enNode, most, report)
  return id === undefined ? undefined : { id, ...(en !== undefined && { en }) }
}

function readText(node: Node, most: number, report: Report): string | undefined {
  if (node.kind !== 'text') return void report(node.at, 'textWanted')
  const text = tidy(node.text)
  if (text === '') return void report(node.at, 'textMissing')
  if (text.length > most) return void report(node.at, 'textLong', text, String(most))
  return text
}

/** Yes or no, in words that are known for it. */
export function readYes(node: Node, words: Record<string, boolean>, report: Report): boolean | undefined {
  const text = readLine(node, report)
  if (text === undefined) return undefined
  const found = find(words, text)
  if (found === undefined) report(node.at, 'yesNoWanted', text)
  return found
}

/** A number, with a point or a comma. */
export function readNumber(node: Node, report: Report): number | undefined {
  const text = readLine(node, report)
  if (text === undefined) return undefined
  const number = numberIn(text)
  if (number === undefined) report(node.at, 'numberWanted', text)
  return number
}

/** The number that a text is; undefined: none, or none that anybody needs. */
export function numberIn(text: string): number | undefined {
  if (!/^[-+]?\d+(?:[.,]\d+)?$/.test(text)) return undefined
  const number = Number(text.replace(',', '.'))
  return Math.abs(number) <= 1e12 ? number : undefined
}

/** How many minutes "3 hari" or "2 hours" are. */
export function readMinutes(node: Node, report: Report): number | undefined {
  const text = readLine(node, report)
  if (text === undefined) return undefined
  const minutes = minutesIn(text)
  if (minutes === undefined) report(node.at, 'openUnknown', text)
  return minutes
}

/** The minutes that a text says; undefined: it says none, or more than a year. */
export function minutesIn(text: string): number | undefined {
  const [, count = '', unit = ''] = /^(\d+)\s*(\p{L}+)$/u.exec(text) ?? []
  const minutes = Number(count) * (find(minutesOf, unit) ?? 0)
  return minutes > 0 && minutes <= mostMinutes ? minutes : undefined
}

/** A map, or the fault that there is none. */
export function readMap(node: Node, report: Report): MapNode | undefined {
  if (node.kind === 'map') return node
  report(node.at, 'settingsWanted', node.kind === 'text' ? node.text : '')
  return undefined
}

/** Without what cannot be stored or seen, and without white space at its ends or several spaces in a row. */
export function tidy(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/\p{Cs}/gu, '\uFFFD')
    .replaceAll(/\r\n?|[\u2028\u2029\v\f\u0085]/g, '\n')
    .replaceAll(/[^\P{Cc}\n\t]|[\u200B\uFEFF\u00AD]/gu, '')
    .replaceAll(/[^\S\n]+/g, ' ')
    .replaceAll(/ ?\n ?/g, '\n')
    .trim()
}
