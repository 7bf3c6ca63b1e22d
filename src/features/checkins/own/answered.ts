import type { Db } from '../../../platform/database/database.ts'
import { Answers } from '../../../shared/questionnaires/answers.ts'
import { Definition } from '../../../shared/questionnaires/definition.ts'
import type { Answered } from './trend.ts'

/** So many are drawn. */
const most = 12

/** Somebody's last check-ins that bear their name, the oldest first. */
export async function readAnswered(db: Db, personId: bigint): Promise<Answered[]> {
  const rows = await db.response.findMany({
    where: { personId, round: { version: { questionnaire: { use: 'checkin' } } } },
    orderBy: { sentAt: 'desc' },
    take: most,
    select: { sentAt: true, answers: true, round: { select: { version: { select: { definition: true } } } } },
  })
  return rows
    .map(({ sentAt, answers, round }) => ({
      at: sentAt,
      answers: Answers.parse(answers),
      definition: Definition.parse(round.version.definition),
    }))
    .toReversed()
}
