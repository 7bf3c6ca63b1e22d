import type { Message } from '@grammyjs/types'
import type { Turn } from '../../platform/inbox/turn.ts'
import { Refusal } from '../../platform/refusal.ts'
import { languages } from '../../platform/texts.ts'
import { findProfile } from './actions.ts'
import { claiming } from './claiming.ts'
import { verify } from './links.ts'
import { contactView, saidView } from './linkViews.ts'
import { sayOutcome } from './outcome.ts'
import { isTypedNumber, ownNumber } from './rules.ts'

/** "/masuk": asks for one's own contact, which may come at any time outside a dialog. */
export async function askContact(turn: Turn): Promise<void> {
  const profile = await findProfile(turn.db, turn.who.telegramId)
  const unit = profile?.rosterEntry?.unit.name
  if (unit !== undefined) return turn.answer(saidView(turn.t('people:linkedAlready', { unit })))
  turn.answer(contactView(turn, turn.t('people:askContact')))
}

/** Takes what the keyboard for the contact brings, and what people type instead; false: it was neither. */
export async function hearsContact(turn: Turn, message: Message): Promise<boolean> {
  const { contact, text } = message
  const isSkipped = languages.some((language) => turn.voiceIn(language).label('people:skipContact') === text)
  if (isSkipped) turn.answer(saidView(turn.t('people:contactSkipped')))
  if (contact === undefined && !(text !== undefined && isTypedNumber(text))) return isSkipped
  if (!turn.may('member')) throw new Refusal('platform:startFirst')
  if (contact === undefined) throw new Refusal('people:contactTyped')
  const phone = ownNumber(message, turn.user.id)
  const outcome = await verify(turn.db, turn.who.telegramId, phone, turn.now)
  await sayOutcome(turn, outcome)
  if (outcome.kind === 'unknown') await turn.open(claiming, {})
  return true
}
