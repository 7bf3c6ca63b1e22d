import type { Db } from '../../platform/database/database.ts'
import type { Portion } from '../../platform/feature.ts'
import type { Voice } from '../../platform/texts.ts'
import { roleText } from './views.ts'

/** The roles that somebody holds. */
export async function collectRoles(db: Db, telegramId: bigint, voice: Voice): Promise<Portion[]> {
  const roles = await db.role.findMany({
    where: { OR: [{ telegramId }, { rosterEntry: { person: { telegramId } } }] },
    orderBy: { id: 'asc' },
    select: { name: true, createdAt: true, rosterEntryId: true, unit: { select: { name: true } } },
  })
  const rows = roles.map(({ name, createdAt, rosterEntryId, unit }) => [
    { name: 'role', label: voice.label('roles:factRole'), value: name, words: roleText(voice, name, unit?.name) },
    { name: 'unit', label: voice.label('roles:factUnit'), value: unit?.name ?? null },
    { name: 'byRoster', label: voice.label('roles:factByRoster'), value: rosterEntryId !== null },
    { name: 'since', label: voice.label('roles:factSince'), value: createdAt },
  ])
  return [{ name: 'roles', title: voice.label('roles:factRoles'), rows }]
}

/** Closes what admins were about to do with an account that is no more. */
export async function forgetTarget(db: Db, telegramId: bigint): Promise<void> {
  const ref = JSON.stringify(`t${telegramId}`)
  await db.$executeRaw`
    DELETE FROM dialog WHERE name LIKE 'roles.%'
      AND jsonb_path_exists(jsonb_build_array(opening, answers), '$.** ? (@ == $ref)', jsonb_build_object('ref', ${ref}::jsonb))`
}
