import { randomUUID } from 'node:crypto'
import type { PersonKind, Prisma } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Language } from '../../platform/texts.ts'
import { forget } from './forgetting.ts'

/** Stores a person who agreed, or changes what they said of themselves. Someone on the roster stays an employee. */
export async function join(
  db: Db,
  { telegramId, language, kind }: { telegramId: bigint; language: Language; kind: PersonKind },
  now: Date,
): Promise<void> {
  const linked = await db.rosterEntry.count({ where: { person: { telegramId }, leftAt: null } })
  const said = { language, kind: linked > 0 ? 'employee' : kind, consentAt: now, refusedAt: null } as const
  await db.person.upsert({
    where: { telegramId },
    create: { telegramId, subject: randomUUID(), createdAt: now, ...said },
    update: said,
  })
}

/** Keeps nothing of a person but that they declined. */
export async function refuse(db: Db, telegramId: bigint, now: Date): Promise<void> {
  await forget(db, telegramId)
  await db.message.deleteMany({ where: { chatId: telegramId } })
  await db.person.create({ data: { telegramId, subject: randomUUID(), createdAt: now, refusedAt: now } })
}

/** Changes what somebody says that they are; the roster knows better where it has them. */
export async function setKind(db: Db, telegramId: bigint, kind: PersonKind): Promise<void> {
  const { count } = await db.person.updateMany({ where: { telegramId, rosterEntry: null }, data: { kind } })
  if (count === 0) throw new Refusal('platform:notAllowed')
}

/** Changes the language of a person who is stored. */
export async function setLanguage(db: Db, telegramId: bigint, language: Language): Promise<void> {
  await db.person.updateMany({ where: { telegramId, consentAt: { not: null } }, data: { language } })
}

const profile = {
  kind: true,
  consentAt: true,
  refusedAt: true,
  rosterEntry: { select: { position: true, leftAt: true, unit: { select: { name: true } } } },
} satisfies Prisma.PersonSelect

export type Profile = Prisma.PersonGetPayload<{ select: typeof profile }>

/** What is stored about a person, for themselves; null: nothing. Without the entry of who has left: they are no employee. */
export async function findProfile(db: Db, telegramId: bigint): Promise<Profile | null> {
  const found = await db.person.findUnique({ where: { telegramId }, select: profile })
  return found?.rosterEntry?.leftAt ? { ...found, rosterEntry: null } : found
}
