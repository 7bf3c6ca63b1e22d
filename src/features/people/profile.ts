import type { Category, Prisma } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import { quietOf } from '../../shared/people/quiet.ts'
import { pathOf } from '../../shared/units/units.ts'

const selection = {
  kind: true,
  consentAt: true,
  refusedAt: true,
  muted: true,
  quietHours: true,
  leaveUntil: true,
  rosterEntry: { select: { id: true, position: true, unitId: true, linkedAt: true, leftAt: true } },
} satisfies Prisma.PersonSelect

/** What somebody is to Rembuk and what they get, for themselves. */
export type Card = Prisma.PersonGetPayload<{ select: typeof selection }> & {
  /** Names of their unit and all above it, from the top; empty: they are in none. */
  place: string[]
  /** The units that they head. */
  heads: string[]
}

/** Reads a person's card; null: nothing about them is stored. */
export async function readCard(db: Db, telegramId: bigint): Promise<Card | null> {
  const person = await db.person.findUnique({ where: { telegramId }, select: selection })
  if (person === null) return null
  const { rosterEntry: entry } = person
  const held = [{ telegramId }, ...(entry !== null && entry.leftAt === null ? [{ rosterEntryId: entry.id }] : [])]
  const roles = await db.role.findMany({
    where: { name: 'head', OR: held },
    orderBy: { id: 'asc' },
    select: { unit: { select: { name: true } } },
  })
  const heads = roles.flatMap(({ unit }) => unit?.name ?? [])
  return { ...person, place: entry === null ? [] : await pathOf(db, entry.unitId), heads: [...new Set(heads)] }
}

/** Stops a category for a person, or lets it come again. */
export async function setCategory(db: Db, telegramId: bigint, category: Category, comes: boolean): Promise<void> {
  const { muted } = await db.person.findUniqueOrThrow({ where: { telegramId }, select: { muted: true } })
  const others = muted.filter((one) => one !== category)
  await db.person.update({ where: { telegramId }, data: { muted: { set: comes ? others : [...others, category] } } })
}

/** Sets a person's quiet hours as Person.quietHours has them; they hold for what waits to be sent to them, too. */
export async function setHours(
  db: Db,
  telegramId: bigint,
  quietHours: string | null,
  settings: { timeZone: string },
): Promise<void> {
  await db.person.update({ where: { telegramId }, data: { quietHours } })
  await db.message.updateMany({
    where: { chatId: telegramId, state: { in: ['queued', 'held'] }, quiet: { not: null } },
    data: { quiet: (await quietOf(db, telegramId, settings)) ?? null },
  })
}
