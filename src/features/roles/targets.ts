import { z } from 'zod'
import type { Prisma, RoleName } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Language } from '../../platform/texts.ts'
import { spoken } from '../../shared/people/admins.ts'
import { normalPhone } from '../../shared/people/phone.ts'
import { searchEntries } from '../../shared/people/search.ts'

/** Whom a role is about: an entry of the roster, or a Telegram account that has none. */
export const Ref = z.string().regex(/^[et]\d{1,19}$/)
export type Ref = z.infer<typeof Ref>

export interface Held {
  id: bigint
  name: RoleName
  unit: string | undefined
  unitId: bigint | null
}

/** Somebody who has roles or may get them, whether they have joined or not. */
export interface Target {
  entryId: bigint | null
  /** Empty: nobody has shown yet that the entry is theirs. */
  telegramId: bigint | null
  subject: string | null
  name: string | undefined
  unit: string | undefined
  /** Their language once they have agreed to be stored. */
  language: Language | undefined
  roles: Held[]
}

const person = { telegramId: true, subject: true, consentAt: true, language: true } satisfies Prisma.PersonSelect

/** Who on the roster has this NIP, this phone number or these parts of a name. */
export async function search(db: Db, text: string): Promise<Ref[]> {
  return (await searchEntries(db, text)).map((id) => `e${id}`)
}

/** Whose contact was sent: by their account when it is linked, else by the number on the roster, else the account itself. */
export async function searchContact(db: Db, contact: { phone_number: string; user_id?: number }): Promise<Ref[]> {
  const account = contact.user_id === undefined ? null : BigInt(contact.user_id)
  const linked =
    account &&
    (await db.rosterEntry.findFirst({
      where: { person: { telegramId: account }, leftAt: null },
      select: { id: true },
    }))
  if (linked) return [`e${linked.id}`]
  const phone = normalPhone(contact.phone_number)
  const listed = phone && (await db.rosterEntry.findUnique({ where: { phone, leftAt: null }, select: { id: true } }))
  if (listed) return [`e${listed.id}`]
  if (account === null) throw new Refusal('people:notFound')
  return [`t${account}`]
}

/** Who is meant, and what they hold; refused when the roster no longer has them. */
export async function findTarget(db: Db, ref: Ref): Promise<Target> {
  const id = BigInt(ref.slice(1))
  const entry = await db.rosterEntry.findFirst({
    where: { ...(ref.startsWith('e') ? { id } : { person: { telegramId: id } }), leftAt: null },
    select: { id: true, name: true, unit: { select: { name: true } }, person: { select: person } },
  })
  if (entry === null && ref.startsWith('e')) throw new Refusal('roles:gone')
  const account = entry ? entry.person : await db.person.findUnique({ where: { telegramId: id }, select: person })
  const telegramId = entry ? (entry.person?.telegramId ?? null) : id
  const roles = await db.role.findMany({
    where: {
      OR: [...(entry ? [{ rosterEntryId: entry.id }] : []), ...(telegramId === null ? [] : [{ telegramId }])],
    },
    orderBy: { id: 'asc' },
    select: { id: true, name: true, unitId: true, unit: { select: { name: true } } },
  })
  return {
    entryId: entry?.id ?? null,
    telegramId,
    subject: account?.subject ?? null,
    name: entry?.name,
    unit: entry?.unit.name,
    language: account?.consentAt ? spoken(account.language) : undefined,
    roles: roles.map(({ unit, ...role }) => ({ ...role, unit: unit?.name })),
  }
}
