import { z } from 'zod'
import { dialog } from '../../platform/dialog/dialog.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Language } from '../../platform/texts.ts'
import {
  askUnits,
  choices,
  chosenAudience,
  groupOptions,
  kindOptions,
  readUnit,
  roleOptions,
  unitOptions,
} from '../../shared/audiences/choosing.ts'
import { audienceText, kindKey } from '../../shared/audiences/words.ts'
import { announce } from './actions.ts'
import { askPlan, askUrgent, Plan, planOptions } from './confirming.ts'
import { Content, readContent } from './content.ts'
import { showRecent } from './listingPresses.ts'
import { postPanel } from './panels.ts'
import { markPreview, preview } from './preview.ts'
import { postScheduled } from './rescheduling.ts'
import { askSlot, dueOf, readDue, Slot, slotOptions } from './timing.ts'
import { readKeyboard } from './views.ts'

/** "/umumkan": content, audience, a preview exactly as it will be received, and off it goes, now or later. */
export const composing = dialog({
  name: 'broadcasts.compose',
  title: 'broadcasts:composing',
  right: 'planner',
  opening: z.object({}),
  answers: z.object({ content: Content, ...choices, plan: Plan, sure: z.boolean(), due: z.string(), slot: Slot }),
  steps: [
    {
      key: 'content',
      ask: (turn) => turn.t('broadcasts:askContent'),
      options: (turn) => [[{ id: 'latest', label: turn.label('broadcasts:latest'), act: showRecent }]],
      read: readContent,
    },
    { key: 'audience', ask: (turn) => turn.t('broadcasts:askAudience'), options: kindOptions },
    {
      key: 'units',
      when: ({ audience }) => audience?.kind === 'units',
      ask: (turn, { units }) => askUnits(turn, units),
      options: (turn, { units }) => unitOptions(turn, units),
      read: (turn, message, { units }) => readUnit(turn, message, units),
      readStays: true,
    },
    {
      key: 'roles',
      when: ({ audience }) => audience?.kind === 'roles',
      ask: (turn) => turn.t('audiences:askRoles'),
      options: (turn, { roles }) => roleOptions(turn, roles),
    },
    {
      key: 'group',
      when: ({ audience }) => audience?.kind === 'notYet',
      ask: (turn) => turn.t('audiences:askGroup'),
      options: groupOptions,
    },
    {
      key: 'plan',
      ask: (turn, sofar) => askPlan(turn, chosenAudience(sofar), sofar.plan),
      show: (turn, { content, plan }) => preview(turn, known(content), { reads: plan?.reads ?? false, isTest: false }),
      options: (turn, { content, plan }) => planOptions(turn, known(content), plan),
      // The switch changes what stands above; everything else leads on.
      heard: (turn, { when, reads }) => (when === null ? markPreview(turn, reads) : undefined),
    },
    {
      key: 'sure',
      when: ({ plan }) => plan?.when === 'urgent',
      ask: (turn, sofar) => askUrgent(turn, chosenAudience(sofar)),
      options: (turn) => [[{ id: 'yes', label: turn.label('broadcasts:sendUrgently'), value: true }]],
    },
    {
      key: 'due',
      when: ({ plan }) => plan?.when === 'later',
      ask: (turn) => turn.t('broadcasts:askDue'),
      read: readDue,
    },
    {
      key: 'slot',
      when: ({ plan }) => plan?.when === 'later',
      ask: (turn, { due }) => askSlot(turn, due),
      options: (turn, { due }) => slotOptions(turn, due),
    },
  ],
  async done(turn, answers) {
    const { db, now, voice, settings, groups } = turn
    const audience = known(chosenAudience(answers))
    const { when, reads } = known(answers.plan)
    if (when === 'urgent' && !turn.may('admin')) throw new Refusal('platform:notAllowed')
    const slot = when === 'later' ? known(answers.slot) : undefined
    const draft = {
      authorChat: turn.chatId,
      language: voice.language,
      content: known(answers.content),
      audience,
      audienceText: (await audienceText(db, voice, audience, turn, now)) ?? turn.label(kindKey[audience.kind]),
      keepsQuiet: slot?.keepsQuiet ?? (when === 'now' || when === 'morning'),
      urgent: when === 'urgent',
      asksReading: reads,
      ...(slot && { dueAt: dueOf(slot, now) }),
    }
    const around = {
      settings,
      groups,
      readKeyboard: (language: Language, id: bigint) => readKeyboard(turn.voiceIn(language), id),
    }
    const broadcast = await announce(db, draft, around, now)
    if (slot !== undefined) return postScheduled(turn, broadcast)
    turn.wake('outbox')
    await postPanel(turn, broadcast.id)
  },
})

/** An answer that must be there by now; a deploy may have added its question meanwhile. */
function known<Value>(answer: Value | undefined): Value {
  if (answer === undefined) throw new Refusal('platform:dialogGone')
  return answer
}
