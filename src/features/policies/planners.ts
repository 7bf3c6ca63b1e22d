import type { Turn } from '../../platform/inbox/turn.ts'
import type { Language } from '../../platform/texts.ts'
import { listOfficers } from '../../shared/people/admins.ts'
import { quietOf } from '../../shared/people/quiet.ts'

/** A planner who is told something about a policy. */
export interface Told {
  personId: bigint
  telegramId: bigint
  language: Language
  /** Whose quiet hours hold back what they are told. */
  quiet: string | undefined
}

/** Whom a policy's questions go to: those of its authors who still are planners and can be reached, else every planner. */
export async function planners({ db, settings }: Turn, policyId: bigint): Promise<Told[]> {
  const all = await listOfficers(db, ['planner', 'admin'], settings.adminIds)
  const versions = await db.policyVersion.findMany({ where: { policyId }, select: { authorId: true } })
  const authors = all.filter(({ id }) => versions.some(({ authorId }) => authorId === id))
  const told: Told[] = []
  for (const { id: personId, telegramId, language } of authors.length > 0 ? authors : all)
    told.push({ personId, telegramId, language, quiet: await quietOf(db, telegramId, settings) })
  return told
}
