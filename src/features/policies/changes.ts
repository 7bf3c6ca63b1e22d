import { joinFormatted, sliceFormatted, trimFormatted } from '../../platform/formatted.ts'
import type { Formatted, Mark } from '../../platform/formatted.ts'
import { normalizeMarks } from '../../platform/marks.ts'
import { differencesOf, tokensOf } from './differences.ts'
import type { Difference, Token } from './differences.ts'
import { normalText } from './matching.ts'

/** A paragraph by the number that it keeps through all versions. */
export interface Identified {
  identity: number
  text: string
}

/** What somebody who knows one version has to read of another, and what of theirs is gone; by identities, in order. */
export interface Changes {
  required: number[]
  removed: number[]
}

/** Telegram shows 100 in a message, some are left for others; a removed word without its stroke would seem to hold. */
const mostMarks = 90
/** What a message has at most, in UTF-16 units. */
const message = 4096

/** What somebody who acknowledged `base` is asked to read of `now`: each paragraph that is new or says something else. */
export function changesBetween(base: Identified[], now: Identified[]): Changes {
  const known = new Map(base.map(({ identity, text }) => [identity, normalText(text)]))
  const left = new Set(now.map(({ identity }) => identity))
  return {
    required: now.flatMap(({ identity, text }) => (known.get(identity) === normalText(text) ? [] : [identity])),
    removed: base.flatMap(({ identity }) => (left.has(identity) ? [] : [identity])),
  }
}

/** The whole text struck through, as what no longer holds. */
export function strikeAll(f: Formatted): Formatted {
  return cover(f, 'strikethrough')
}

/**
 * Two versions of a text as one: words that were removed are struck through, those that were added underlined; all the rest
 * is `after`, but for its own strokes and lines. Without what is struck it says exactly `after`, without what is underlined
 * `before`, but for white space. Texts that have little in common stand one below the other.
 */
export function markChanges(before: Formatted, after: Formatted): Formatted {
  const [old, now] = [withoutLines(trimFormatted(before)), withoutLines(after)]
  const [oldTokens, nowTokens] = [tokensOf(old.text), tokensOf(now.text)]
  const differences = differencesOf(oldTokens, nowTokens)
  const woven = differences && weave({ ...old, tokens: oldTokens }, { ...now, tokens: nowTokens }, differences)
  if (woven !== null && isShowable(woven)) return woven
  const blankLine = { text: old.text === '' || now.text.trim() === '' ? '' : '\n\n', entities: [] }
  return joinFormatted([strikeAll(joinFormatted([old, blankLine])), cover(now, 'underline')])
}

interface Side extends Formatted {
  tokens: Token[]
}

function weave(before: Side, after: Side, differences: Difference[]): Formatted {
  const parts: Formatted[] = []
  let at = 0
  for (const { removed, added } of differences) {
    const isReplaced = added.start < added.end
    const gap = gapBefore(after, added.start)
    const struck = before.tokens.slice(removed.start, removed.end)
    const [first, last] = [struck[0], struck.at(-1)]
    if (first !== undefined && last !== undefined) {
      const [lead, trail] = [gapBefore(before, removed.start).text, gapBefore(before, removed.end).text]
      // A sign that stood close behind a word stays there: "kerja~~,~~ lalu".
      const isClose = lead === '' && removed.start > 0
      const place = isClose ? gap.start : gap.end
      parts.push(sliceFormatted(after, at, place))
      at = place
      const isApart = place < gap.end || (place === after.text.length && !isReplaced)
      const opening = gap.text === '' && place > 0 ? lead : ''
      const closing = isApart ? '' : trail || (isReplaced ? ' ' : '')
      const words = sliceFormatted(before, first.start, last.end)
      parts.push(strikeAll(joinFormatted([plain(opening), words, plain(closing)])))
    }
    if (isReplaced) {
      const end = after.tokens[added.end - 1]?.end ?? after.text.length
      parts.push(sliceFormatted(after, at, gap.end), cover(sliceFormatted(after, gap.end, end), 'underline'))
      at = end
    }
  }
  return joinFormatted([...parts, sliceFormatted(after, at)])
}

/** Whether no message, wherever the text is cut, has too many marks. */
function isShowable({ entities }: Formatted): boolean {
  return entities.every(({ offset }, n) => (entities[n + mostMarks]?.offset ?? Infinity) - offset > message)
}

/** The white space before a token, or at the end of a text. */
function gapBefore({ text, tokens }: Side, place: number): { start: number; end: number; text: string } {
  const [start, end] = [tokens[place - 1]?.end ?? 0, tokens[place]?.start ?? text.length]
  return { start, end, text: text.slice(start, end) }
}

function plain(text: string): Formatted {
  return { text, entities: [] }
}

/** Marks the whole text; code gives way, for Telegram would show it without the mark. */
function cover(f: Formatted, type: Mark['type']): Formatted {
  const kept = withoutLines(f).entities.filter((mark) => mark.type !== 'code' && mark.type !== 'pre')
  const all: Mark[] = f.text === '' ? [] : [{ type, offset: 0, length: f.text.length }]
  return { text: f.text, entities: normalizeMarks([...all, ...kept], f.text.length) }
}

/** Without strokes and lines of its own, which would be taken for changes. */
function withoutLines({ text, entities }: Formatted): Formatted {
  return { text, entities: entities.filter(({ type }) => type !== 'strikethrough' && type !== 'underline') }
}
