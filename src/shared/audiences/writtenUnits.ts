import type { Db } from '../../platform/database/database.ts'
import { listUnits, unitNamed } from '../units/units.ts'
import type { Audience } from './audience.ts'
import type { WrittenAudience } from './written.ts'

/** Finds a unit as it is written in a file; 'ambiguous': several are called so. */
export type FindUnit = (written: string) => bigint | 'ambiguous' | undefined

/** Finds units by their code, their name, or their name with those above it, as in "Dinas Kesehatan / Bidang P2P". */
export async function openUnits(db: Db): Promise<FindUnit> {
  const units = await listUnits(db)
  const codes = await db.unit.findMany({ where: { code: { not: null } }, select: { id: true, code: true } })
  const byCode = new Map(codes.map(({ id, code }) => [fold(code ?? ''), id]))
  const byPath = new Map<string, bigint>()
  const paths = new Map<bigint, string>()
  for (const { id, name, parentId } of units) {
    const above = parentId === null ? '' : `${paths.get(parentId) ?? ''} / `
    paths.set(id, above + fold(name))
    byPath.set(above + fold(name), id)
  }
  return (written) => {
    const wanted = fold(written).replaceAll(/ ?\/ ?/g, ' / ')
    const known = byCode.get(wanted) ?? byPath.get(wanted)
    if (known !== undefined) return known
    const same = units.filter(({ name }) => fold(name) === wanted)
    if (same.length > 1) return 'ambiguous'
    return unitNamed(units, written)?.id
  }
}

/** A written audience as a rule; undefined: a unit of it is gone meanwhile. */
export function ruleOf(written: WrittenAudience, find: FindUnit): Audience | undefined {
  if (written.kind !== 'units') return written
  const units = written.units.map(find)
  const ids = units.flatMap((id) => (typeof id === 'bigint' ? [String(id)] : []))
  return ids.length === units.length ? { kind: 'units', units: [...new Set(ids)] } : undefined
}

const fold = (text: string) => text.trim().replaceAll(/\s+/g, ' ').toLowerCase()
