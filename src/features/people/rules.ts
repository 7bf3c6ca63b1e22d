import type { Message } from '@grammyjs/types'
import { Refusal } from '../../platform/refusal.ts'
import { normalPhone } from '../../shared/people/phone.ts'

/** The number in a contact that somebody shared of themselves; refused when it is anyone's else, or passed on. */
export function ownNumber({ contact, forward_origin }: Message, userId: number): string | null {
  if (forward_origin !== undefined) throw new Refusal('people:contactForwarded')
  if (contact?.user_id !== userId) throw new Refusal('people:contactForeign')
  // Telegram gives numbers with their country, often without the plus: a Japanese one must not pass for an Indonesian.
  const given = contact.phone_number.trim()
  return normalPhone(/^[+0]/.test(given) ? given : `+${given}`)
}

/** Whether somebody typed a phone number where a contact is wanted. */
export function isTypedNumber(text: string): boolean {
  return normalPhone(text) !== null
}
