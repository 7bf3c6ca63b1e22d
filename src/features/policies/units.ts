import type { Db } from '../../platform/database/database.ts'
import { openUnits } from '../../shared/audiences/writtenUnits.ts'
import type { Fault, WrittenUnit } from './findings.ts'

/** The faults of a file that only the database can tell: units that are not there, or that several are called. */
export async function unknownUnits(db: Db, written: WrittenUnit[]): Promise<Fault[]> {
  if (written.length === 0) return []
  const find = await openUnits(db)
  return written.flatMap(({ unit, line }): Fault[] => {
    const found = find(unit)
    if (typeof found === 'bigint') return []
    return [{ line, reason: found === 'ambiguous' ? 'unitAmbiguous' : 'unitUnknown', value: unit, other: '' }]
  })
}
