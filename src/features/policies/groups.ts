import { Prisma } from '../../generated/prisma/client.ts'
import type { Group } from '../../platform/feature.ts'
import { toldChats } from './covering.ts'
import { listEditions } from '../../shared/policies/versions.ts'
import { cut } from '../../shared/policies/places.ts'

/** So many policies are offered, the newest first. */
const most = 5
const longest = 40

/** Those who were told of a policy and have not acknowledged it. */
export const unacknowledged: Group = {
  name: 'unack',
  async offers(db, voice) {
    const editions = (await listEditions(db)).filter(({ policy }) => policy.withdrawnAt === null).slice(0, most)
    return editions.map(({ id, title }) => ({
      id: String(id),
      label: voice.label('policies:groupUnacknowledged', { title: cut(title, longest) }),
    }))
  },
  who: (id) => Prisma.sql`
    person.telegram_id IN (${toldChats(BigInt(id))})
    AND NOT EXISTS (
      SELECT 1 FROM policy_reading reading
      WHERE reading.version_id = ${BigInt(id)} AND reading.person_id = person.id AND reading.acknowledged_at IS NOT NULL)`,
}
