import { z } from 'zod'
import { button } from '../../platform/dialog/button.ts'
import { joinHtml } from '../../platform/html.ts'
import type { Html } from '../../platform/html.ts'
import type { Turn, View } from '../../platform/inbox/turn.ts'
import type { TextKey, Voice } from '../../platform/texts.ts'
import type { Profile } from './actions.ts'
import type { Outcome, Reason } from './links.ts'
import { heldRoles, welcomeView } from './views.ts'

export const decideButton = button('people.decide', { id: z.coerce.bigint(), answer: z.enum(['y', 'n']) })

const reasonKey: Record<Reason, TextKey> = {
  number: 'people:reasonNumber',
  entryTaken: 'people:reasonTaken',
  otherEntry: 'people:reasonOther',
}

/** Something said above a keyboard that shares one's own contact. */
export function contactView(turn: Turn, text: Html): View {
  const share = { text: turn.label('people:shareContact'), request_contact: true as const }
  const skip = { text: turn.label('people:skipContact') }
  return { text, keyboard: { keyboard: [[share], [skip]], resize_keyboard: true } }
}

/** Something said when the keyboard has done its work. */
export function saidView(text: Html): View {
  return { text, keyboard: { remove_keyboard: true } }
}

/** An employee by their own word is welcome, and may show that they are one. */
export function welcomeEmployeeView(turn: Turn, profile: Profile | null): View {
  return contactView(turn, joinHtml([welcomeView(turn, profile).text, turn.t('people:offerContact')]))
}

/** Linked now, with the roles that were waiting. */
export function linkedView(turn: Turn, profile: Profile | null): View {
  const held = heldRoles(turn)
  const roles = held.length > 0 ? turn.t('people:profileRoles', { roles: held.join(', ') }) : undefined
  return saidView(joinHtml([welcomeView(turn, profile).text, roles]))
}

/** A request as the admins get it: which entry, why an admin is needed, and how to make sure. */
export function requestView(voice: Voice, { id, entry, reason }: Extract<Outcome, { kind: 'asked' }>): View {
  const text = voice.t('people:request', {
    number: String(id),
    name: entry.name,
    nip: entry.nip,
    unit: entry.unit.name,
    reason: voice.label(reasonKey[reason]),
  })
  return {
    text,
    buttons: [
      [
        decideButton.with(voice.label('people:grant'), { id, answer: 'y' }),
        decideButton.with(voice.label('people:reject'), { id, answer: 'n' }),
      ],
    ],
  }
}
