import { Prisma } from '../../generated/prisma/client.ts'
import type { Audience } from '../../shared/audiences/audience.ts'
import { locatedUnits } from '../../shared/units/located.ts'
import { subjectOf } from '../../shared/policies/versions.ts'

/** Who is an admin for good. */
export interface Admins {
  adminIds: readonly bigint[]
}

/** The query `told` for WITH: accounts that have got the message about a version. */
export function toldOf(versionId: bigint): Prisma.Sql {
  return Prisma.sql`
    told AS (${toldChats(versionId)})`
}

/** The chats that have a message about a version, by itself or with others, as a SELECT of chat_id. */
export function toldChats(versionId: bigint): Prisma.Sql {
  return Prisma.sql`
    SELECT chat_id FROM message WHERE subject = ${subjectOf(versionId)} AND state = 'sent' AND target_id IS NULL
    UNION
    SELECT message.chat_id FROM policy_notice notice JOIN message ON message.dedupe_key = notice.key
    WHERE notice.version_id = ${versionId} AND notice.kind = 'news' AND message.state = 'sent'`
}

/** Employees on the roster, with their person and how far it has got with a version; needs `told`. */
export function staffOf(versionId: bigint): Prisma.Sql {
  return Prisma.sql`
    roster_entry entry
    LEFT JOIN person ON person.id = entry.person_id
    LEFT JOIN told ON told.chat_id = person.telegram_id
    LEFT JOIN policy_reading reading ON reading.version_id = ${versionId} AND reading.person_id = person.id`
}

/** People with their entry of the roster, if any, and how far they have got with a version; needs `told`. */
export function outsidersOf(versionId: bigint): Prisma.Sql {
  return Prisma.sql`
    person
    LEFT JOIN roster_entry entry ON entry.person_id = person.id
    LEFT JOIN told ON told.chat_id = person.telegram_id
    LEFT JOIN policy_reading reading ON reading.version_id = ${versionId} AND reading.person_id = person.id`
}

/** The condition that somebody of `staffOf` is on the roster now and in the audience, whether they have joined or not. */
export function isCovered(audience: Audience, admins: Admins): Prisma.Sql {
  return Prisma.sql`entry.left_at IS NULL AND ${hasEntry(audience, admins)}`
}

/** The condition that a person with `entry`, their entry of the roster if any, is in the audience without being on it now. */
export function isOutside(audience: Audience, admins: Admins): Prisma.Sql {
  const isAway = Prisma.sql`person.consent_at IS NOT NULL AND (entry.id IS NULL OR entry.left_at IS NOT NULL)`
  const saysEmployee = Prisma.sql`(entry.id IS NULL AND person.kind = 'employee') IS TRUE`
  switch (audience.kind) {
    case 'all':
      return isAway
    case 'employees':
      return Prisma.sql`${isAway} AND ${saysEmployee}`
    case 'public':
      return Prisma.sql`${isAway} AND NOT ${saysEmployee}`
    case 'roles':
      return Prisma.sql`${isAway} AND ${holdsByAccount(audience.roles, admins)}`
    case 'units':
    case 'notYet':
      return Prisma.sql`FALSE`
  }
}

function hasEntry(audience: Audience, admins: Admins): Prisma.Sql {
  switch (audience.kind) {
    case 'all':
    case 'employees':
      return Prisma.sql`TRUE`
    case 'units':
      return Prisma.sql`entry.unit_id IN (
        WITH RECURSIVE ${locatedUnits(audience.units)} SELECT id FROM located WHERE inside)`
    case 'roles':
      return Prisma.sql`(${holdsByAccount(audience.roles, admins)} OR entry.id IN (
        SELECT roster_entry_id FROM role WHERE roster_entry_id IS NOT NULL AND ${isNamed(audience.roles)}))`
    case 'public':
    case 'notYet':
      return Prisma.sql`FALSE`
  }
}

type Roles = Extract<Audience, { kind: 'roles' }>['roles']

function holdsByAccount(roles: Roles, { adminIds }: Admins): Prisma.Sql {
  const forGood = `{${roles.includes('admin') ? adminIds.join(',') : ''}}`
  return Prisma.sql`(
    person.telegram_id IN (SELECT telegram_id FROM role WHERE telegram_id IS NOT NULL AND ${isNamed(roles)})
    OR person.telegram_id = ANY(${forGood}::bigint[])) IS TRUE`
}

function isNamed(roles: Roles): Prisma.Sql {
  return Prisma.sql`role.name = ANY(${`{${roles.join(',')}}`}::role_name[])`
}
