import type { MessageEntity } from '@grammyjs/types'

type Kind = MessageEntity.CommonMessageEntity['type']

/** What Telegram recognises in plain text by itself, in order of who wins where two would overlap. */
const patterns: { kind: Kind; sign: RegExp; pattern: RegExp }[] = [
  {
    kind: 'url',
    sign: /[.:]/,
    pattern:
      /(?<![\p{L}\p{N}_@./-])(?:(?:https?|tg):\/\/[\p{L}\p{N}.-]+(?::\d+)?|(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+(?:id|com|net|org|info|edu|gov|io|me|co|dev|app|xyz|uk|de)(?::\d+)?(?![\p{L}\p{N}_@]))(?:[/?#](?:[^\s<>"]*[^\s<>".,:;!?'()[\]{}])?)?/giu,
  },
  {
    kind: 'email',
    sign: /@/,
    pattern: /(?<![\w.+-])[\w.+-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(?![\w@])/giu,
  },
  { kind: 'bot_command', sign: /\//, pattern: /(?<![\p{L}\p{N}_/<>])\/\w{1,64}(?:@\w{3,32})?(?![\p{L}\p{N}_/<>])/gu },
  { kind: 'mention', sign: /@/, pattern: /(?<![\p{L}\p{N}_@/.])@[a-z]\w{2,31}(?![\p{L}\p{N}_])/giu },
  {
    kind: 'hashtag',
    sign: /#/,
    pattern: /(?<![\p{L}\p{N}_#])#(?=[\p{L}\p{N}_]*[\p{L}_])[\p{L}\p{N}_]{1,256}(?![\p{L}\p{N}_#])/gu,
  },
  { kind: 'cashtag', sign: /\$/, pattern: /(?<![\p{L}\p{N}_$])\$[A-Z]{3,8}(?![\p{L}\p{N}_$])/gu },
  { kind: 'phone_number', sign: /\+/, pattern: /(?<![\p{L}\p{N}_+])\+\d(?:[ .()-]{0,2}\d){8,14}(?![\p{L}\p{N}_])/gu },
]

/** Finds commands, links, mentions, hashtags, e-mail addresses and phone numbers; offsets are UTF-16 units. */
export function detect(text: string): MessageEntity[] {
  if (!/[/@#$+.:]/.test(text)) return []
  const found: MessageEntity[] = []
  for (const { kind, sign, pattern } of patterns) {
    if (!sign.test(text)) continue
    for (const match of text.matchAll(pattern)) {
      const entity: MessageEntity = { type: kind, offset: match.index, length: match[0].length }
      if (!found.some((other) => overlap(other, entity))) found.push(entity)
    }
  }
  return found.toSorted((a, b) => a.offset - b.offset)
}

/** True when the two share at least one character. */
export function overlap(a: MessageEntity, b: MessageEntity): boolean {
  return a.offset < b.offset + b.length && b.offset < a.offset + a.length
}
