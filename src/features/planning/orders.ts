import { z } from 'zod'
import type { Db } from '../../platform/database/database.ts'
import type { Export } from '../../platform/feature.ts'
import { formats } from '../../platform/exports/tables.ts'
import { languages } from '../../platform/texts.ts'
import type { Work } from '../../platform/work.ts'
import { unitsLedBy } from '../../shared/people/leading.ts'
import { readRights } from '../../shared/people/reception.ts'
import { Period } from './periods.ts'

/** What somebody ordered, as the task keeps it; it goes with their chat when they erase themselves. */
export const Order = z.object({
  chatId: z.string(),
  language: z.enum(languages),
  /** Names of exports. */
  what: z.array(z.string()).min(1),
  period: Period,
  format: z.enum(formats),
  /** The message row that says how far it is. */
  shownId: z.string(),
  orderedAt: z.iso.datetime(),
})
export type Order = z.infer<typeof Order>

/** What somebody may have of an order. */
export interface Granted {
  exports: Export[]
  /** The units that they may see; null: everything. */
  units: bigint[] | null
}

/** What who ordered may have now, whatever they could when they did; null: nothing. */
export async function grant(work: Work, db: Db, { chatId, what }: Order): Promise<Granted | null> {
  const account = BigInt(chatId)
  const rights = await readRights(db, account, work.settings.adminIds)
  if (!rights.has('overseer')) return null
  const exports = work.exports.filter(({ name, right }) => what.includes(name) && rights.has(right))
  if (exports.length === 0) return null
  return { exports, units: rights.has('planner') ? null : await unitsLedBy(db, account) }
}

/** Whether both are the same tables of the same units. */
export function isSame(a: Granted, b: Granted | null): boolean {
  const key = ({ exports, units }: Granted) =>
    JSON.stringify([exports.map(({ name }) => name), units?.map(String).toSorted() ?? null])
  return b !== null && key(a) === key(b)
}
