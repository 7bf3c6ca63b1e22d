import type { Element } from '@xmldom/xmldom'
import type { Piece } from '../pieces.ts'
import { content } from './content.ts'
import { readLetters } from './styles.ts'
import type { Letters, Styles } from './styles.ts'
import { attribute, child, descendants, flag, value } from './xml.ts'

export interface TextReader {
  /** What a paragraph says, with its formatting. */
  read(paragraph: Element): Piece[]
}

/** Reads the paragraphs of a document one after the other, for a field may begin in one and end in another. */
export function openText(styles: Styles, links: Map<string, string>): TextReader {
  /** The fields that are open: of each, whether its result has begun. */
  const fields: { isResult: boolean }[] = []

  function readAll(parent: Element, url?: string): Piece[] {
    return content(parent).flatMap((element) => {
      switch (element.localName ?? '') {
        case 'r':
          return readRun(element, url)
        case 'hyperlink':
          return readAll(element, leadTo(links.get(attribute(element, 'id') ?? '')) ?? url)
        case 'fldSimple':
          return readAll(element, url)
        case 'oMath':
        case 'oMathPara':
          return [
            {
              text: descendants(element, 't')
                .map(({ textContent }) => textContent ?? '')
                .join(''),
            },
          ]
        default:
          return []
      }
    })
  }

  function readRun(run: Element, url?: string): Piece[] {
    const properties = child(run, 'rPr')
    const letters = { ...styles.letters(value(properties, 'rStyle')), ...readLetters(properties) }
    return content(run).flatMap((element) => {
      if (element.localName === 'fldChar') turnField(attribute(element, 'fldCharType'))
      if (letters.hidden === true || fields.some(({ isResult }) => !isResult)) return []
      const text = readCharacters(element)
      return text === '' ? [] : [{ text, ...styleOf(letters), ...(url !== undefined && { url }) }]
    })
  }

  function turnField(type: string | undefined) {
    const last = fields.at(-1)
    if (type === 'begin') fields.push({ isResult: false })
    else if (type === 'end') fields.pop()
    else if (type === 'separate' && last !== undefined) last.isResult = true
  }

  return { read: (paragraph) => readAll(paragraph) }
}

/** Paragraphs' containers of the text boxes that are anchored in a paragraph. */
export function findBoxes(paragraph: Element): Element[] {
  return content(paragraph)
    .filter(({ localName }) => localName === 'r')
    .flatMap(content)
    .filter(({ localName }) => localName === 'drawing' || localName === 'pict' || localName === 'object')
    .flatMap((drawing) => outermost(descendants(drawing, 'txbxContent')))
}

/** Whether a paragraph's mark was deleted, so that it goes on in the next one. */
export function goesOn(properties: Element | undefined): boolean {
  return child(child(properties, 'rPr'), 'del') !== undefined
}

/** Whether the whole row of a table was deleted. */
export function isDeleted(row: Element): boolean {
  const properties = child(row, 'trPr')
  return child(properties, 'del') !== undefined || flag(properties, 'hidden') === true
}

function outermost(boxes: Element[]): Element[] {
  return boxes.filter((box) => !boxes.some((other) => other !== box && descendants(other, 'txbxContent').includes(box)))
}

function styleOf({ bold, italic, underline, strikethrough }: Letters): Partial<Piece> {
  const is = { bold, italic, underline, strikethrough }
  return Object.fromEntries(Object.entries(is).filter(([, on]) => on === true))
}

function readCharacters(element: Element): string {
  switch (element.localName ?? '') {
    case 't':
      return (element.textContent ?? '').replaceAll(/\s*\n\s*/g, ' ')
    case 'tab':
    case 'ptab':
      return ' '
    case 'br':
    case 'cr':
      return /^(?:page|column)$/.test(attribute(element, 'type') ?? '') ? ' ' : '\n'
    case 'noBreakHyphen':
      return '-'
    case 'sym':
      return symbol(attribute(element, 'char') ?? '', attribute(element, 'font') ?? '')
    default:
      return ''
  }
}

/** What stands in fonts of pictures at the place of letters: those that Word itself puts there. */
const pictures: Record<string, string> = {
  'wingdings:df': '←',
  'wingdings:e0': '→',
  'wingdings:e8': '→',
  'wingdings:fc': '✓',
  'wingdings:fe': '☑',
  'wingdings:a8': '☐',
  'wingdings:4a': '☺',
  'symbol:b7': '•',
  'symbol:a3': '≤',
  'symbol:b3': '≥',
  'symbol:b1': '±',
  'symbol:b4': '×',
  'symbol:ae': '→',
}

function symbol(code: string, font: string): string {
  const place = Number.parseInt(code, 16)
  if (!Number.isInteger(place) || place <= 0 || place > 0xff_ff) return ''
  const picture = pictures[`${font.toLowerCase()}:${(place & 0xff).toString(16)}`]
  if (picture !== undefined) return picture
  return place >= 0xe0_00 && place <= 0xf8_ff ? '' : String.fromCodePoint(place)
}

function leadTo(url: string | undefined): string | undefined {
  return url !== undefined && /^https?:/i.test(url) ? url : undefined
}
