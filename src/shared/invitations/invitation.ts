import { createHash } from 'node:crypto'
import type { Invitation } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'

/** The name under which invitations are opened: t.me/<bot>?start=i-<secret>. */
export const invitationStart = 'i'

/** What is kept of a link's secret, and what it is found by. */
export function digestOf(secret: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(secret).digest())
}

/** The invitation with this secret, whatever has become of it; null: there is none. */
export function findInvitation(db: Db, secret: string): Promise<Invitation | null> {
  return db.invitation.findUnique({ where: { digest: digestOf(secret) } })
}

/** Uses a personal invitation up; false: somebody else has just done so. */
export async function useUp(db: Db, id: bigint, now: Date): Promise<boolean> {
  const { count } = await db.invitation.updateMany({
    where: { id, closedAt: null, expiresAt: { gt: now } },
    data: { closedAt: now, uses: { increment: 1 } },
  })
  return count > 0
}

/** Notes that a guest link has brought somebody in. */
export async function countUse(db: Db, id: bigint): Promise<void> {
  await db.invitation.update({ where: { id }, data: { uses: { increment: 1 } } })
}
