import type { QuestionnaireDraftState } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import type { Fact, Portion } from '../../../platform/feature.ts'
import type { TextKey, Voice } from '../../../platform/texts.ts'
import { Definition, said } from '../../../shared/questionnaires/definition.ts'
import { endDraft, Manuscript } from './drafts.ts'

const stateKey: Record<QuestionnaireDraftState, TextKey> = {
  reading: 'questionnaires:stateReading',
  faulty: 'questionnaires:stateFaulty',
  ready: 'questionnaires:stateReady',
  published: 'questionnaires:statePublished',
  dropped: 'questionnaires:stateDropped',
}

/** The questionnaires that somebody has published, and those that they have sent or written. */
export async function collectAuthored(db: Db, telegramId: bigint, voice: Voice): Promise<Portion[]> {
  const versions = await db.questionnaireVersion.findMany({
    where: { author: { telegramId }, questionnaire: { use: { not: 'quiz' } } },
    orderBy: { id: 'asc' },
  })
  const drafts = await db.questionnaireDraft.findMany({ where: { authorChat: telegramId }, orderBy: { id: 'asc' } })
  const fact = (name: string, key: TextKey, value: Fact['value']): Fact => ({ name, label: voice.label(key), value })
  const titleOf = ({ title }: Pick<Definition, 'title'>) =>
    fact('title', 'questionnaires:factTitle', said(title, voice.language))
  return [
    {
      name: 'questionnairesPublished',
      title: voice.label('questionnaires:factsPublished'),
      rows: versions.map(({ definition, number, createdAt }) => [
        titleOf(Definition.parse(definition)),
        fact('version', 'questionnaires:factVersion', number),
        fact('publishedAt', 'questionnaires:factAt', createdAt),
      ]),
    },
    {
      name: 'questionnaireDrafts',
      title: voice.label('questionnaires:factsDrafts'),
      rows: drafts.map(({ definition, state, createdAt, finishedAt }) => {
        const written = Manuscript.safeParse(definition).data
        return [
          ...(written === undefined ? [] : [titleOf(written)]),
          fact('begunAt', 'questionnaires:factAt', createdAt),
          { ...fact('state', 'questionnaires:factState', state), words: voice.label(stateKey[state]) },
          fact('finishedAt', 'questionnaires:factEnded', finishedAt),
        ]
      }),
    },
  ]
}

/** Takes somebody out of what they have sent or written; what they published stays without them. */
export async function forgetAuthored(db: Db, telegramId: bigint): Promise<void> {
  const drafts = await db.questionnaireDraft.findMany({
    where: { authorChat: telegramId, state: { in: ['reading', 'faulty', 'ready'] } },
  })
  for (const draft of drafts) await endDraft(db, draft, 'dropped', null)
  await db.questionnaireDraft.updateMany({
    where: { authorChat: telegramId },
    data: { authorChat: null, shownId: null },
  })
}
