import { diffArrays } from 'diff'

/** A word, a number or signs, without the white space around it. */
export interface Token {
  start: number
  end: number
  /** The same for tokens that a reader takes for the same. */
  key: string
}

/** Tokens of the text before that stand no more, and those that stand there now: from `start` to before `end`. */
export interface Difference {
  removed: Range
  added: Range
}

interface Range {
  start: number
  end: number
}

/** "10.000", "e-KTP" and "12/2026" are one word each. */
const token =
  /[\p{L}\p{N}][\p{L}\p{N}\p{M}\u200c\u200d]*(?:[-'’.,:/][\p{L}\p{N}][\p{L}\p{N}\p{M}]*)*|[^\s\p{L}\p{N}]+/gu
/** When more than this share of the tokens of both texts differ, their differences are not worth reading. */
const mostDifferent = 0.6
/** Comparing takes time with the square of the differences; more of them are not looked for. */
const mostDifferences = 1500
/** So many unchanged tokens between two changes may be a tiny island. */
const island = 2

/** The tokens of a text. */
export function tokensOf(text: string): Token[] {
  return Array.from(text.matchAll(token), ({ 0: word, index }) => {
    return { start: index, end: index + word.length, key: word.normalize('NFC') }
  })
}

/** In what two texts differ, in order, tiny islands between differences included; null: in nearly everything. */
export function differencesOf(before: Token[], after: Token[]): Difference[] | null {
  const all = before.length + after.length
  const maxEditLength = Math.min(mostDifferences, Math.floor(all * mostDifferent))
  const changes = diffArrays(keys(before), keys(after), { maxEditLength })
  if (changes === undefined) return null
  const found: Difference[] = []
  let [from, to] = [0, 0]
  for (const { added, removed, count } of changes) {
    if (added || removed) {
      const change = {
        removed: { start: from, end: from + (removed ? count : 0) },
        added: { start: to, end: to + (added ? count : 0) },
      }
      insert(change)
    }
    if (!added) from += count
    if (!removed) to += count
  }
  const different = found.reduce((sum, { removed, added }) => sum + size(removed) + size(added), 0)
  return different > all * mostDifferent ? null : found

  function insert(change: Difference): void {
    const last = found.at(-1)
    if (last === undefined || !isOne(last, change)) {
      found.push(change)
      return
    }
    found.pop()
    // What was an island in front of the last one may be tiny now that they are one.
    insert({
      removed: { start: last.removed.start, end: change.removed.end },
      added: { start: last.added.start, end: change.added.end },
    })
  }

  /** Whether two differences read better as one: little stands between them, less than each of them has. */
  function isOne(a: Difference, b: Difference): boolean {
    const between = { start: a.added.end, end: b.added.start }
    const extent = ({ removed, added }: Difference) => Math.max(lengthOf(before, removed), lengthOf(after, added))
    return size(between) <= island && lengthOf(after, between) <= Math.min(extent(a), extent(b))
  }
}

function keys(tokens: Token[]): string[] {
  return tokens.map(({ key }) => key)
}

function size({ start, end }: Range): number {
  return end - start
}

/** How many UTF-16 units a range of tokens takes. */
function lengthOf(tokens: Token[], { start, end }: Range): number {
  return start === end ? 0 : (tokens[end - 1]?.end ?? 0) - (tokens[start]?.start ?? 0)
}
