import type { MessageEntity } from '@grammyjs/types'

/** A piece of formatted text: plain characters, or an entity around further pieces. */
export type Piece = string | { entity: MessageEntity; children: Piece[] }

/**
 * Turns Telegram's flat entities (offsets and lengths in UTF-16 units) into a tree. Entities that cross each other are
 * split where they cross, and what lies outside the text falls away, so that any list gives a tree.
 */
export function nest(text: string, entities: readonly MessageEntity[] = []): Piece[] {
  return within(text, 0, text.length, [...entities])
}

function within(text: string, start: number, end: number, entities: MessageEntity[]): Piece[] {
  const pieces: Piece[] = []
  let cursor = start
  let waiting = entities.toSorted(byPlace)
  while (waiting.length > 0) {
    const [first, ...others] = waiting
    if (!first) break
    const from = Math.max(first.offset, cursor)
    const to = Math.min(first.offset + first.length, end)
    waiting = others
    if (from >= to) continue
    if (from > cursor) pieces.push(text.slice(cursor, from))
    const inside: MessageEntity[] = []
    const after: MessageEntity[] = []
    for (const other of others) {
      if (other.offset >= to) after.push(other)
      else {
        inside.push(other)
        const rest = other.offset + other.length - to
        if (rest > 0) after.push({ ...other, offset: to, length: rest })
      }
    }
    pieces.push({ entity: first, children: within(text, from, to, inside) })
    cursor = to
    waiting = after.toSorted(byPlace)
  }
  if (cursor < end) pieces.push(text.slice(cursor, end))
  return pieces
}

function byPlace(one: MessageEntity, other: MessageEntity): number {
  return one.offset - other.offset || other.length - one.length
}
