import { on } from '../../../platform/events/events.ts'
import { begin } from '../../../platform/tasks/tasks.ts'
import { Answers } from '../../../shared/questionnaires/answers.ts'
import { Definition } from '../../../shared/questionnaires/definition.ts'
import { responded } from '../../../shared/questionnaires/events.ts'
import { sharedOf } from './rules.ts'
import { telling } from './telling.ts'

/** Somebody has answered a check-in under their name: what they chose to share goes to the head of their unit. */
export const onResponded = on(responded, 'checkins.sharing', async (tx, { response: id }, now) => {
  const response = await tx.response.findUnique({
    where: { id: BigInt(id) },
    select: {
      roundId: true,
      personId: true,
      answers: true,
      person: { select: { rosterEntry: { select: { unitId: true, leftAt: true } } } },
      round: {
        select: {
          isAnonymous: true,
          version: { select: { definition: true, questionnaire: { select: { use: true } } } },
        },
      },
    },
  })
  if (response === null || response.personId === null) return
  const { roundId, personId, round } = response
  if (round.isAnonymous || round.version.questionnaire.use !== 'checkin') return
  const entry = response.person?.rosterEntry
  const shared = sharedOf(Definition.parse(round.version.definition), Answers.parse(response.answers))
  // Without a unit there is nobody with whom it could be shared.
  if (shared === null || !entry || entry.leftAt !== null) {
    await tx.sharedBlocker.deleteMany({ where: { roundId, personId } })
    return
  }
  const where = { roundId_personId: { roundId, personId } }
  const known = await tx.sharedBlocker.findUnique({ where, select: { id: true } })
  const create = { roundId, personId, unitId: entry.unitId, ...shared, createdAt: now }
  const blocker = await tx.sharedBlocker.upsert({ where, create, update: shared, select: { id: true } })
  if (known === null) await begin(tx, telling, { blocker: String(blocker.id) }, now)
})
