import type { MessageEntity } from '@grammyjs/types'
import { nest, type Piece } from './nesting.ts'

type MarkedKind = 'bold' | 'italic' | 'underline' | 'strikethrough' | 'spoiler' | 'code' | 'pre'

// The longest first: three backticks are not one.
const marks: [string, MarkedKind][] = [
  ['```', 'pre'],
  ['**', 'bold'],
  ['__', 'italic'],
  ['++', 'underline'],
  ['~~', 'strikethrough'],
  ['||', 'spoiler'],
  ['`', 'code'],
]

export interface Formatting {
  text: string
  entities: MessageEntity[]
}

/** Reads what a person typed with visible marks, such as `**bold**` or `[text](https://…)`, into text and entities. */
export function readMarks(source: string): Formatting {
  const entities: MessageEntity[] = []
  const text = read(source.trim(), 0, entities)
  return { text, entities: entities.toSorted((one, other) => one.offset - other.offset || other.length - one.length) }
}

/** Writes text and entities back as the marks `readMarks` understands, for editing; other entities are left out. */
export function writeMarks(text: string, entities: readonly MessageEntity[] = []): string {
  return nest(text, entities).map(written).join('')
}

function read(source: string, base: number, entities: MessageEntity[]): string {
  let text = ''
  let at = 0
  while (at < source.length) {
    const link = /^\[([^\]\n]+)\]\((https?:\/\/[^\s)]+)\)/.exec(source.slice(at, at + 2200))
    if (source[at] === '[' && link?.[1] && link[2]) {
      const inner = read(link[1], base + text.length, entities)
      entities.push({ type: 'text_link', offset: base + text.length, length: inner.length, url: link[2] })
      text += inner
      at += link[0].length
      continue
    }
    const found = marked(source, at)
    if (found) {
      const isVerbatim = found.kind === 'code' || found.kind === 'pre'
      const inner = isVerbatim ? found.inner : read(found.inner, base + text.length, entities)
      entities.push({ type: found.kind, offset: base + text.length, length: inner.length })
      text += inner
      at = found.end
      continue
    }
    text += source[at]
    at += 1
  }
  return text
}

function marked(source: string, at: number): { kind: MarkedKind; inner: string; end: number } | undefined {
  for (const [mark, kind] of marks) {
    if (!source.startsWith(mark, at)) continue
    const close = source.indexOf(mark, at + mark.length)
    if (close < 0) continue
    const raw = source.slice(at + mark.length, close)
    const inner = kind === 'pre' ? raw.replace(/^\n|\n$/g, '') : raw
    // "2 ** 3 ** 4" is arithmetic: marks that hug no word are left as they are.
    if (inner === '' || (kind !== 'pre' && inner !== inner.trim())) continue
    return { kind, inner, end: close + mark.length }
  }
  return undefined
}

function written(piece: Piece): string {
  if (typeof piece === 'string') return piece
  const inner = piece.children.map(written).join('')
  if (piece.entity.type === 'text_link') return `[${inner}](${piece.entity.url})`
  const mark = marks.find(([, kind]) => kind === piece.entity.type)?.[0] ?? ''
  return `${mark}${inner}${mark}`
}
