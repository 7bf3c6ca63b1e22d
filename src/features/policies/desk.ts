import type { Turn } from '../../platform/inbox/turn.ts'
import { demandReadable } from '../../shared/policies/access.ts'
import type { Mode } from '../../shared/policies/buttons.ts'
import { openReader } from './readings.ts'
import type { Reader } from './readings.ts'
import { routeOf } from './route.ts'
import type { Route } from './route.ts'
import { headingsOf } from '../../shared/policies/versions.ts'
import type { Edition, Heading } from '../../shared/policies/versions.ts'

/** A version while somebody reads it. */
export interface Desk {
  edition: Edition
  headings: Heading[]
  /** null: nothing may be stored about them. */
  reader: Reader | null
  route: Route
}

/** Opens a version for who speaks; what has changed for them where they have acknowledged one before. */
export async function openDesk(turn: Turn, edition: Edition, wanted?: Mode): Promise<Desk> {
  await demandReadable(turn, edition)
  const headings = await headingsOf(turn.db, edition.id)
  const reader = await openReader(turn.db, edition, headings, turn.who.telegramId, turn.now)
  const isRenewing = reader !== null && reader.reading.baseId !== null && reader.reading.acknowledgedAt === null
  const mode = wanted ?? (isRenewing ? 'c' : 'a')
  return { edition, headings, reader, route: routeOf(mode, headings, reader?.task) }
}
