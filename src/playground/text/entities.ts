import type { MessageEntity } from '@grammyjs/types'
import { overlap } from './detect.ts'

/** Styles may cross each other and are cut where they would; all others stay whole. */
const styles = new Set(['bold', 'italic', 'underline', 'strikethrough', 'spoiler'])
const quotes = new Set(['blockquote', 'expandable_blockquote'])

/**
 * Entities as Telegram keeps them: in bounds, none empty, sorted, properly nested. Of two that may not contain each
 * other the first stays; styles inside code go, and styles that cross something are cut at its edge.
 */
export function normalise(text: string, given: MessageEntity[]): MessageEntity[] {
  const whole: MessageEntity[] = []
  const cut: MessageEntity[] = []
  for (const entity of given.toSorted(outermostFirst)) {
    const inside = within(text, entity)
    if (!inside) continue
    if (styles.has(inside.type)) cut.push(inside)
    else if (whole.every((other) => compatible(other, inside))) whole.push(inside)
  }
  const kept = [...whole]
  for (const style of joined(cut)) {
    const pieces = without(
      style,
      whole.filter((other) => isVerbatim(other)),
    )
    for (const piece of pieces) kept.push(...splitAt(piece, kept))
  }
  return kept.toSorted(outermostFirst)
}

/** Adds what was recognised by itself where nothing given says otherwise. */
export function withDetected(text: string, given: MessageEntity[], detected: MessageEntity[]): MessageEntity[] {
  const free = detected.filter((found) =>
    given.every((other) => styles.has(other.type) || quotes.has(other.type) || !overlap(other, found)),
  )
  return free.length === 0 ? given : normalise(text, [...given, ...free])
}

/** Moves entities after `cut` characters were taken from the front of a text that is now `length` long. */
export function shifted(entities: MessageEntity[], cut: number, length: number): MessageEntity[] {
  const moved: MessageEntity[] = []
  for (const entity of entities) {
    const start = Math.max(0, entity.offset - cut)
    const end = Math.min(length, entity.offset + entity.length - cut)
    if (end > start) moved.push({ ...entity, offset: start, length: end - start })
  }
  return moved
}

/** True for code, whose spaces count. */
export function isVerbatim(entity: MessageEntity): boolean {
  return entity.type === 'code' || entity.type === 'pre'
}

function outermostFirst(a: MessageEntity, b: MessageEntity): number {
  return a.offset - b.offset || b.length - a.length || rank(a) - rank(b)
}

function rank(entity: MessageEntity): number {
  if (quotes.has(entity.type)) return 0
  return styles.has(entity.type) ? 2 : 1
}

function within(text: string, entity: MessageEntity): MessageEntity | undefined {
  const end = Math.min(text.length, entity.offset + entity.length)
  if (end <= entity.offset) return undefined
  const covered = text.slice(entity.offset, end)
  if (!isVerbatim(entity) && covered.trim() === '') return undefined
  return { ...entity, length: end - entity.offset }
}

function compatible(outer: MessageEntity, inner: MessageEntity): boolean {
  if (!overlap(outer, inner)) return true
  return quotes.has(outer.type) && !quotes.has(inner.type) && contains(outer, inner)
}

function contains(outer: MessageEntity, inner: MessageEntity): boolean {
  return outer.offset <= inner.offset && inner.offset + inner.length <= outer.offset + outer.length
}

/** Joins pieces of one style that touch or overlap. */
function joined(entities: MessageEntity[]): MessageEntity[] {
  const result: MessageEntity[] = []
  for (const entity of entities) {
    const index = result.findIndex(
      (other) => other.type === entity.type && entity.offset <= other.offset + other.length,
    )
    const before = result[index]
    if (!before) result.push(entity)
    else {
      const end = Math.max(before.offset + before.length, entity.offset + entity.length)
      result[index] = { ...before, length: end - before.offset }
    }
  }
  return result
}

function without(entity: MessageEntity, holes: MessageEntity[]): MessageEntity[] {
  let pieces = [entity]
  for (const hole of holes) {
    pieces = pieces.flatMap((piece) => {
      if (!overlap(piece, hole)) return [piece]
      const end = piece.offset + piece.length
      const after = hole.offset + hole.length
      const left = hole.offset > piece.offset ? [{ ...piece, length: hole.offset - piece.offset }] : []
      return after < end ? [...left, { ...piece, offset: after, length: end - after }] : left
    })
  }
  return pieces
}

/** Cuts a style at the edges of everything that it would cross. */
function splitAt(entity: MessageEntity, others: MessageEntity[]): MessageEntity[] {
  let pieces = [entity]
  for (const other of others) {
    pieces = pieces.flatMap((piece) => {
      if (!overlap(piece, other) || contains(piece, other) || contains(other, piece)) return [piece]
      const end = piece.offset + piece.length
      const edge = other.offset > piece.offset ? other.offset : other.offset + other.length
      return [
        { ...piece, length: edge - piece.offset },
        { ...piece, offset: edge, length: end - edge },
      ]
    })
  }
  return pieces
}
