import type { Element } from '@xmldom/xmldom'
import { attribute, child, children, flag, number, value } from './xml.ts'

/** How letters look; undefined: as those around. */
export interface Letters {
  bold?: boolean | undefined
  italic?: boolean | undefined
  underline?: boolean | undefined
  strikethrough?: boolean | undefined
  hidden?: boolean | undefined
}

/** Where a paragraph stands, in twentieths of a point: of its text and, before that, of its number. */
export interface Indent {
  text: number
  number: number
}

/** What a style makes of a paragraph, with what it has from those that it is based on. */
export interface Style {
  /** Ids of the style and of those it is based on. */
  ids: string[]
  kind: 'title' | 'subtitle' | 'contents' | 'other'
  /** Of a heading, from 1; null: it is none. */
  outline: number | null
  num: string | undefined
  level: number | undefined
  indent: Indent | undefined
}

export interface Styles {
  /** Of a paragraph; undefined: the one it has when nothing is said. */
  paragraph(id: string | undefined): Style
  letters(id: string | undefined): Letters
  /** The list that a style for lists stands for. */
  numOf(id: string): string | undefined
}

/** More styles are not based on each other. */
const deepest = 30

export function readStyles(root: Element | undefined): Styles {
  const all = children(root, 'style')
  const byId = new Map(all.map((style) => [attribute(style, 'styleId'), style]))
  const normal = all.find((one) => attribute(one, 'type') === 'paragraph' && flagOf(one, 'default'))
  const chain = (id: string | undefined) => {
    const found: Element[] = []
    let style = byId.get(id)
    while (style !== undefined && found.length < deepest) {
      found.push(style)
      style = byId.get(value(style, 'basedOn'))
    }
    return found
  }
  const known = new Map<string | undefined, Style>()
  return {
    paragraph(id) {
      const style = known.get(id) ?? readStyle(chain(id ?? attribute(normal, 'styleId')))
      known.set(id, style)
      return style
    },
    letters: (id) =>
      id === undefined
        ? {}
        : Object.assign(
            {},
            ...chain(id)
              .toReversed()
              .map((one) => readLetters(child(one, 'rPr'))),
          ),
    numOf: (id) => value(child(child(byId.get(id), 'pPr'), 'numPr'), 'numId'),
  }
}

function readStyle(chain: Element[]): Style {
  const properties = chain.map((style) => child(style, 'pPr'))
  const first = <Value>(read: (one: Element | undefined) => Value | undefined): Value | undefined =>
    properties.map(read).find((one) => one !== undefined)
  const ids = chain.map((style) => attribute(style, 'styleId') ?? '')
  const names = [
    ...chain.map((style) => (value(style, 'name') ?? '').toLowerCase()),
    ...ids.map((id) => id.toLowerCase()),
  ]
  const is = (pattern: RegExp) => names.some((name) => pattern.test(name))
  const kind = is(/^(?:title|judul)$/)
    ? 'title'
    : is(/^(?:subtitle|subjudul|sub judul)$/)
      ? 'subtitle'
      : is(/^(?:toc|daftar isi|contents)(?: ?heading| ?\d)?$|^tocheading$|^(?:table of figures|daftar gambar)$/)
        ? 'contents'
        : 'other'
  const named = names
    .map((name) => /^(?:heading|judul|tajuk) ?([1-9])$/.exec(name)?.[1])
    .find((level) => level !== undefined)
  const outline = first((one) => number(one, 'outlineLvl'))
  return {
    ids,
    kind,
    outline: outline === undefined && named !== undefined ? Number(named) : outlineOf(outline),
    num: first((one) => value(child(one, 'numPr'), 'numId')),
    level: first((one) => number(child(one, 'numPr'), 'ilvl')),
    indent: first(readIndent),
  }
}

/** The level of a heading, from 1, of an outline's, from 0, of which the last one is text. */
export function outlineOf(level: number | undefined): number | null {
  return level !== undefined && level >= 0 && level < 9 ? level + 1 : null
}

/** The indent that properties of a paragraph name; undefined: they do not. */
export function readIndent(properties: Element | undefined): Indent | undefined {
  const indent = child(properties, 'ind')
  const left = attribute(indent, 'left') ?? attribute(indent, 'start')
  if (left === undefined) return undefined
  const text = toNumber(left)
  return { text, number: text - toNumber(attribute(indent, 'hanging')) }
}

/** How properties of letters make them look. */
export function readLetters(properties: Element | undefined): Letters {
  const strike = flag(properties, 'strike') ?? flag(properties, 'dstrike')
  const found: Letters = {
    bold: flag(properties, 'b'),
    italic: flag(properties, 'i'),
    underline: flag(properties, 'u'),
    strikethrough: strike,
    hidden: flag(properties, 'vanish'),
  }
  return Object.fromEntries(Object.entries(found).filter(([, is]) => is !== undefined))
}

function toNumber(text = '0'): number {
  const found = Number.parseFloat(text)
  return Number.isFinite(found) ? found : 0
}

function flagOf(element: Element, name: string): boolean {
  return /^(?:1|true|on)$/.test(attribute(element, name) ?? '')
}
