import type { RoleName } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import { languages } from '../../platform/texts.ts'
import type { Reception } from '../../platform/visitor.ts'

interface Known {
  language: string | null
  linked: boolean
  consentAt: Date | null
  lostAt: Date | null
  menu: string | null
  roles: RoleName[]
}

/**
 * Tells the platform who someone is and what they may do: "member" has agreed to be stored; "employee" is linked with a
 * roster entry that has not left, "head", "planner" and "admin" hold that role, an admin is a planner, and "overseer" is
 * a planner or a head. `adminIds` are admins for good.
 */
export function openReception(adminIds: bigint[]): Reception {
  return {
    async identify(db, user, _now, { isPrivate }) {
      const telegramId = BigInt(user.id)
      const known = await findKnown(db, telegramId)
      // Who speaks to the bot can be reached, whatever Telegram said of them before.
      if (isPrivate && known?.lostAt) await db.person.update({ where: { telegramId }, data: { lostAt: null } })
      return {
        telegramId,
        stranger: known === undefined || known.consentAt === null,
        language: languages.find((language) => language === known?.language),
        rights: rightsOf(known, adminIds.includes(telegramId)),
        menu: known?.menu ?? undefined,
      }
    },
    async showsMenu(db, telegramId, digest) {
      await db.person.updateMany({ where: { telegramId }, data: { menu: digest ?? null } })
    },
  }
}

/** What somebody may do now, for what was begun by them and is done later. */
export async function readRights(db: Db, telegramId: bigint, adminIds: bigint[]): Promise<ReadonlySet<string>> {
  return rightsOf(await findKnown(db, telegramId), adminIds.includes(telegramId))
}

async function findKnown(db: Db, telegramId: bigint): Promise<Known | undefined> {
  const [known] = await db.$queryRaw<Known[]>`
    SELECT language, roster_entry.id IS NOT NULL AS linked, consent_at AS "consentAt", lost_at AS "lostAt", menu,
      ARRAY(
        SELECT DISTINCT role.name::text FROM role
        WHERE role.telegram_id = ${telegramId} OR role.roster_entry_id = roster_entry.id
      ) AS roles
    FROM person LEFT JOIN roster_entry ON roster_entry.person_id = person.id AND roster_entry.left_at IS NULL
    WHERE telegram_id = ${telegramId}`
  return known
}

function rightsOf(known: Known | undefined, forGood: boolean): Set<string> {
  if (known === undefined || known.consentAt === null) return new Set(['all'])
  const rights = new Set<string>(['all', 'member', ...known.roles])
  if (known.linked) rights.add('employee')
  if (forGood) rights.add('admin')
  if (rights.has('admin')) rights.add('planner')
  if (rights.has('planner') || rights.has('head')) rights.add('overseer')
  return rights
}

/** Marks these chats' people as out of reach; those already so keep their date. */
export async function lose(db: Db, telegramIds: bigint[], now: Date): Promise<void> {
  await db.person.updateMany({ where: { telegramId: { in: telegramIds }, lostAt: null }, data: { lostAt: now } })
}

/** Marks a chat's person as within reach again. */
export async function regain(db: Db, telegramId: bigint): Promise<void> {
  await db.person.updateMany({ where: { telegramId }, data: { lostAt: null } })
}
