import type { Db } from '../../platform/database/database.ts'
import type { Portion } from '../../platform/feature.ts'
import type { Voice } from '../../platform/texts.ts'
import { auditActions } from '../../shared/audit/record.ts'
import { actionKey } from './views.ts'

/** What somebody has done by right of a role; whom it was done to is not theirs to read, and is a number. */
export async function collectDeeds(db: Db, telegramId: bigint, voice: Voice): Promise<Portion[]> {
  const person = await db.person.findUnique({ where: { telegramId }, select: { subject: true } })
  const deeds = person && (await db.audit.findMany({ where: { subject: person.subject }, orderBy: { id: 'asc' } }))
  const rows = (deeds ?? []).map(({ action, object, detail, createdAt }) => {
    const known = auditActions.find((name) => name === action)
    const number = object.split(':')[1] ?? ''
    const words = known && voice.label(actionKey[known], { number, whom: `#${number.slice(0, 8)}`, role: '' })
    return [
      { name: 'at', label: voice.label('audit:factAt'), value: createdAt },
      { name: 'action', label: voice.label('audit:factAction'), value: action, ...(words && { words }) },
      { name: 'object', label: voice.label('audit:factObject'), value: object },
      {
        name: 'detail',
        label: voice.label('audit:factDetail'),
        value: detail === null ? null : JSON.stringify(detail),
      },
    ]
  })
  return [{ name: 'deeds', title: voice.label('audit:factDeeds'), rows }]
}
