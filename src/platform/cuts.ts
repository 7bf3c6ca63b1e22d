/** What lies between two cuts: from `start` to before `end`, in UTF-16 units. */
export interface Stretch {
  start: number
  end: number
}

/** White space at which a text may be cut. */
interface Gap {
  start: number
  /** How good a cut it is. */
  rank: number
}

/** A character as a reader sees it. */
interface Sign extends Stretch {
  isSpace: boolean
}

const [space, sentence, line, blankLine] = [0, 1, 2, 3]
/**
 * A character always begins here. In Node 20 each segment that Intl.Segmenter finds holds a copy of the whole text, so
 * that a long one would take gigabytes: it gets short runs only.
 */
const beforeAscii = /(?<![\r\p{Cf}])(?=[ -~\n])/u
const graphemes = new Intl.Segmenter('id', { granularity: 'grapheme' })
/** White space, but for what is there to keep two words together. */
const breaking = /[^\S\u00a0\u2007\u202f\ufeff]/
const newline = /\r\n|[\n\v\f\r\u2028\u2029]/g
/** Not behind "1.", "a." or "No.", which belong to what follows. */
const sentenceEnd = /(?:[^\s.]{3}\.|[!?…])["'”’»)\]]*$/u
/** So many UTF-16 units before a gap show whether a sentence ends there. */
const glance = 12

/**
 * The parts of at most `most` UTF-16 units (2 or more) into which a text is best cut, without white space at their ends.
 * A cut at a blank line is better than one at the end of a line, that better than behind a sentence, that better than
 * between words; any of them only in the latter half of a part, and there first outside of `whole` stretches. A word is
 * cut only if it alone is longer than a part, between its characters; likewise a character between its code points.
 */
export function cut(text: string, most: number, whole: Stretch[]): Stretch[] {
  const signs = readSigns(text)
  const content = signs.filter(({ isSpace }) => !isSpace)
  const gaps = findGaps(text, signs, whole)
  const end = content.at(-1)?.end ?? 0
  const parts: Stretch[] = []
  let start = content[0]?.start ?? end
  while (end - start > most) {
    const from = start
    const reachable = gaps.filter((gap) => gap.start > from && gap.start <= from + most)
    const at = bestOf(reachable, from + most / 2)?.start ?? cutWord(text, signs, from, most)
    const last = content.findLast((sign) => sign.start < at)
    parts.push({ start, end: Math.min(at, last?.end ?? at) })
    start = Math.max(at, content.find((sign) => sign.end > at)?.start ?? end)
  }
  if (start < end) parts.push({ start, end })
  return parts
}

/** The beginning of a text, of at most so many UTF-16 units, by which Telegram counts; no character beyond them is left half. */
export function clip(text: string, most: number): string {
  return text.slice(0, most).replace(/[\ud800-\udbff]$/, '')
}

function readSigns(text: string): Sign[] {
  let start = 0
  return text.split(beforeAscii).flatMap((run) => {
    const signs = run.length === 1 ? [run] : Array.from(graphemes.segment(run), ({ segment }) => segment)
    return signs.map((sign) => {
      const end = start + sign.length
      const read = { start, end, isSpace: sign.trim() === '' }
      start = end
      return read
    })
  })
}

function findGaps(text: string, signs: Sign[], whole: Stretch[]): Gap[] {
  const gaps: Gap[] = []
  for (let at = 0; at < signs.length; at++) {
    const first = signs[at]
    while (signs[at]?.isSpace) at++
    if (!first?.isSpace) continue
    const { start } = first
    const end = signs[at]?.start ?? text.length
    if (!breaking.test(text.slice(start, end))) continue
    const isInside = whole.some((stretch) => stretch.start < start && stretch.end > end)
    gaps.push({ start, rank: rankOf(text, start, end) + (isInside ? 0 : blankLine + 1) })
  }
  return gaps
}

function rankOf(text: string, start: number, end: number): number {
  const lines = text.slice(start, end).match(newline)?.length ?? 0
  if (lines > 0) return lines > 1 ? blankLine : line
  return sentenceEnd.test(text.slice(Math.max(0, start - glance), start)) ? sentence : space
}

/** The best of those from `half` on, the last of several; the last one of all when there is none. */
function bestOf(gaps: Gap[], half: number): Gap | undefined {
  const late = gaps.filter(({ start }) => start >= half)
  return late.toSorted((a, b) => b.rank - a.rank || b.start - a.start)[0] ?? gaps.at(-1)
}

function cutWord(text: string, signs: Sign[], start: number, most: number): number {
  const between = signs.findLast((sign) => sign.start <= start + most)?.start ?? start
  if (between > start) return between
  const isPair = /[\ud800-\udbff]/.test(text.charAt(start + most - 1))
  return start + (isPair && most > 1 ? most - 1 : most)
}
