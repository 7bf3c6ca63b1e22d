import type { RoleName } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import type { TextKey, Voice } from '../../platform/texts.ts'
import { listUnits } from '../units/units.ts'
import type { PlacedUnit } from '../units/units.ts'
import type { Audience, Scope } from './audience.ts'

/** The name of a kind, as on its button. */
export const kindKey: Record<Audience['kind'], TextKey> = {
  all: 'audiences:all',
  employees: 'audiences:employees',
  public: 'audiences:public',
  units: 'audiences:units',
  roles: 'audiences:roles',
  notYet: 'audiences:notYet',
}

/** The name of a role, as on its button. */
export const roleKey: Record<RoleName, TextKey> = {
  head: 'audiences:head',
  planner: 'audiences:planner',
  admin: 'audiences:admin',
}

/** More units than these are only counted. */
const mostNamed = 6

/** A rule in words, as it stands now; undefined: its group no longer offers that. */
export async function audienceText(
  db: Db,
  voice: Voice,
  audience: Audience,
  { groups }: Scope,
  now: Date,
): Promise<string | undefined> {
  switch (audience.kind) {
    case 'units': {
      const units = await listUnits(db)
      return unitsText(
        voice,
        units,
        units.filter(({ id }) => audience.units.includes(String(id))),
      )
    }
    case 'roles':
      return listText(
        voice,
        audience.roles.map((role) => voice.label(roleKey[role])),
      )
    case 'notYet': {
      const offers = (await groups.find(({ name }) => name === audience.group)?.offers(db, voice, now)) ?? []
      return offers.find(({ id }) => id === audience.id)?.label
    }
    case 'all':
    case 'employees':
    case 'public':
      return voice.label(kindKey[audience.kind])
  }
}

/** Chosen units in words: those that others cover are not named. */
export function unitsText(voice: Voice, all: PlacedUnit[], chosen: PlacedUnit[]): string {
  const names = chosen.map((unit) => unitName(voice, all, unit))
  const left = names.length - mostNamed
  const named = left > 1 ? [...names.slice(0, mostNamed), voice.label('audiences:moreUnits', { count: left })] : names
  return voice.label('audiences:unitsText', { units: listText(voice, named) })
}

/** "A, B and C". */
function listText({ language }: Voice, parts: string[]): string {
  return new Intl.ListFormat(language === 'id' ? 'id-ID' : 'en-GB').format(parts)
}

/** Its name, with that of the unit above where another one has the same. */
export function unitName(voice: Voice, all: PlacedUnit[], { id, name, parentId }: PlacedUnit): string {
  const above = all.find((unit) => unit.id === parentId)
  const isAlone = !all.some((unit) => unit.name === name && unit.id !== id)
  return above === undefined || isAlone ? name : voice.label('audiences:unitOf', { name, above: above.name })
}
