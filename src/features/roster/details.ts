import { toCsv } from '../../platform/csv.ts'
import type { Db } from '../../platform/database/database.ts'
import type { MadeFile } from '../../platform/files/documents.ts'
import type { TextKey, Voice } from '../../platform/texts.ts'
import { writtenNip } from '../../shared/people/nip.ts'
import { locatedUnits } from '../../shared/units/located.ts'
import type { Given } from './comparing.ts'
import { placing } from './places.ts'

/** What happens to somebody when the list is applied; `unit` as they have it then, `before` where it was another. */
export interface Change {
  kind: 'new' | 'back' | 'moved' | 'changed' | 'left'
  nip: string
  name: string
  unit: string
  before: string | null
  position: string | null
}

const kindKey: Record<Change['kind'], TextKey> = {
  new: 'roster:kindNew',
  back: 'roster:kindBack',
  moved: 'roster:kindMoved',
  changed: 'roster:kindChanged',
  left: 'roster:kindLeft',
}

/** Everybody for whom the staged rows change something, by what happens to them. */
export async function listChanges(db: Db, importId: bigint, { hasPosition, hasPhone }: Given): Promise<Change[]> {
  return db.$queryRaw<Change[]>`
    ${placing(importId)}, ${locatedUnits(null)}, changes AS (
      SELECT CASE WHEN entry.id IS NULL THEN 'new' WHEN entry.left_at IS NOT NULL THEN 'back'
          WHEN entry.unit_id IS DISTINCT FROM place.unit_id THEN 'moved' ELSE 'changed' END AS kind,
        listed.nip, listed.name, array_to_string(listed.units, ' / ') AS unit,
        CASE WHEN entry.unit_id IS DISTINCT FROM place.unit_id THEN located.name END AS before,
        CASE WHEN ${hasPosition}::boolean THEN listed.position ELSE entry.position END AS position
      FROM listed JOIN place ON place.units = listed.units
      LEFT JOIN roster_entry entry ON entry.nip = listed.nip LEFT JOIN located ON located.id = entry.unit_id
      WHERE entry.id IS NULL OR entry.left_at IS NOT NULL OR entry.unit_id IS DISTINCT FROM place.unit_id
        OR entry.name <> listed.name OR (${hasPosition}::boolean AND entry.position IS DISTINCT FROM listed.position)
        OR (${hasPhone}::boolean AND entry.phone IS DISTINCT FROM listed.phone)
      UNION ALL
      SELECT 'left', entry.nip, entry.name, located.name, NULL, entry.position
      FROM leaving JOIN roster_entry entry ON entry.id = leaving.id JOIN located ON located.id = entry.unit_id
    )
    SELECT * FROM changes ORDER BY kind, unit, name, nip`
}

/** The same as a table. */
export function changesFile(voice: Voice, importId: bigint, changes: Change[]): MadeFile {
  const head = [
    voice.label('roster:kind'),
    voice.label('roster:nip'),
    voice.label('roster:name'),
    voice.label('roster:unit'),
    voice.label('roster:unitBefore'),
    voice.label('roster:position'),
  ]
  const rows = changes.map(({ kind, nip, name, unit, before, position }) => [
    voice.label(kindKey[kind]),
    writtenNip(nip),
    name,
    unit,
    before,
    position,
  ])
  return {
    name: voice.label('roster:changesFile', { number: String(importId) }),
    type: 'text/csv',
    bytes: toCsv([head, ...rows]),
    caption: voice.t('roster:changesCaption', { count: changes.length }),
  }
}
