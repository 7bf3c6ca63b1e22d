import type { Db } from '../../platform/database/database.ts'
import { Refusal } from '../../platform/refusal.ts'
import { Definition } from './definition.ts'

/** The questions of a version. Refused when there is none. */
export async function definitionOf(db: Db, versionId: bigint): Promise<Definition> {
  const row = await db.questionnaireVersion.findUnique({ where: { id: versionId }, select: { definition: true } })
  if (row === null) throw new Refusal('questionnaires:gone')
  return Definition.parse(row.definition)
}
