/**
 * A phone number in its one spelling, "+" and digits, from any in which people write it: +62…, 62…, 0… or without the 0,
 * with spaces, dashes, dots and brackets; null when it is none. A number without a country is Indonesian.
 */
export function normalPhone(text: string): string | null {
  const bare = text.trim().replaceAll(/[\s().\u2010-\u2015-]/g, '')
  const [, sign = '', digits = ''] = /^(\+|00)?(\d+)$/.exec(bare) ?? []
  const number = sign === '' && !digits.startsWith('62') ? `62${digits}` : digits
  // "+62 0812 …" is a common slip: within the country code the 0 is not dialled.
  const whole = number.replace(/^620+/, '62')
  return /^[1-9]\d{7,14}$/.test(whole) ? `+${whole}` : null
}
