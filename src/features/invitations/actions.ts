import { randomBytes } from 'node:crypto'
import type { Db } from '../../platform/database/database.ts'
import { Refusal } from '../../platform/refusal.ts'
import { record } from '../../shared/audit/record.ts'
import { digestOf, invitationStart } from '../../shared/invitations/invitation.ts'
import { locatedUnits } from '../../shared/units/located.ts'

/** Somebody on the roster who has not joined. */
export interface Invitee {
  id: bigint
  nip: string
  name: string
  position: string | null
  /** From the top, such as "Dinas Kesehatan / Bidang P2P". */
  unit: string
}

/** A link for one of them, as it is handed out: its secret is kept nowhere. */
export interface PersonalLink extends Invitee {
  secret: string
}

/** A secret that nobody guesses: 128 bits, of characters that a deep link may have. */
export function freshSecret(): string {
  return randomBytes(16).toString('base64url')
}

/** The address that opens the bot with an invitation. */
export function linkOf(botName: string, secret: string): string {
  return `https://t.me/${botName}?start=${invitationStart}-${secret}`
}

/** Employees who have not joined, by unit and name: one by their entry, or those of a unit with its sub-units, or all. */
export async function listInvitees(db: Db, of: { entry?: bigint | undefined; unit?: bigint | undefined }) {
  return db.$queryRaw<Invitee[]>`
    WITH RECURSIVE ${locatedUnits(of.unit === undefined ? null : [of.unit])}
    SELECT entry.id, entry.nip, entry.name, entry.position, located.name AS unit
    FROM roster_entry entry JOIN located ON located.id = entry.unit_id
    WHERE entry.person_id IS NULL AND entry.left_at IS NULL AND located.inside
      AND (${of.entry ?? null}::bigint IS NULL OR entry.id = ${of.entry ?? null}::bigint)
    ORDER BY located.name, entry.name, entry.id`
}

/** Writes personal links that replace earlier ones for the same employees; gives how many were written. */
export async function invite(
  db: Db,
  { by, links, expiresAt, object }: { by: bigint; links: PersonalLink[]; expiresAt: Date; object: string },
  now: Date,
): Promise<number> {
  const rows = links.map(({ id, secret }) => ({
    entry: String(id),
    digest: Buffer.from(digestOf(secret)).toString('hex'),
  }))
  const entries = links.map(({ id }) => id)
  await db.invitation.updateMany({
    where: { rosterEntryId: { in: entries }, closedAt: null },
    data: { closedAt: now },
  })
  // Who has joined meanwhile needs none.
  const count = await db.$executeRaw`
    INSERT INTO invitation (kind, digest, roster_entry_id, created_at, expires_at)
    SELECT 'personal', decode(link.digest, 'hex'), entry.id, ${now}::timestamptz, ${expiresAt}::timestamptz
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS link (entry bigint, digest text)
    JOIN roster_entry entry ON entry.id = link.entry
    WHERE entry.person_id IS NULL AND entry.left_at IS NULL`
  await record(db, by, { action: 'invited', object }, now)
  return count
}

/** Writes a guest link. */
export async function inviteGuests(
  db: Db,
  { by, label, secret, expiresAt }: { by: bigint; label: string; secret: string; expiresAt: Date },
  now: Date,
): Promise<void> {
  const data = { kind: 'guest', label, digest: digestOf(secret), createdAt: now, expiresAt } as const
  const { id } = await db.invitation.create({ data, select: { id: true } })
  await record(db, by, { action: 'invitedGuests', object: `invitation:${id}` }, now)
}

/** Calls a guest link off, or, without an id, every personal one that is open. */
export async function revoke(db: Db, { by, id }: { by: bigint; id: bigint }, now: Date): Promise<void> {
  const which = id === 0n ? ({ kind: 'personal' } as const) : ({ id, kind: 'guest' } as const)
  const { count } = await db.invitation.updateMany({ where: { ...which, closedAt: null }, data: { closedAt: now } })
  if (count === 0) throw new Refusal('invitations:gone')
  if (id === 0n) await record(db, by, { action: 'revokedPersonal', object: 'unit:all' }, now)
  else await record(db, by, { action: 'revokedInvitation', object: `invitation:${id}` }, now)
}

/** How many personal links may still be used; not those of people who have joined without, or have left. */
export async function countOpen(db: Db, now: Date): Promise<number> {
  const rosterEntry = { personId: null, leftAt: null }
  return db.invitation.count({ where: { kind: 'personal', closedAt: null, expiresAt: { gt: now }, rosterEntry } })
}

/** The guest links that may still be used, the newest first, at most ten. */
export async function listGuestLinks(db: Db, now: Date) {
  return db.invitation.findMany({
    where: { kind: 'guest', closedAt: null, expiresAt: { gt: now } },
    orderBy: { id: 'desc' },
    take: 10,
    select: { id: true, label: true, uses: true, expiresAt: true },
  })
}
