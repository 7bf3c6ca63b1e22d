import { Prisma } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import { keyOf, subjectOf } from './links.ts'

/** What people do with their own entry. */
const ownDeeds = ['askedLink', 'linked', 'unlinked'] as const

/** Removes a person, and what admins were told about entries that they said were theirs; those stay without them. */
export async function forget(db: Db, telegramId: bigint): Promise<void> {
  await forgetRequests(db, telegramId)
  await db.role.deleteMany({ where: { OR: [{ telegramId }, { rosterEntry: { person: { telegramId } } }] } })
  await db.rosterEntry.updateMany({ where: { person: { telegramId } }, data: { personId: null, linkedAt: null } })
  await db.person.deleteMany({ where: { telegramId } })
}

/**
 * Takes an entry's name out of the messages to the admins about whoever said that it was theirs, and the messages away
 * that were still to be sent about this one.
 */
async function forgetRequests(db: Db, telegramId: bigint): Promise<void> {
  const person = await db.person.findUnique({
    where: { telegramId },
    select: { subject: true, rosterEntry: { select: { id: true } }, linkRequest: { select: { id: true } } },
  })
  if (person === null) return
  const { subject, rosterEntry, linkRequest } = person
  const asked = await db.audit.findMany({
    where: { subject, action: { in: [...ownDeeds] }, object: { not: 'entry:0' } },
    select: { object: true },
  })
  const entries = [...asked.map(({ object }) => BigInt(object.replace('entry:', ''))), rosterEntry?.id ?? []].flat()
  // Else whoever reads the record would know whose number it was.
  await db.audit.updateMany({
    where: { subject, action: { in: [...ownDeeds] } },
    data: { object: 'entry:0' },
  })
  if (linkRequest !== null)
    await db.message.deleteMany({ where: { dedupeKey: { startsWith: keyOf(linkRequest.id) }, finishedAt: null } })
  await db.message.updateMany({
    where: { subject: { in: entries.map(subjectOf) }, finishedAt: { not: null } },
    data: { payload: Prisma.DbNull },
  })
}
