import type { MessageEntity, User } from '@grammyjs/types'
import { badRequest } from '../refusal.ts'
import { detect } from './detect.ts'
import { isVerbatim, normalise, shifted, withDetected } from './entities.ts'
import { cannotParse } from './markup.ts'
import { parseHtml, type RawEntity } from './html.ts'

/** Text as it is sent, before Telegram has read it. */
export interface Written {
  text: string
  parseMode?: string | undefined
  entities?: MessageEntity[] | undefined
}

/** Text as it is kept: cleaned, trimmed, with given and recognised entities. */
export interface Formatted {
  text: string
  entities: MessageEntity[]
}

/** Reads text in the given parse mode or with its entities; `personById` finds who a mention by id names. */
export function formatted(written: Written, personById: (id: number) => User | undefined): Formatted {
  const mode = written.parseMode?.toLowerCase() ?? ''
  if (mode === 'markdown' || mode === 'markdownv2') {
    throw badRequest(`parse_mode ${written.parseMode} is not served by the playground; use HTML or entities`)
  }
  if (mode !== '' && mode !== 'none' && mode !== 'html') throw badRequest('unsupported parse_mode')
  if (/\p{Surrogate}/u.test(written.text)) throw badRequest('strings must be encoded in UTF-8')
  if (mode === 'html') {
    const parsed = parseHtml(written.text)
    return kept(
      parsed.text,
      parsed.entities.flatMap((entity) => named(entity, personById)),
    )
  }
  const entities = written.entities ?? []
  for (const entity of entities) checkBounds(written.text, entity)
  return kept(written.text, entities)
}

function kept(source: string, entities: MessageEntity[]): Formatted {
  // Control characters count as spaces; a carriage return is one character as well, so that offsets stay true.
  // eslint-disable-next-line no-control-regex
  const clean = source.replace(/[\u0000-\u0009\u000b-\u001f\u2028-\u202e]/g, ' ')
  const end = clean.trimEnd().length
  // White space in front goes as well, unless it is quoted as code.
  const quoted = entities.filter((entity) => isVerbatim(entity) && entity.length > 0)
  const firstEntity = quoted.reduce((least, entity) => Math.min(least, entity.offset), end)
  const lead = Math.min(end - clean.slice(0, end).trimStart().length, firstEntity)
  const text = clean.slice(lead, end)
  const own = entities.length === 0 ? entities : normalise(text, shifted(entities, lead, text.length))
  return { text, entities: withDetected(text, own, detect(text)) }
}

function named(entity: RawEntity, personById: (id: number) => User | undefined): MessageEntity[] {
  if (!('userId' in entity)) return [entity]
  const user = personById(entity.userId)
  return user ? [{ type: 'text_mention', offset: entity.offset, length: entity.length, user }] : []
}

function checkBounds(text: string, entity: MessageEntity): void {
  const end = entity.offset + entity.length
  if (entity.offset < 0 || entity.length < 0) throw cannotParse('entity offset and length must be non-negative')
  if (entity.offset > text.length) {
    throw badRequest(`entity begins after the end of the text at UTF-16 offset ${entity.offset}`)
  }
  if (end > text.length) throw badRequest(`entity ends after the end of the text at UTF-16 offset ${end}`)
  for (const [edge, at] of [['begins', entity.offset] as const, ['ends', end] as const]) {
    if (splitsCharacter(text, at)) {
      throw badRequest(
        `entity ${edge} in a middle of a UTF-16 symbol at byte offset ${Buffer.byteLength(text.slice(0, at - 1))}`,
      )
    }
  }
}

function splitsCharacter(text: string, at: number): boolean {
  return at > 0 && at < text.length && /[\ud800-\udbff]/.test(text.charAt(at - 1))
}
