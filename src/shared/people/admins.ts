import { Prisma } from '../../generated/prisma/client.ts'
import type { RoleName } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import { languages } from '../../platform/texts.ts'
import type { Language } from '../../platform/texts.ts'

/** Somebody who holds a role, has joined and can be written to, with the language they chose. */
export interface Officer {
  /** Of their person. */
  id: bigint
  telegramId: bigint
  language: Language
}

/** Everyone who holds one of these roles and can be written to; `adminIds` are admins for good. */
export async function listOfficers(db: Db, names: RoleName[], adminIds: bigint[]): Promise<Officer[]> {
  const roles = await db.role.findMany({
    where: { name: { in: names }, OR: [{ rosterEntryId: null }, { rosterEntry: { leftAt: null } }] },
    select: { telegramId: true, rosterEntry: { select: { person: { select: { telegramId: true } } } } },
  })
  const accounts = roles.flatMap(({ telegramId, rosterEntry }) => telegramId ?? rosterEntry?.person?.telegramId ?? [])
  const forGood = names.includes('admin') ? adminIds : []
  const people = await db.person.findMany({
    where: { telegramId: { in: [...forGood, ...accounts] }, consentAt: { not: null }, lostAt: null },
    select: { id: true, telegramId: true, language: true },
  })
  return people.map(({ id, telegramId, language }) => ({ id, telegramId, language: spoken(language) }))
}

/** The admins who have joined and can be written to. */
export async function listAdmins(db: Db, adminIds: bigint[]): Promise<Officer[]> {
  return listOfficers(db, ['admin'], adminIds)
}

/** The language that is stored of a person, else Indonesian. */
export function spoken(stored: string | null | undefined): Language {
  return languages.find((language) => language === stored) ?? 'id'
}

/** What goes: a role, a person with all theirs, or what an account holds by its roster entry. */
export type Leaving = { roleId: bigint } | { telegramId: bigint } | { entryId: bigint }

/** Whether somebody who has joined is still an admin without it. Two who leave at the same time wait for one another. */
export async function leavesAdmin(db: Db, leaving: Leaving): Promise<boolean> {
  await db.$queryRaw`SELECT id FROM role WHERE name = 'admin' ORDER BY id FOR UPDATE`
  const [row] = await db.$queryRaw<{ others: number }[]>`
    SELECT count(*)::int AS others FROM role
    LEFT JOIN roster_entry ON roster_entry.id = role.roster_entry_id AND roster_entry.left_at IS NULL
    JOIN person ON person.telegram_id = role.telegram_id OR person.id = roster_entry.person_id
    WHERE role.name = 'admin' AND ${stays(leaving)} AND person.consent_at IS NOT NULL`
  return row !== undefined && row.others > 0
}

function stays(leaving: Leaving): Prisma.Sql {
  if ('roleId' in leaving) return Prisma.sql`role.id <> ${leaving.roleId}`
  if ('telegramId' in leaving) return Prisma.sql`person.telegram_id <> ${leaving.telegramId}`
  return Prisma.sql`role.roster_entry_id IS DISTINCT FROM ${leaving.entryId}`
}
