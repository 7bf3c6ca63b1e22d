import { z } from 'zod'
import { toColumn } from '../../platform/calendar.ts'
import { press } from '../../platform/dialog/button.ts'
import type { Press } from '../../platform/dialog/button.ts'
import { dialog } from '../../platform/dialog/dialog.ts'
import type { Turn } from '../../platform/inbox/turn.ts'
import { readDay } from '../../platform/moments.ts'
import { Refusal } from '../../platform/refusal.ts'
import {
  askUnits,
  choices,
  chosenAudience,
  kindOptions,
  readUnit,
  roleOptions,
  unitOptions,
} from '../../shared/audiences/choosing.ts'
import { takeReady } from './drafts.ts'
import { showDraft } from './draftPresses.ts'
import type { audienceButton, effectiveButton } from './draftViews.ts'

const Opening = z.object({ draft: z.string() })
const { audience, units, roles } = choices

/** Whom a draft is for, where its file does not say it or says it wrongly. */
export const choosingAudience = dialog({
  name: 'policies.audience',
  title: 'policies:choosingAudience',
  right: 'planner',
  brief: true,
  opening: Opening,
  answers: z.object({ audience, units, roles }),
  steps: [
    {
      key: 'audience',
      ask: (turn) => turn.t('policies:askAudience'),
      // A policy is for those who are something, not for those who have not done something.
      options: async (turn) => (await kindOptions(turn)).filter(([first]) => first?.id !== 'notYet'),
    },
    {
      key: 'units',
      when: ({ audience: chosen }) => chosen?.kind === 'units',
      ask: (turn, { units: chosen }) => askUnits(turn, chosen),
      options: (turn, { units: chosen }) => unitOptions(turn, chosen),
      read: (turn, message, { units: chosen }) => readUnit(turn, message, chosen),
      readStays: true,
    },
    {
      key: 'roles',
      when: ({ audience: chosen }) => chosen?.kind === 'roles',
      ask: (turn) => turn.t('audiences:askRoles'),
      options: (turn, { roles: chosen }) => roleOptions(turn, chosen),
    },
  ],
  async done(turn, answers, { draft }) {
    const chosen = chosenAudience(answers)
    if (chosen === undefined) throw new Refusal('platform:dialogGone')
    const { id } = await takeReady(turn.db, BigInt(draft), turn.chatId)
    await turn.db.policyDraft.update({ where: { id }, data: { audience: chosen } })
    turn.settle()
    await showDraft(turn, id)
  },
})

const never = 'never'

/** From when a draft holds, where its file does not say it or says it wrongly. */
export const choosingEffective = dialog({
  name: 'policies.effective',
  title: 'policies:choosingEffective',
  right: 'planner',
  brief: true,
  apart: true,
  opening: Opening,
  answers: z.object({ day: z.string() }),
  steps: [
    {
      key: 'day',
      ask: (turn) => turn.t('policies:askEffective'),
      options: (turn) => [[{ id: never, label: turn.label('policies:noDate'), value: never }]],
      read: (turn, { text = '' }) => readEffective(turn, text),
    },
  ],
  async done(turn, { day }, { draft }) {
    if (day === undefined) throw new Refusal('platform:dialogGone')
    const { id, document } = await takeReady(turn.db, BigInt(draft), turn.chatId)
    const effective = day === never ? null : toColumn(day)
    // The date in the file no longer counts, nor that it has none.
    const changed = { ...document, effective: null }
    await turn.db.policyDraft.update({ where: { id }, data: { effective, document: changed } })
    turn.settle()
    await showDraft(turn, id)
  },
})

/** Opens the question for whom. */
export function onAudience(kind: typeof audienceButton): Press {
  return press(kind, 'planner', async (turn, { id }) => {
    await takeReady(turn.db, id, turn.chatId)
    await turn.open(choosingAudience, { draft: String(id) })
  })
}

/** Opens the question from when. */
export function onEffective(kind: typeof effectiveButton): Press {
  return press(kind, 'planner', async (turn, { id }) => {
    await takeReady(turn.db, id, turn.chatId)
    await turn.open(choosingEffective, { draft: String(id) })
  })
}

/** A day, also one that has passed: policies may hold since then. */
function readEffective(turn: Turn, text: string): string {
  const reading = readDay(text, turn.now, turn.settings.timeZone)
  switch (reading.kind) {
    case 'day':
    case 'past':
      return reading.day
    case 'otherDay':
      throw new Refusal('policies:dayOther')
    case 'noSuchDate':
      throw new Refusal('policies:dayNone')
    case 'unknown':
      throw new Refusal('policies:dayUnknown')
  }
}
