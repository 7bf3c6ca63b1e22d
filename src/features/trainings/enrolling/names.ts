import type { Db } from '../../../platform/database/database.ts'
import type { Voice } from '../../../platform/texts.ts'

/** How somebody is called in a voice: by the roster, with their unit; nothing else about a name is stored. */
export async function nameOf(db: Db, personId: bigint): Promise<(voice: Voice) => string> {
  const entry = await db.rosterEntry.findUnique({
    where: { personId },
    select: { name: true, unit: { select: { name: true } } },
  })
  return (voice) =>
    entry === null
      ? unnamed(voice, personId)
      : voice.label('trainings:named', { name: entry.name, unit: entry.unit.name })
}

/** Somebody who is on no roster. */
export function unnamed(voice: Voice, personId: bigint): string {
  return voice.label('trainings:unnamed', { number: String(personId) })
}
