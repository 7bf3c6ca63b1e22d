import type { Db } from '../../platform/database/database.ts'
import type { Utterance } from './utterances.ts'

/**
 * Notes that who said these has been told. In the order of the rows, and for many people at once, so that it does not show
 * which rows are the same person's.
 */
export async function noteTold(tx: Db, outcomeId: bigint, utterances: Utterance[]): Promise<void> {
  const sources = utterances.flatMap(({ of }) => ('source' in of ? of.source : []))
  const supports = utterances.flatMap(({ of }) => ('support' in of ? of.support : []))
  await tx.outcomeSource.updateMany({ where: { id: { in: sources }, isTold: false }, data: { isTold: true } })
  // Some may have taken their support back.
  await tx.$executeRaw`
    INSERT INTO outcome_support (outcome_id, support_id)
    SELECT ${outcomeId}::bigint, id FROM ticket_support WHERE id = ANY(${`{${supports.join(',')}}`}::bigint[]) ORDER BY id
    ON CONFLICT DO NOTHING`
}

/** Gives what tells of something that was said whether its author has been told by now. */
export async function readTold(tx: Db, outcomeId: bigint): Promise<(utterance: Utterance) => boolean> {
  const sources = await tx.outcomeSource.findMany({ where: { outcomeId, isTold: true }, select: { id: true } })
  const supports = await tx.outcomeSupport.findMany({ where: { outcomeId }, select: { supportId: true } })
  const told = {
    sources: new Set(sources.map(({ id }) => id)),
    supports: new Set(supports.map(({ supportId }) => supportId)),
  }
  return ({ of }) => ('source' in of ? told.sources.has(of.source) : told.supports.has(of.support))
}
