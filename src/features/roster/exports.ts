import type { Export } from '../../platform/feature.ts'
import { locatedUnits } from '../../shared/units/located.ts'

const batch = 2000

/** The tree of units as it is now. */
export const unitsExport: Export = {
  name: 'units',
  title: 'roster:exportUnits',
  right: 'admin',
  columns: [
    { name: 'code', title: 'roster:exportCode', about: 'roster:exportCodeAbout', type: 'text' },
    { name: 'name', title: 'roster:exportUnitName', about: 'roster:exportUnitNameAbout', type: 'text' },
    { name: 'path', title: 'roster:exportPath', about: 'roster:exportPathAbout', type: 'text' },
    { name: 'parent', title: 'roster:exportParent', about: 'roster:exportParentAbout', type: 'text' },
    { name: 'zone', title: 'roster:exportZone', about: 'roster:exportZoneAbout', type: 'text' },
    { name: 'employees', title: 'roster:exportEmployees', about: 'roster:exportEmployeesAbout', type: 'number' },
    { name: 'joined', title: 'roster:exportJoined', about: 'roster:exportJoinedAbout', type: 'number' },
  ],
  count: (db) => db.unit.count(),
  async *rows(db) {
    const units = await db.$queryRaw<
      {
        code: string | null
        name: string
        path: string
        parent: string | null
        zone: string | null
        employees: number
        joined: number
      }[]
    >`
      WITH RECURSIVE ${locatedUnits(null)}
      SELECT unit.code, unit.name, located.name AS path, above.name AS parent, unit.zone,
        count(entry.id)::int AS employees, count(entry.id) FILTER (WHERE person.consent_at IS NOT NULL)::int AS joined
      FROM unit JOIN located ON located.id = unit.id
      LEFT JOIN unit above ON above.id = unit.parent_id
      LEFT JOIN roster_entry entry ON entry.unit_id = unit.id AND entry.left_at IS NULL
      LEFT JOIN person ON person.id = entry.person_id
      GROUP BY unit.id, located.name, above.name ORDER BY located.name, unit.id`
    yield units.map(({ code, name, path, parent, zone, employees, joined }) => [
      code,
      name,
      path,
      parent,
      zone,
      employees,
      joined,
    ])
  },
}

/** Everyone on the roster as it is now, also those who have left: neither their accounts nor their telephone numbers. */
export const peopleExport: Export = {
  name: 'people',
  title: 'roster:exportPeople',
  right: 'admin',
  columns: [
    { name: 'nip', title: 'roster:exportNip', about: 'roster:exportNipAbout', type: 'text' },
    { name: 'name', title: 'roster:exportName', about: 'roster:exportNameAbout', type: 'text' },
    { name: 'position', title: 'roster:exportPosition', about: 'roster:exportPositionAbout', type: 'text' },
    { name: 'unit', title: 'roster:exportUnit', about: 'roster:exportUnitAbout', type: 'text' },
    { name: 'linked', title: 'roster:exportLinked', about: 'roster:exportLinkedAbout', type: 'boolean' },
    { name: 'left_at', title: 'roster:exportLeft', about: 'roster:exportLeftAbout', type: 'moment' },
  ],
  count: (db) => db.rosterEntry.count(),
  async *rows(db) {
    let last = ''
    for (;;) {
      const entries = await db.$queryRaw<
        { nip: string; name: string; position: string | null; unit: string; linked: boolean; leftAt: Date | null }[]
      >`
        WITH RECURSIVE ${locatedUnits(null)}
        SELECT entry.nip, entry.name, entry.position, located.name AS unit,
          person.consent_at IS NOT NULL AS linked, entry.left_at AS "leftAt"
        FROM roster_entry entry JOIN located ON located.id = entry.unit_id
        LEFT JOIN person ON person.id = entry.person_id
        WHERE entry.nip > ${last} ORDER BY entry.nip LIMIT ${batch}`
      yield entries.map(({ nip, name, position, unit, linked, leftAt }) => [nip, name, position, unit, linked, leftAt])
      if (entries.length < batch) return
      last = entries.at(-1)?.nip ?? last
    }
  },
}
