import type { Db } from '../../platform/database/database.ts'
import { Refusal } from '../../platform/refusal.ts'
import { record } from '../../shared/audit/record.ts'

/** Why only an admin can link a person with an entry. */
export type Reason = 'number' | 'entryTaken' | 'otherEntry'

/** What came of a shown number, or of a NIP. */
export type Outcome =
  | { kind: 'unknown' | 'already' | 'linked' }
  | { kind: 'waits'; id: bigint }
  | {
      kind: 'asked'
      id: bigint
      entry: { id: bigint; name: string; nip: string; unit: { name: string } }
      reason: Reason
    }

const wanted = { id: true, name: true, nip: true, personId: true, unit: { select: { name: true } } } as const

/** Links a person with the entry that has their number, when both are free; else asks the admins. */
export async function verify(db: Db, telegramId: bigint, phone: string | null, now: Date): Promise<Outcome> {
  if (phone === null) return { kind: 'unknown' }
  return linkIfFree(db, telegramId, await db.rosterEntry.findUnique({ where: { phone, leftAt: null } }), now)
}

/** Links a person with the entry for which they were invited, when both are free; else asks the admins. */
export async function accept(db: Db, telegramId: bigint, entryId: bigint, now: Date): Promise<Outcome> {
  return linkIfFree(db, telegramId, await db.rosterEntry.findUnique({ where: { id: entryId, leftAt: null } }), now)
}

async function linkIfFree(
  db: Db,
  telegramId: bigint,
  found: { id: bigint; personId: bigint | null } | null,
  now: Date,
): Promise<Outcome> {
  if (found === null) return { kind: 'unknown' }
  const me = await memberOf(db, telegramId)
  if (found.personId === me.id) return { kind: 'already' }
  if (found.personId !== null || isEmployed(me)) return ask(db, telegramId, found.id, now)
  // The entry with which they have left must not keep them from the one they come back with.
  await db.rosterEntry.updateMany({ where: { personId: me.id }, data: { personId: null, linkedAt: null } })
  const { count } = await db.rosterEntry.updateMany({
    where: { id: found.id, personId: null, leftAt: null },
    data: { personId: me.id, linkedAt: now },
  })
  if (count === 0) return ask(db, telegramId, found.id, now)
  await db.person.update({ where: { id: me.id }, data: { kind: 'employee' } })
  await db.linkRequest.deleteMany({ where: { personId: me.id } })
  await record(db, telegramId, { action: 'linked', object: `entry:${found.id}` }, now)
  return { kind: 'linked' }
}

/** The entry with this NIP, which only says whose it is said to be. */
export async function findByNip(db: Db, nip: string): Promise<bigint | undefined> {
  return (await db.rosterEntry.findUnique({ where: { nip, leftAt: null }, select: { id: true } }))?.id
}

/** Writes a person's wish to be linked with an entry, for the admins; one at a time. */
export async function ask(db: Db, telegramId: bigint, entryId: bigint, now: Date): Promise<Outcome> {
  const me = await memberOf(db, telegramId)
  const waiting = await db.linkRequest.findUnique({ where: { personId: me.id }, select: { id: true } })
  if (waiting !== null) return { kind: 'waits', id: waiting.id }
  const entry = await db.rosterEntry.findUnique({ where: { id: entryId }, select: wanted })
  if (entry === null) return { kind: 'unknown' }
  if (entry.personId === me.id) return { kind: 'already' }
  const { id } = await db.linkRequest.create({ data: { personId: me.id, rosterEntryId: entryId, createdAt: now } })
  await record(db, telegramId, { action: 'askedLink', object: `entry:${entryId}` }, now)
  const reason = entry.personId !== null ? 'entryTaken' : isEmployed(me) ? 'otherEntry' : 'number'
  return { kind: 'asked', id, entry, reason }
}

/** Grants or refuses a wish. Granted, the entry and the person leave whatever they were linked with before. */
export async function decide(
  db: Db,
  { by, requestId, grants }: { by: bigint; requestId: bigint; grants: boolean },
  now: Date,
) {
  const account = { select: { id: true, telegramId: true, language: true } }
  const request = await db.linkRequest.findUnique({
    where: { id: requestId },
    select: {
      person: account,
      rosterEntry: { select: { id: true, leftAt: true, unit: { select: { name: true } }, person: account } },
    },
  })
  const { count } = await db.linkRequest.deleteMany({ where: { id: requestId } })
  if (request === null || count === 0) throw new Refusal('people:requestGone')
  const { person, rosterEntry: entry } = request
  // They may have left since they asked; refused, it would only be said twice.
  if (grants && entry.leftAt !== null) throw new Refusal('people:requestLeft')
  const before = grants ? entry.person : null
  if (grants) {
    await db.rosterEntry.updateMany({ where: { personId: person.id }, data: { personId: null, linkedAt: null } })
    if (before !== null) await db.person.update({ where: { id: before.id }, data: { kind: 'citizen' } })
    await db.rosterEntry.update({ where: { id: entry.id }, data: { personId: person.id, linkedAt: now } })
    await db.person.update({ where: { id: person.id }, data: { kind: 'employee' } })
  }
  await record(db, by, { action: grants ? 'grantedLink' : 'refusedLink', object: `entry:${entry.id}` }, now)
  return { person, entryId: entry.id, unit: entry.unit.name, before }
}

/** What the messages to the admins about an entry share: they name it, and go when its person erases themself. */
export const subjectOf = (entryId: bigint) => `link:${entryId}`

/** The messages about one request begin with this in their dedupe key. */
export const keyOf = (requestId: bigint) => `link:${requestId}:`

async function memberOf(db: Db, telegramId: bigint) {
  return db.person.findUniqueOrThrow({
    where: { telegramId },
    select: { id: true, rosterEntry: { select: { leftAt: true } } },
  })
}

function isEmployed({ rosterEntry }: { rosterEntry: { leftAt: Date | null } | null }): boolean {
  return rosterEntry !== null && rosterEntry.leftAt === null
}
