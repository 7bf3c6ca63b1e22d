import type { Language } from '../../../platform/texts.ts'

/** Digits that a number keeps exactly. */
const mostDigits = 15

/**
 * Reads a number as people write it, with or without one of the units behind it: "12", "-3,5", "1.500 jam". One mark before
 * three digits is read as the language writes it: 1.500 are fifteen hundred in Indonesian, one and a half in English. null:
 * it is none.
 */
export function readNumber(text: string, units: string[], language: Language): number | null {
  const bare = units.reduce((left, unit) => without(left, unit), text.trim())
  const [group, decimal] = language === 'id' ? ['.', ','] : [',', '.']
  const written = bare.replaceAll(/[\s\u00a0]/g, '').replace('−', '-')
  const whole = written.startsWith('-') ? written.slice(1) : written
  const digits =
    grouped(whole, group, decimal) ?? plain(whole, decimal) ?? grouped(whole, decimal, group) ?? plain(whole, group)
  if (digits === null || digits.replace('.', '').length > mostDigits) return null
  return Number(digits) * (written.startsWith('-') ? -1 : 1)
}

function without(text: string, unit: string): string {
  return unit !== '' && text.toLowerCase().endsWith(unit.toLowerCase()) ? text.slice(0, -unit.length).trim() : text
}

/** "1.500.000" or "1.500,25". */
function grouped(text: string, group: string, decimal: string): string | null {
  const [whole = '', part, ...more] = text.split(decimal)
  const groups = whole.split(group)
  if (more.length > 0 || groups.length < 2 || (part !== undefined && !/^\d+$/.test(part))) return null
  const [first = '', ...others] = groups
  if (!/^[1-9]\d{0,2}$/.test(first) || !others.every((three) => /^\d{3}$/.test(three))) return null
  return [groups.join(''), ...(part === undefined ? [] : [part])].join('.')
}

/** "1500" or "0,25". */
function plain(text: string, decimal: string): string | null {
  const [whole = '', part, ...more] = text.split(decimal)
  if (more.length > 0 || !/^\d+$/.test(whole) || (part !== undefined && !/^\d+$/.test(part))) return null
  return part === undefined ? whole : `${whole}.${part}`
}
