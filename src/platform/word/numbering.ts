import type { Element } from '@xmldom/xmldom'
import { writeNumber } from './numerals.ts'
import { readIndent } from './styles.ts'
import type { Indent } from './styles.ts'
import { attribute, child, children, elements, flag, number, value } from './xml.ts'

/** A paragraph's number in a list. */
export interface Counted {
  /** The list to which it belongs, whatever names it has. */
  list: string
  /** From 0. */
  level: number
  /** As Word shows it; of a bullet empty. */
  label: string
  isBullet: boolean
  /** Whether its numeral is a Roman one. */
  isRoman: boolean
  /** Whether it shows the numbers of the levels above. */
  isWhole: boolean
  indent: Indent | undefined
}

export interface Numbering {
  /** The level that belongs to a style in a list; undefined: none does. */
  levelOf(num: string, styles: string[]): number | undefined
  /** Counts one more paragraph; null: there is no such list or level. */
  count(num: string, level: number): Counted | null
}

interface Level {
  start: number
  format: string
  text: string
  isLegal: boolean
  /** The level, from 1, that makes it begin anew; 0: none; undefined: any above. */
  restart: number | undefined
  style: string | undefined
  indent: Indent | undefined
}

interface List {
  /** Of the definition that counts; several lists may share it. */
  id: string
  levels: (Level | undefined)[]
  /** Levels that begin anew, with what, where this list is used first. */
  restarts: (number | undefined)[]
}

/** Counts the paragraphs of lists as Word does; `numOf` gives the list that a style for lists stands for. */
export function openNumbering(root: Element | undefined, numOf: (style: string) => string | undefined): Numbering {
  const lists = readLists(root, numOf)
  const counters = new Map<string, (number | undefined)[]>()
  const begun = new Set<string>()
  return {
    levelOf(num, styles) {
      const levels = lists.get(num)?.levels ?? []
      const found = styles.map((style) => levels.findIndex((level) => level?.style === style)).find((at) => at !== -1)
      return found
    },
    count(num, at) {
      const list = lists.get(num)
      const level = list?.levels[at]
      if (list === undefined || level === undefined) return null
      const counts = counters.get(list.id) ?? []
      counters.set(list.id, counts)
      const restart = list.restarts[at]
      const isFirst = restart !== undefined && !begun.has(`${num} ${at}`)
      begun.add(`${num} ${at}`)
      const before = isFirst ? undefined : counts[at]
      counts[at] = before === undefined ? (restart ?? level.start) : before + 1
      for (let below = at + 1; below < list.levels.length; below++) {
        const until = list.levels[below]?.restart
        if (until === undefined || at < until) counts[below] = undefined
      }
      const isBullet = level.format === 'bullet'
      return {
        list: list.id,
        level: at,
        label: isBullet ? '' : write(list, level, counts),
        isBullet,
        isRoman: /roman$/i.test(level.format),
        isWhole: (level.text.match(/%[1-9]/g) ?? []).length > 1,
        indent: level.indent,
      }
    },
  }
}

function write(list: List, level: Level, counts: (number | undefined)[]): string {
  const text = level.text.replaceAll(/%([1-9])/g, (_, digit: string) => {
    const at = Number(digit) - 1
    const above = list.levels[at]
    if (above === undefined) return ''
    const format = level.isLegal && above.format !== 'none' ? 'decimal' : above.format
    return writeNumber(counts[at] ?? list.restarts[at] ?? above.start, format)
  })
  return text.replaceAll(/\s+/g, ' ').trim()
}

function readLists(root: Element | undefined, numOf: (style: string) => string | undefined): Map<string, List> {
  const definitions = new Map(children(root, 'abstractNum').map((one) => [attribute(one, 'abstractNumId') ?? '', one]))
  const nums = new Map(children(root, 'num').map((one) => [attribute(one, 'numId') ?? '', one]))
  // A definition may only name a style for lists, which names the list whose definition it is.
  const resolve = (id: string, left: number): string => {
    const style = value(definitions.get(id), 'numStyleLink')
    const num = style === undefined ? undefined : numOf(style)
    const linked = num === undefined ? undefined : value(nums.get(num), 'abstractNumId')
    return linked === undefined || left === 0 ? id : resolve(linked, left - 1)
  }
  return new Map(
    [...nums].map(([num, element]) => {
      const id = resolve(value(element, 'abstractNumId') ?? '', 5)
      const levels: List['levels'] = []
      const restarts: List['restarts'] = []
      for (const one of children(definitions.get(id), 'lvl')) levels[levelAt(one)] = readLevel(one)
      for (const one of children(element, 'lvlOverride')) {
        const own = child(one, 'lvl')
        if (own !== undefined) levels[levelAt(one)] = readLevel(own)
        const start = number(one, 'startOverride')
        if (start !== undefined) restarts[levelAt(one)] = start
      }
      return [num, { id, levels, restarts }]
    }),
  )
}

function levelAt(element: Element): number {
  const at = Number(attribute(element, 'ilvl') ?? '0')
  return Number.isInteger(at) && at >= 0 && at < 9 ? at : 0
}

function readLevel(element: Element): Level {
  // A format of its own, such as 001, comes with a common one for programs that do not know it.
  const fallback = elements(child(element, 'AlternateContent')).find(({ localName }) => localName === 'Fallback')
  return {
    start: number(element, 'start') ?? 0,
    format: value(element, 'numFmt') ?? value(fallback, 'numFmt') ?? 'decimal',
    text: value(element, 'lvlText') ?? '',
    isLegal: flag(element, 'isLgl') ?? false,
    restart: number(element, 'lvlRestart'),
    style: value(element, 'pStyle'),
    indent: readIndent(child(element, 'pPr')),
  }
}
