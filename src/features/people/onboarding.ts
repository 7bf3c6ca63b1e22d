import { z } from 'zod'
import { dialog } from '../../platform/dialog/dialog.ts'
import type { Turn } from '../../platform/inbox/turn.ts'
import { Refusal } from '../../platform/refusal.ts'
import { languages } from '../../platform/texts.ts'
import { findProfile, join, refuse } from './actions.ts'
import { languageNames } from './language.ts'
import { welcomeEmployeeView } from './linkViews.ts'
import { welcomeView } from './views.ts'

/** Goes where the link leads, now that they have joined; a link that leads nowhere does not undo that. */
async function follow(turn: Turn, payload: string) {
  try {
    if (!(await turn.start(payload))) turn.answer({ text: turn.t('people:startUnknown') })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    turn.answer({ text: turn.t(error.key, error.values) })
  }
}

/** "/start": language, consent, who you are. Before the consent nothing is stored but the dialog itself, which ends with it. */
export const onboarding = dialog({
  name: 'people.onboarding',
  title: 'people:onboarding',
  right: 'all',
  brief: true,
  opening: z.object({ payload: z.string() }),
  answers: z.object({ language: z.enum(languages), agrees: z.boolean(), kind: z.enum(['citizen', 'employee']) }),
  steps: [
    {
      key: 'language',
      ask: (turn) => turn.t('people:askLanguage'),
      options: (turn) => [
        languages.map((language) => ({ id: language, label: turn.label(languageNames[language]), value: language })),
      ],
      heard: (turn, answer) => turn.speak(answer),
    },
    {
      key: 'agrees',
      ask: (turn) => turn.t('people:askConsent'),
      options: (turn) => [
        [
          { id: 'yes', label: turn.label('people:agree'), value: true },
          { id: 'no', label: turn.label('people:disagree'), value: false },
        ],
      ],
    },
    {
      key: 'kind',
      when: ({ agrees }) => agrees !== false,
      ask: (turn) => turn.t('people:askKind'),
      options: (turn) => [
        [
          { id: 'citizen', label: turn.label('people:citizen'), value: 'citizen' },
          { id: 'employee', label: turn.label('people:employee'), value: 'employee' },
        ],
      ],
    },
  ],
  async done(turn, { language, agrees, kind }, { payload }) {
    const { db, now } = turn
    const { telegramId } = turn.who
    if (!agrees || !language || !kind) {
      await refuse(db, telegramId, now)
      turn.replace({ text: turn.t('people:refused') })
      return
    }
    await join(db, { telegramId, language, kind }, now)
    await turn.meet()
    const profile = await findProfile(db, telegramId)
    // The link that brought them may show which employee they are: then nothing else has to.
    const isClaim = profile?.kind === 'employee' && profile.rosterEntry === null
    if (payload === '' && !isClaim) return turn.replace(welcomeView(turn, profile))
    turn.replace({ text: turn.t('platform:chosen', { label: turn.label(`people:${kind}`) }) })
    if (payload === '') return turn.answer(welcomeEmployeeView(turn, profile))
    await follow(turn, payload)
    const { rosterEntry } = (await findProfile(db, telegramId)) ?? {}
    if (!rosterEntry) turn.answer(welcomeView(turn, profile))
  },
})
