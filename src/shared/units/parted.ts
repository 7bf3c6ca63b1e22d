import { Prisma } from '../../generated/prisma/client.ts'
import type { Voice } from '../../platform/texts.ts'

/** Of whom something is asked: of everyone, or of these units with their sub-units. */
export type Scope = bigint[] | null

/** The query `parted` for WITH RECURSIVE: each unit's id, and the part of the scope in which it is; null: in none. */
export function partedUnits(scope: Scope): Prisma.Sql {
  const own = ownOf(scope)
  const begins =
    scope === null
      ? Prisma.sql`unit.parent_id IS NULL`
      : Prisma.sql`(unit.id = ANY(${`{${scope.join(',')}}`}::bigint[]) OR unit.parent_id = ${own}::bigint)`
  return Prisma.sql`
    parted AS (
      SELECT unit.id, CASE WHEN ${begins} THEN unit.id END AS part FROM unit WHERE parent_id IS NULL
      UNION ALL
      SELECT unit.id,
        CASE WHEN parted.part <> ${own}::bigint OR ${own}::bigint IS NULL AND parted.part IS NOT NULL THEN parted.part
          WHEN ${begins} THEN unit.id END
      FROM unit JOIN parted ON unit.parent_id = parted.id
    )`
}

/** The unit that is looked into, whose own people are a part of it; null: everything, or several units are looked at. */
export function ownOf(scope: Scope): bigint | null {
  return scope?.length === 1 ? (scope[0] ?? null) : null
}

/** A unit, or what is directly in the one that is looked into. */
export function partName(voice: Voice, { name, isOwn }: { name: string; isOwn: boolean }): string {
  return isOwn ? voice.label('units:outside', { name }) : name
}
