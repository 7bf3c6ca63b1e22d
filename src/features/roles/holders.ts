import type { RoleName } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'

/** Somebody who holds a role. */
export interface Holder {
  role: RoleName
  /** The unit they head. */
  heads: string | undefined
  /** From the roster. */
  name: string | undefined
  unit: string | undefined
  telegramId: bigint | undefined
  joined: boolean
}

const entry = { select: { name: true, unit: { select: { name: true } }, person: { select: { consentAt: true } } } }

/** Who holds which role, admins first; admins by ADMIN_IDS are among them, and nobody by an entry that has left. */
export async function listHolders(db: Db, adminIds: bigint[]): Promise<Holder[]> {
  const roles = await db.role.findMany({
    where: { OR: [{ rosterEntryId: null }, { rosterEntry: { leftAt: null } }] },
    orderBy: [{ name: 'desc' }, { id: 'asc' }],
    select: { name: true, telegramId: true, unit: { select: { name: true } }, rosterEntry: entry },
  })
  const accounts = [...adminIds, ...roles.flatMap(({ telegramId }) => telegramId ?? [])]
  const people = await db.person.findMany({
    where: { telegramId: { in: accounts } },
    select: {
      telegramId: true,
      consentAt: true,
      rosterEntry: { select: { name: true, leftAt: true, unit: entry.select.unit } },
    },
  })
  const byAccount = (role: RoleName, telegramId: bigint, heads: string | undefined): Holder => {
    const person = people.find((one) => one.telegramId === telegramId)
    const { name, unit, leftAt } = person?.rosterEntry ?? {}
    return {
      role,
      heads,
      name,
      unit: leftAt ? undefined : unit?.name,
      telegramId,
      joined: person !== undefined && person.consentAt !== null,
    }
  }
  const given = roles.flatMap(({ name, telegramId, unit, rosterEntry }): Holder[] => {
    if (telegramId !== null)
      return name === 'admin' && adminIds.includes(telegramId) ? [] : [byAccount(name, telegramId, unit?.name)]
    if (rosterEntry === null) return []
    const joined = rosterEntry.person !== null && rosterEntry.person.consentAt !== null
    const { name: known, unit: place } = rosterEntry
    return [{ role: name, heads: unit?.name, name: known, unit: place.name, telegramId: undefined, joined }]
  })
  return [...adminIds.map((id) => byAccount('admin', id, undefined)), ...given]
}
