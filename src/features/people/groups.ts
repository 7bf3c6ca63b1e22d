import { Prisma } from '../../generated/prisma/client.ts'
import type { Group } from '../../platform/feature.ts'

/** Employees by their own word only: nothing shows yet which entry of the roster is theirs. */
export const claimed: Group = {
  name: 'claimed',
  async offers(db, voice) {
    const one = await db.person.findFirst({
      where: { consentAt: { not: null }, kind: 'employee', rosterEntry: null },
      select: { id: true },
    })
    return one === null ? [] : [{ id: '1', label: voice.label('people:groupClaimed') }]
  },
  who: () => Prisma.sql`
    person.kind = 'employee' AND NOT EXISTS (SELECT 1 FROM roster_entry WHERE roster_entry.person_id = person.id)`,
}
