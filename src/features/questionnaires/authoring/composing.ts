import { z } from 'zod'
import { dialog } from '../../../platform/dialog/dialog.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { Bilingual, questionnaireUses } from '../../../shared/questionnaires/definition.ts'
import { longest } from '../../../shared/questionnaires/source/fields.ts'
import { usual } from '../../../shared/questionnaires/source/head.ts'
import { retireShown } from './draftPresses.ts'
import { beginDraft } from './drafts.ts'
import { useKey } from '../words.ts'
import { questioning } from './questioning.ts'
import { readWords } from './typed.ts'

const uses = questionnaireUses.filter((use) => use !== 'quiz')

/** Writes a short questionnaire in chat: what it is, and then question after question. */
export const composing = dialog({
  name: 'questionnaires.compose',
  title: 'questionnaires:composing',
  right: 'planner',
  opening: z.object({}),
  answers: z.object({ title: Bilingual, use: z.enum(uses), names: z.enum(['anonymous', 'named']) }),
  steps: [
    {
      key: 'title',
      ask: (turn) => turn.t('questionnaires:askTitle'),
      read: (_, message) => readWords(message, longest.title),
    },
    {
      key: 'use',
      ask: (turn) => turn.t('questionnaires:askUse'),
      options: (turn) => uses.map((use) => [{ id: use, label: turn.label(useKey[use]), value: use }]),
    },
    {
      key: 'names',
      ask: (turn) => turn.t('questionnaires:askNames'),
      options: (turn) => [
        [
          { id: 'anonymous', label: turn.label('questionnaires:anonymous'), value: 'anonymous' },
          { id: 'named', label: turn.label('questionnaires:named'), value: 'named' },
        ],
      ],
    },
  ],
  async done(turn, { title, use, names }) {
    if (title === undefined || use === undefined || names === undefined) throw new Refusal('platform:dialogGone')
    const { db, now, chatId, voice } = turn
    const definition = {
      key: null,
      title,
      use,
      isAnonymous: names === 'anonymous',
      audience: null,
      schedule: null,
      ...usual,
      questions: [],
    }
    const { draft, before } = await beginDraft(db, { authorChat: chatId, language: voice.language, definition }, now)
    if (before !== null) await retireShown(turn, before)
    await turn.open(questioning, { draft: String(draft.id) })
  },
})

/** Begins to write one. */
export async function beginComposing(turn: Turn): Promise<void> {
  await turn.open(composing, {})
}
