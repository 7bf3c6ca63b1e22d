import { z } from 'zod'
import { Prisma, RoleName } from '../../generated/prisma/client.ts'
import type { Category } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import type { Group } from '../../platform/feature.ts'
import type { Settings } from '../../platform/work.ts'
import { quietOfRow, zonedUnits } from '../people/quiet.ts'
import { locatedUnits } from '../units/located.ts'

/** Kinds that need no choice of their own. */
export const simpleKinds = ['all', 'employees', 'public'] as const

/** A rule that selects people. A unit is always meant with its sub-units; numbers are text, as JSON has no bigint. */
export const Audience = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(simpleKinds) }),
  z.object({ kind: z.literal('units'), units: z.array(z.string().regex(/^\d{1,19}$/)).min(1) }),
  z.object({ kind: z.literal('roles'), roles: z.array(z.enum(RoleName)).min(1) }),
  z.object({ kind: z.literal('notYet'), group: z.string(), id: z.string() }),
])
export type Audience = z.infer<typeof Audience>

/** What a rule depends on beside the rows; a turn and a job's work have it. */
export interface Scope {
  settings: Pick<Settings, 'timeZone' | 'adminIds'>
  groups: readonly Group[]
}

/** How many people a rule selects, each in one of these. */
export interface Size {
  reachable: number
  /** Telegram cannot reach them. */
  lost: number
  /** Could be reached, but have stopped what is sent. */
  muted: number
}

/** How many people a rule selects now; `category`: what they may have stopped. */
export async function count(db: Db, audience: Audience, scope: Scope, category: Category): Promise<Size> {
  const [row] = await db.$queryRaw<Size[]>`
    SELECT count(*) FILTER (WHERE person.lost_at IS NULL AND NOT ${hasMuted(category)})::int AS reachable,
      count(*) FILTER (WHERE person.lost_at IS NOT NULL)::int AS lost,
      count(*) FILTER (WHERE person.lost_at IS NULL AND ${hasMuted(category)})::int AS muted
    FROM person LEFT JOIN roster_entry entry ON entry.person_id = person.id
    WHERE ${selects(audience, scope)}`
  return row ?? { reachable: 0, lost: 0, muted: 0 }
}

/**
 * The people a rule selects now and who are written to, as a SELECT of chat_id, person_id, language, and quiet: what
 * Message.quiet has to hold for them. Without those who stopped the category; null: with them, for what is urgent.
 */
export function recipients(audience: Audience, scope: Scope, category: Category | null): Prisma.Sql {
  return Prisma.sql`
    WITH RECURSIVE ${zonedUnits}
    SELECT person.telegram_id AS chat_id, person.id AS person_id, person.language,
      ${quietOfRow(scope.settings.timeZone)} AS quiet
    FROM person
    LEFT JOIN roster_entry entry ON entry.person_id = person.id
    LEFT JOIN zoned ON zoned.id = entry.unit_id
    WHERE ${selects(audience, scope)} AND person.lost_at IS NULL
      AND ${category === null ? Prisma.sql`TRUE` : Prisma.sql`NOT ${hasMuted(category)}`}`
}

/** Whether each of these rules selects somebody now; of a stranger none does. */
export async function isSelected(db: Db, telegramId: bigint, audiences: Audience[], scope: Scope): Promise<boolean[]> {
  if (audiences.length === 0) return []
  const rules = audiences.map((audience) => Prisma.sql`(${selects(audience, scope)}) IS TRUE`)
  const [row] = await db.$queryRaw<{ selected: boolean[] }[]>`
    SELECT ARRAY[${Prisma.join(rules)}] AS selected
    FROM person LEFT JOIN roster_entry entry ON entry.person_id = person.id WHERE person.telegram_id = ${telegramId}`
  return row?.selected ?? audiences.map(() => false)
}

/** The condition on a row of person, with its entry of the roster, if any, whether they have left or not. */
function selects(audience: Audience, { settings, groups }: Scope): Prisma.Sql {
  const member = Prisma.sql`person.consent_at IS NOT NULL`
  switch (audience.kind) {
    case 'all':
      return member
    case 'employees':
      return Prisma.sql`${member} AND ${isEmployee}`
    case 'public':
      return Prisma.sql`${member} AND NOT ${isEmployee}`
    case 'units':
      return Prisma.sql`${member} AND entry.left_at IS NULL AND entry.unit_id IN (
        WITH RECURSIVE ${locatedUnits(audience.units)} SELECT id FROM located WHERE inside)`
    case 'roles':
      return Prisma.sql`${member} AND ${holds(audience.roles, settings.adminIds)}`
    case 'notYet': {
      // A version that no longer offers the group selects nobody.
      const who = groups.find(({ name }) => name === audience.group)?.who(audience.id) ?? Prisma.sql`FALSE`
      return Prisma.sql`${member} AND (${who})`
    }
  }
}

/** By the roster, which also knows who has left; else by their own word. */
const isEmployee = Prisma.sql`
  (CASE WHEN entry.id IS NULL THEN person.kind = 'employee' ELSE entry.left_at IS NULL END) IS TRUE`

/** Holds one of these roles by account, by an entry that has not left, or as an admin by ADMIN_IDS. */
function holds(roles: RoleName[], adminIds: readonly bigint[]): Prisma.Sql {
  const names = Prisma.sql`role.name = ANY(${`{${roles.join(',')}}`}::role_name[])`
  const forGood = `{${roles.includes('admin') ? adminIds.join(',') : ''}}`
  return Prisma.sql`(
    person.telegram_id IN (SELECT telegram_id FROM role WHERE telegram_id IS NOT NULL AND ${names})
    OR person.telegram_id = ANY(${forGood}::bigint[])
    OR (entry.left_at IS NULL
      AND entry.id IN (SELECT roster_entry_id FROM role WHERE roster_entry_id IS NOT NULL AND ${names})))`
}

function hasMuted(category: Category): Prisma.Sql {
  return Prisma.sql`(${category}::category = ANY(person.muted)) IS TRUE`
}
