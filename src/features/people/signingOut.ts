import type { Db } from '../../platform/database/database.ts'
import { Refusal } from '../../platform/refusal.ts'
import { record } from '../../shared/audit/record.ts'
import { leavesAdmin } from '../../shared/people/admins.ts'

/**
 * Takes an account off its roster entry, and with it the roles that it held by the entry; /masuk brings both back. Their
 * leave ends. The last admin has to appoint another before.
 */
export async function signOut(db: Db, telegramId: bigint, adminIds: bigint[], now: Date): Promise<void> {
  const entry = await db.rosterEntry.findFirst({
    where: { person: { telegramId } },
    select: { id: true, roles: { where: { name: 'admin' }, select: { id: true } } },
  })
  if (entry === null) throw new Refusal('people:signedOut')
  const isAdmin = entry.roles.length > 0
  if (isAdmin && adminIds.length === 0 && !(await leavesAdmin(db, { entryId: entry.id })))
    throw new Refusal('people:lastAdmin')
  await db.rosterEntry.update({ where: { id: entry.id }, data: { personId: null, linkedAt: null } })
  await db.person.update({ where: { telegramId }, data: { kind: 'citizen', leaveUntil: null } })
  await record(db, telegramId, { action: 'unlinked', object: `entry:${entry.id}` }, now)
}
