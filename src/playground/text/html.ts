import type { MessageEntity } from '@grammyjs/types'
import { checkedLink, mentionedUser } from './links.ts'
import { attributeValue, bytes, cannotParse, dateFormat, nextSign, reference, skipSpace } from './markup.ts'

/** Entities as HTML gives them: a mention still names its person by id only. */
export type RawEntity = MessageEntity | { type: 'text_mention'; offset: number; length: number; userId: number }

const tags: Record<string, MessageEntity.CommonMessageEntity['type'] | 'other'> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  'tg-spoiler': 'spoiler',
  span: 'spoiler',
  blockquote: 'blockquote',
  code: 'code',
  pre: 'other',
  a: 'other',
  'tg-emoji': 'other',
  'tg-time': 'other',
}

interface OpenTag {
  name: string
  offset: number
  attributes: Map<string, string>
}

/** A `code` tag with a language becomes part of the `pre` around it, or inside it. */
interface Code {
  entity: RawEntity
  language: string
}

/**
 * Reads Telegram's HTML parse mode: the plain text and its entities, offsets in UTF-16 units. Throws what Telegram
 * answers to markup it cannot read, its byte offsets counted in UTF-8.
 */
export function parseHtml(source: string): { text: string; entities: RawEntity[] } {
  const open: OpenTag[] = []
  const entities: RawEntity[] = []
  let codes: Code[] = []
  let text = ''
  let at = 0
  while (at < source.length) {
    const next = nextSign(source, at)
    text += source.slice(at, next)
    at = next
    if (source[at] === '&') {
      const [character, end] = reference(source, at)
      text += character
      at = end
    } else if (source.startsWith('</', at)) {
      at = closeTag(at)
    } else if (source[at] === '<') {
      at = openTag(at)
    }
  }
  const unclosed = open.at(-1)
  if (unclosed) throw cannotParse(`Can't find end tag corresponding to start tag "${unclosed.name}"`)
  if (/\p{Surrogate}/u.test(text)) {
    throw cannotParse(
      'Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units',
    )
  }
  return { text, entities: entities.toSorted((a, b) => a.offset - b.offset || b.length - a.length) }

  function openTag(begin: number): number {
    const where = bytes(source, begin)
    const name = (/^[^\s>]*/.exec(source.slice(begin + 1))?.[0] ?? '').toLowerCase()
    let position = begin + 1 + name.length
    if (position >= source.length) throw cannotParse(`Unclosed start tag at byte offset ${where}`)
    if (!Object.hasOwn(tags, name)) throw cannotParse(`Unsupported start tag "${name}" at byte offset ${where}`)
    const attributes = new Map<string, string>()
    for (;;) {
      position = skipSpace(source, position)
      if (source[position] === '>') break
      const key = /^[^\s=>/"']*/.exec(source.slice(position))?.[0] ?? ''
      if (key === '' && position < source.length) {
        throw cannotParse(`Empty attribute name in the tag "${name}" at byte offset ${where}`)
      }
      position = skipSpace(source, position + key.length)
      if (source[position] === '=') {
        position = skipSpace(source, position + 1)
        if (position >= source.length) throw cannotParse(`Unclosed start tag "${name}" at byte offset ${where}`)
        const [value, end] = attributeValue(source, position)
        attributes.set(key.toLowerCase(), value)
        position = end
        if (position >= source.length) throw cannotParse(`Unclosed start tag at byte offset ${where}`)
      } else {
        if (position >= source.length) throw cannotParse(`Unclosed start tag "${name}" at byte offset ${where}`)
        attributes.set(key.toLowerCase(), '')
      }
    }
    if (name === 'span' && attributes.get('class') !== 'tg-spoiler') {
      throw cannotParse(`Tag "span" must have class "tg-spoiler" at byte offset ${where}`)
    }
    open.push({ name, offset: text.length, attributes })
    return position + 1
  }

  function closeTag(begin: number): number {
    const where = bytes(source, begin)
    const tag = open.pop()
    if (!tag) throw cannotParse(`Unexpected end tag at byte offset ${where}`)
    const name = (/^[^\s>]*/.exec(source.slice(begin + 2))?.[0] ?? '').toLowerCase()
    const position = skipSpace(source, begin + 2 + name.length)
    if (source[position] !== '>') throw cannotParse(`Unclosed end tag at byte offset ${where}`)
    if (name !== '' && name !== tag.name) {
      throw cannotParse(`Unmatched end tag at byte offset ${where}, expected "</${tag.name}>", found "</${name}>"`)
    }
    if (text.length > tag.offset) note(tag, text.length - tag.offset)
    return position + 1
  }

  function note(tag: OpenTag, length: number): void {
    const { name, offset, attributes } = tag
    const same = codes.find((code) => code.entity.offset === offset && code.entity.length === length)
    if (name === 'a') {
      const href = attributes.get('href') || text.slice(offset)
      const userId = mentionedUser(href)
      const url = checkedLink(href)
      if (userId !== undefined) entities.push({ type: 'text_mention', offset, length, userId })
      else if (url !== undefined) entities.push({ type: 'text_link', offset, length, url })
    } else if (name === 'pre') {
      if (same) entities.splice(entities.indexOf(same.entity), 1)
      const pre = block(offset, length, same?.language ?? '')
      entities.push(pre)
      codes = [{ entity: pre, language: same?.language ?? '' }]
    } else if (name === 'code') {
      const language = /^language-(.+)$/.exec(attributes.get('class') ?? '')?.[1] ?? ''
      const code: RawEntity = { type: 'code', offset, length }
      entities.push(code)
      codes = [{ entity: code, language }]
    } else if (name === 'tg-emoji') {
      const id = attributes.get('emoji-id') ?? ''
      if (!/^\d{1,19}$/.test(id)) throw cannotParse('Invalid custom emoji identifier specified')
      entities.push({ type: 'custom_emoji', offset, length, custom_emoji_id: id })
    } else if (name === 'tg-time') {
      const format = dateFormat(attributes.get('format') ?? '')
      if (format === undefined) throw cannotParse('Invalid date format used')
      const time = Number.parseInt(attributes.get('unix') ?? '0', 10)
      if (time > 0) entities.push({ type: 'date_time', offset, length, unix_time: time, date_time_format: format })
    } else if (name === 'blockquote' && attributes.has('expandable')) {
      entities.push({ type: 'expandable_blockquote', offset, length })
    } else {
      const type = tags[name]
      if (type !== undefined && type !== 'other') entities.push({ type, offset, length })
    }
  }
}

function block(offset: number, length: number, language: string): RawEntity {
  return language === '' ? { type: 'pre', offset, length } : { type: 'pre', offset, length, language }
}
