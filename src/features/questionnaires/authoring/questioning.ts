import { z } from 'zod'
import { dialog } from '../../../platform/dialog/dialog.ts'
import type { Option as Offered } from '../../../platform/dialog/dialog.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { press } from '../../../platform/dialog/button.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { TextKey } from '../../../platform/texts.ts'
import { Bilingual, Option, questionKinds } from '../../../shared/questionnaires/definition.ts'
import type { Question, QuestionKind } from '../../../shared/questionnaires/definition.ts'
import { longest } from '../../../shared/questionnaires/source/fields.ts'
import { freeKey } from '../../../shared/questionnaires/source/naming.ts'
import { showDraft } from './draftPresses.ts'
import { keepDefinition, takeReady } from './drafts.ts'
import { addButton, mostWritten } from './draftViews.ts'
import { readChoices, readEnds, readRange, readWords } from './typed.ts'

const kindKey: Record<QuestionKind, TextKey> = {
  scale5: 'questionnaires:kindScale5',
  scale10: 'questionnaires:kindScale10',
  one: 'questionnaires:kindOne',
  several: 'questionnaires:kindSeveral',
  yesno: 'questionnaires:kindYesno',
  number: 'questionnaires:kindNumber',
  date: 'questionnaires:kindDate',
  text: 'questionnaires:kindText',
  longtext: 'questionnaires:kindLongtext',
  file: 'questionnaires:kindFile',
}

/** What is said of one question; "finished": there is none more. */
const Answers = z.object({
  kind: z.enum([...questionKinds, 'finished']),
  text: Bilingual,
  ends: z.tuple([Bilingual, Bilingual]),
  options: z.array(Option),
  range: z.object({ min: z.number().optional(), max: z.number().optional(), unit: Bilingual.optional() }),
  need: z.enum(['needed', 'optional']),
})
type Answers = z.infer<typeof Answers>

const Opening = z.object({ draft: z.string() })
const isChoice = (kind: Answers['kind'] | undefined) => kind === 'one' || kind === 'several'

/** Writes one question of a draft; afterwards the next one is asked for, until it is said that there is none. */
export const questioning = dialog({
  name: 'questionnaires.question',
  title: 'questionnaires:composing',
  right: 'planner',
  opening: Opening,
  answers: Answers,
  steps: [
    {
      key: 'kind',
      async ask(turn, _, { draft }) {
        const { questions } = (await takeReady(turn.db, BigInt(draft), turn.chatId)).definition
        return turn.t('questionnaires:askKind', { number: questions.length + 1, most: mostWritten })
      },
      options: (turn, _, { draft }) => kindOptions(turn, draft),
    },
    {
      key: 'text',
      when: ({ kind }) => kind !== 'finished',
      ask: (turn) => turn.t('questionnaires:askText'),
      read: (_, message) => readWords(message, longest.question),
    },
    {
      key: 'ends',
      when: ({ kind }) => kind === 'scale5' || kind === 'scale10',
      optional: true,
      ask: (turn) => turn.t('questionnaires:askEnds'),
      read: (_, message) => readEnds(message, longest.ends),
    },
    {
      key: 'options',
      when: ({ kind }) => isChoice(kind),
      ask: (turn) => turn.t('questionnaires:askOptions'),
      read: (_, message, { kind }) => readChoices(message, kind === 'several' ? 'several' : 'one'),
    },
    {
      key: 'range',
      when: ({ kind }) => kind === 'number',
      optional: true,
      ask: (turn) => turn.t('questionnaires:askRange'),
      read: (_, message) => readRange(message, longest.unit),
    },
    {
      key: 'need',
      when: ({ kind }) => kind !== 'finished',
      ask: (turn) => turn.t('questionnaires:askNeed'),
      options: (turn) => [
        [
          { id: 'needed', label: turn.label('questionnaires:needed'), value: 'needed' },
          { id: 'optional', label: turn.label('questionnaires:optional'), value: 'optional' },
        ],
      ],
    },
  ],
  async done(turn, answers, { draft: id }) {
    const draft = await takeReady(turn.db, BigInt(id), turn.chatId)
    if (answers.kind === 'finished') return showDraft(turn, draft.id)
    const { definition } = draft
    const question = toQuestion(answers, definition.questions)
    const questions = [...definition.questions, question]
    await keepDefinition(turn.db, draft, { ...definition, questions })
    if (questions.length >= mostWritten) return showDraft(turn, draft.id)
    await turn.open(questioning, { draft: id })
  },
})

/** Writes another question of a draft that is shown. */
export const onAdd = press(addButton, 'planner', async (turn, { id }) => {
  const { definition } = await takeReady(turn.db, id, turn.chatId)
  if (definition.questions.length >= mostWritten) throw new Refusal('platform:buttonOld')
  turn.settle()
  await turn.open(questioning, { draft: String(id) })
})

/** Kinds of question in two columns, and "Selesai" once there is one; nobody who sends a file stays without a name. */
async function kindOptions(turn: Turn, id: string): Promise<Offered<Answers['kind']>[][]> {
  const { definition } = await takeReady(turn.db, BigInt(id), turn.chatId)
  const kinds = questionKinds.filter((kind) => kind !== 'file' || !definition.isAnonymous)
  const options = kinds.map((kind) => ({ id: kind, label: turn.label(kindKey[kind]), value: kind }))
  const rows: Offered<Answers['kind']>[][] = []
  for (let at = 0; at < options.length; at += 2) rows.push(options.slice(at, at + 2))
  if (definition.questions.length > 0)
    rows.push([{ id: 'finished', label: turn.label('questionnaires:finished'), value: 'finished', pinned: true }])
  return rows
}

function toQuestion({ kind, text, ends, options, range, need }: Partial<Answers>, before: Question[]): Question {
  if (kind === undefined || kind === 'finished' || text === undefined) throw new Refusal('platform:dialogGone')
  const taken = new Set(before.map(({ key }) => key))
  const name = text.id.replace(/^[^a-zA-Z]+/, '')
  const isScale = kind === 'scale5' || kind === 'scale10'
  return {
    key: freeKey(name, `p${before.length + 1}`, taken),
    kind,
    text,
    // What was said before another kind was chosen is left out.
    ...(isScale && ends && { ends }),
    ...(isChoice(kind) && options && { options }),
    ...(kind === 'number' && range),
    mayNotApply: false,
    isOptional: need === 'optional',
    when: [],
  }
}
