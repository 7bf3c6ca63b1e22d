import type { Db } from '../../platform/database/database.ts'
import { splitFormatted } from '../../platform/formatted.ts'
import type { Formatted } from '../../platform/formatted.ts'
import { markChanges, strikeAll } from './changes.ts'
import type { Desk } from './desk.ts'
import { passageOf } from '../../shared/policies/versions.ts'
import type { Passage } from '../../shared/policies/versions.ts'

/** Leaves room in a message of 4096 characters for what stands around the paragraph. */
const longest = 3000
const mostMarks = 90

/** A paragraph as it is shown to a reader: with what has changed in it, where they read the changes. */
export interface Shown extends Passage {
  kind: 'plain' | 'changed' | 'new' | 'removed'
}

/** A paragraph of a version, or one of the base that was removed; null: there is none of that identity. */
export async function passageFor(db: Db, { edition, reader, route }: Desk, identity: number): Promise<Shown | null> {
  const passage = await passageOf(db, edition.id, identity)
  const baseId = reader?.reading.baseId ?? null
  if (baseId === null || route.mode === 'a') return passage && { ...passage, kind: 'plain' }
  const before = await passageOf(db, baseId, identity)
  if (passage === null) return before && { ...before, body: strikeAll(before.body), kind: 'removed' }
  if (before === null) return { ...passage, kind: 'new' }
  return { ...passage, body: markChanges(before.body, passage.body), kind: 'changed' }
}

/** A text in parts that fit into a message each, with all their formatting; one at least. */
export function partsOf(body: Formatted): Formatted[] {
  const parts = splitFormatted(body, longest).flatMap(thinned)
  return parts.length === 0 ? [body] : parts
}

/** Telegram shows the first 100 marks of a message; our own words have some. */
function thinned(part: Formatted): Formatted[] {
  if (part.entities.length <= mostMarks) return [part]
  const halves = splitFormatted(part, Math.ceil(part.text.length / 2))
  return halves.length < 2 ? [part] : halves.flatMap(thinned)
}
