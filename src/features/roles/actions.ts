import type { RoleName } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import { Refusal } from '../../platform/refusal.ts'
import { record } from '../../shared/audit/record.ts'
import { leavesAdmin } from '../../shared/people/admins.ts'
import { findTarget } from './targets.ts'
import type { Held, Ref, Target } from './targets.ts'

/** A role for somebody, also before they have joined: it then waits for them. Refused when they hold it. */
export async function give(
  db: Db,
  { by, to, name, unitId }: { by: bigint; to: Ref; name: RoleName; unitId: bigint | null },
  now: Date,
): Promise<Target> {
  const target = await findTarget(db, to)
  const isHeld = target.roles.some((role) => role.name === name && role.unitId === unitId)
  const holder = target.entryId === null ? { telegramId: target.telegramId } : { rosterEntryId: target.entryId }
  const role = { ...holder, name, unitId, createdAt: now }
  const { count } = isHeld ? { count: 0 } : await db.role.createMany({ data: [role], skipDuplicates: true })
  if (count === 0) throw new Refusal('roles:alreadyHeld')
  const given = await db.role.findFirstOrThrow({ where: { ...holder, name, unitId }, select: { id: true } })
  const detail = { role: name, unit: unitId === null ? null : String(unitId) }
  await record(db, by, { action: 'gaveRole', object: objectOf(target, given.id), detail }, now)
  return target
}

/** Takes a role back; never the last admin's, nor that of an admin by ADMIN_IDS. */
export async function revoke(
  db: Db,
  { by, from, roleId, adminIds }: { by: bigint; from: Ref; roleId: bigint; adminIds: bigint[] },
  now: Date,
): Promise<{ target: Target; role: Held }> {
  const target = await findTarget(db, from)
  const role = target.roles.find(({ id }) => id === roleId)
  if (role === undefined) throw new Refusal('roles:notHeld')
  if (role.name === 'admin') {
    if (isForGood(target, adminIds)) throw new Refusal('roles:forGood')
    if (adminIds.length === 0 && !(await leavesAdmin(db, { roleId }))) throw new Refusal('roles:lastAdmin')
  }
  const { count } = await db.role.deleteMany({ where: { id: roleId } })
  if (count === 0) throw new Refusal('roles:notHeld')
  const detail = { role: role.name, unit: role.unitId === null ? null : String(role.unitId) }
  await record(db, by, { action: 'revokedRole', object: objectOf(target, roleId), detail }, now)
  return { target, role }
}

/** Whether they are admins by the setting, which no one in the chat can change. */
export function isForGood({ telegramId }: Pick<Target, 'telegramId'>, adminIds: bigint[]): boolean {
  return telegramId !== null && adminIds.includes(telegramId)
}

/** What the record calls them: never by their Telegram account. */
function objectOf({ entryId, subject }: Target, roleId: bigint): string {
  if (entryId !== null) return `entry:${entryId}`
  return subject === null ? `role:${roleId}` : `subject:${subject}`
}
