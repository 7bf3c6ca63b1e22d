import type { MessageEntity } from '@grammyjs/types'
import { badRequest, type Refused } from '../refusal.ts'

/** The format of a date entity when it is one Telegram knows. */
export function dateFormat(format: string): MessageEntity.DateTimeMessageEntity['date_time_format'] | undefined {
  if (format === 'r') return 'r'
  const [, weekday, day, time] = /^(w?)([dD]?)([tT]?)$/.exec(format) ?? []
  if (weekday === undefined) return undefined
  const w = weekday === 'w' ? 'w' : ''
  const d = day === 'd' ? 'd' : day === 'D' ? 'D' : ''
  const t = time === 't' ? 't' : time === 'T' ? 'T' : ''
  return `${w}${d}${t}`
}

/** Telegram's refusal of text it cannot read. */
export function cannotParse(reason: string): Refused {
  return badRequest(`can't parse entities: ${reason}`)
}

export function nextSign(source: string, from: number): number {
  for (let at = from; at < source.length; at += 1) if (source[at] === '&' || source[at] === '<') return at
  return source.length
}

/** The character that `&…;` at `at` stands for and where it ends; anything else stays as it is written. */
export function reference(source: string, at: number): [string, number] {
  const [whole = '', name, hex, decimal] =
    /^&(?:(lt|gt|amp|quot)(?![A-Za-z])|#x([0-9A-Fa-f]+)|#(\d+));?/.exec(source.slice(at, at + 12)) ?? []
  if (name !== undefined) return [{ lt: '<', gt: '>', amp: '&', quot: '"' }[name] ?? '', at + whole.length]
  const code = hex !== undefined ? Number.parseInt(hex, 16) : Number(decimal ?? 0)
  if (code === 0 || code >= 0x10ffff || whole.length > 10) return ['&', at + 1]
  return [String.fromCodePoint(code), at + whole.length]
}

export function attributeValue(source: string, at: number): [string, number] {
  const quote = source[at]
  if (quote !== '"' && quote !== "'") {
    const token = /^[A-Za-z0-9.-]*/.exec(source.slice(at))?.[0] ?? ''
    const after = source[at + token.length]
    if ((after !== undefined && !/[\s>]/.test(after)) || (after === undefined && token !== '')) {
      throw cannotParse(`Unexpected end of name token at byte offset ${bytes(source, at)}`)
    }
    return [token.toLowerCase(), at + token.length]
  }
  let value = ''
  let position = at + 1
  while (position < source.length && source[position] !== quote) {
    const [character, end] =
      source[position] === '&' ? reference(source, position) : [source.charAt(position), position + 1]
    value += character
    position = end
  }
  return [value, position + 1]
}

export function skipSpace(source: string, from: number): number {
  let at = from
  while (at < source.length && /\s/.test(source.charAt(at))) at += 1
  return at
}

export function bytes(source: string, end: number): number {
  return Buffer.byteLength(source.slice(0, end))
}
