import type { Db } from '../../platform/database/database.ts'
import { languages } from '../../platform/texts.ts'
import type { Language } from '../../platform/texts.ts'

/** The admins who have joined and can be written to, each with the language they chose. */
export async function listAdmins(db: Db, adminIds: bigint[]): Promise<{ telegramId: bigint; language: Language }[]> {
  const roles = await db.role.findMany({
    where: { name: 'admin', OR: [{ rosterEntryId: null }, { rosterEntry: { leftAt: null } }] },
    select: { telegramId: true, rosterEntry: { select: { person: { select: { telegramId: true } } } } },
  })
  const accounts = roles.flatMap(({ telegramId, rosterEntry }) => telegramId ?? rosterEntry?.person?.telegramId ?? [])
  const people = await db.person.findMany({
    where: { telegramId: { in: [...adminIds, ...accounts] }, consentAt: { not: null }, lostAt: null },
    select: { telegramId: true, language: true },
  })
  return people.map(({ telegramId, language }) => ({ telegramId, language: spoken(language) }))
}

/** The language that is stored of a person, else Indonesian. */
export function spoken(stored: string | null | undefined): Language {
  return languages.find((language) => language === stored) ?? 'id'
}
