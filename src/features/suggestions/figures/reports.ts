import type { Db } from '../../../platform/database/database.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import type { Settings } from '../../../platform/work.ts'
import { placeOf } from '../../../shared/units/overseeing.ts'
import type { Place } from '../../../shared/units/overseeing.ts'
import { readOffice } from '../../../shared/workdays/holidays.ts'
import { beginningOf } from './periods.ts'
import type { Period } from './periods.ts'
import { readSatisfaction, sumOf } from './satisfaction.ts'
import type { Satisfaction } from './satisfaction.ts'
import { readTallies } from './tallies.ts'
import type { Tallies } from './tallies.ts'

/** How tickets are answered, as somebody looks at it. */
export interface Report {
  place: Place
  period: Period
  tallies: Tallies
  /** Of all that is looked at; undefined: it is below the top level. */
  satisfaction: Satisfaction | undefined
  /** Of each unit of the top level among the parts. */
  satisfactions: Map<bigint, Satisfaction>
}

/** Who looks at it. */
type Overseer = Pick<Turn, 'db' | 'settings' | 'who' | 'may' | 'now'>

/** What who speaks may see; `unit` 0: all of it. Refused where they may not. */
export async function reportOf(turn: Overseer, unit: bigint, period: Period): Promise<Report> {
  const { db, settings, now } = turn
  const place = await placeOf(turn, unit)
  const tallies = await talliesOf(db, place, period, settings, now)
  const parts = tallies.parts.flatMap(({ id }) => id ?? [])
  const asked = place.unit === null ? parts : [place.unit.id]
  const satisfactions = await readSatisfaction(db, asked, settings, now)
  const satisfaction = satisfactions.size === 0 ? undefined : sumOf([...satisfactions.values()])
  // Of the unit that is looked into, the figures stand above the parts, and are not those of its own people.
  return { place, period, tallies, satisfaction, satisfactions: place.unit === null ? satisfactions : new Map() }
}

/** The counts alone, of what somebody may look at. */
export async function talliesOf(
  db: Db,
  { scope }: Place,
  period: Period,
  settings: Pick<Settings, 'timeZone' | 'officeHours'>,
  now: Date,
): Promise<Tallies> {
  const office = await readOffice(db, settings, now)
  return readTallies(db, { scope, since: beginningOf(period, settings.timeZone, now), office, now })
}
