import { array, assert, constantFrom, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { ownNumber } from '../../src/features/people/rules.ts'
import { normalPhone } from '../../src/shared/people/phone.ts'

const digit = constantFrom(...Array.from('0123456789'))
/** An Indonesian number after the 0. */
const national = array(digit, { minLength: 8, maxLength: 11 }).map((digits) => `8${digits.join('')}`)
const gap = constantFrom('', ' ', '-', '.')

test('any usual spelling of a number is the same number', () => {
  assert(
    property(national, constantFrom('+62', '62', '0', '', '+62 0', '0062'), array(gap), (number, prefix, gaps) => {
      const spelt = Array.from(number, (one, n) => (gaps[n] ?? '') + one).join('')
      // Without a prefix, 862… would have to be told from +86: what people type is Indonesian.
      expect(normalPhone(`${prefix}${spelt}`)).toBe(`+62${number}`)
    }),
  )
})

test('what comes out stays as it is, and is "+" and 8 to 15 digits', () => {
  assert(
    property(string({ unit: constantFrom(...Array.from('0123456789+ -.()a')) }), (text) => {
      const phone = normalPhone(text)
      if (phone === null) return
      expect(phone).toMatch(/^\+[1-9]\d{7,14}$/)
      expect(normalPhone(phone)).toBe(phone)
    }),
  )
})

test('what is no number is none', () => {
  for (const text of ['', '+', '0', 'abc', '0812', '1'.repeat(18), '0812 3456 78x'])
    expect(normalPhone(text)).toBeNull()
})

const from = { id: 7, is_bot: false as const, first_name: 'A' }
const message = { message_id: 1, date: 1, chat: { id: 7, type: 'private' as const, first_name: 'A' }, from }
const contact = { phone_number: '6281234567890', first_name: 'A', user_id: 7 }

test('only what somebody shares of themselves counts, and not what was forwarded', () => {
  expect(ownNumber({ ...message, contact }, 7)).toBe('+6281234567890')
  expect(() => ownNumber({ ...message, contact }, 8)).toThrow('people:contactForeign')
  const forward_origin = { type: 'user' as const, date: 1, sender_user: from }
  expect(() => ownNumber({ ...message, contact, forward_origin }, 7)).toThrow('people:contactForwarded')
})

test('a foreign number never passes for an Indonesian one', () => {
  expect(ownNumber({ ...message, contact: { ...contact, phone_number: '81234567890' } }, 7)).toBe('+81234567890')
})
