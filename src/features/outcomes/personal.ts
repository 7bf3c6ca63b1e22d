import type { Db } from '../../platform/database/database.ts'
import type { Fact, Portion } from '../../platform/feature.ts'
import type { TextKey, Voice } from '../../platform/texts.ts'
import { kindKey } from './statements.ts'

/** What somebody wrote as a planner. What stays of it once they erase themselves is public, and names nobody. */
export async function collectOutcomes(db: Db, telegramId: bigint, voice: Voice): Promise<Portion[]> {
  const written = await db.outcome.findMany({ where: { author: { telegramId } }, orderBy: { id: 'asc' } })
  const fact = (name: string, key: TextKey, value: Fact['value']): Fact => ({ name, label: voice.label(key), value })
  const rows = written.map(({ kind, sentence, createdAt, toldAt }) => [
    { ...fact('outcome', 'outcomes:factKind', kind), words: voice.label(kindKey[kind]) },
    fact('sentence', 'outcomes:factSentence', sentence),
    fact('createdAt', 'outcomes:factCreated', createdAt),
    fact('toldAt', 'outcomes:factTold', toldAt),
  ])
  return [{ name: 'outcomesWritten', title: voice.label('outcomes:factsWritten'), rows }]
}
