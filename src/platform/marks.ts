import type { Mark } from './formatted.ts'

/** A mark by where it begins and ends. */
interface Span {
  type: Mark['type']
  url: string | undefined
  start: number
  end: number
}

/** Of marks with the same extent the former lies around the latter. */
const order: Mark['type'][] = ['text_link', 'pre', 'code', 'bold', 'italic', 'underline', 'strikethrough']
const styles: Mark['type'][] = ['bold', 'italic', 'underline', 'strikethrough']

/**
 * Makes marks valid as Telegram understands them: inside of the text, none empty, neighbours of one kind merged, of two
 * that overlap one inside the other. Links and code never overlap, the first one stays; code has no style. Telegram does
 * the same, silently. What comes out depends only on which characters have which marks.
 */
export function normalizeMarks(entities: Mark[], length: number): Mark[] {
  const spans = entities
    .map(({ type, offset, length: size, url }) => ({
      type,
      url,
      start: Math.max(0, offset),
      end: Math.min(length, offset + size),
    }))
    .filter(({ type, url, start, end }) => start < end && (type !== 'text_link' || url !== undefined))
    .toSorted(compare)
  const alone = apart(spans.filter(({ type }) => !styles.includes(type)))
  const code = alone.filter(({ type }) => type !== 'text_link')
  const styled = styles.flatMap((style) => without(merge(spans.filter(({ type }) => type === style)), code))
  return nest([...alone, ...styled].toSorted(compare))
}

function compare(a: Span, b: Span): number {
  return a.start - b.start || b.end - a.end || order.indexOf(a.type) - order.indexOf(b.type)
}

/** Cuts off what an earlier one covers. */
function apart(spans: Span[]): Span[] {
  const found: Span[] = []
  let covered = 0
  for (const span of spans) {
    const start = Math.max(span.start, covered)
    if (start < span.end) found.push({ ...span, start })
    covered = Math.max(covered, span.end)
  }
  return merge(found)
}

/** Makes one of neighbours of one kind. */
function merge(spans: Span[]): Span[] {
  const found: Span[] = []
  for (const span of spans) {
    const last = found.at(-1)
    if (last !== undefined && last.end >= span.start && last.type === span.type && last.url === span.url)
      last.end = Math.max(last.end, span.end)
    else found.push({ ...span })
  }
  return found
}

/** What is left of spans outside of holes; both in order, neither overlapping. */
function without(spans: Span[], holes: Span[]): Span[] {
  const found: Span[] = []
  let first = 0
  for (const span of spans) {
    let { start } = span
    while ((holes[first]?.end ?? Infinity) <= start) first++
    for (let at = first; start < span.end; at++) {
      const hole = holes[at]
      const end = Math.min(span.end, hole?.start ?? span.end)
      if (start < end) found.push({ ...span, start, end })
      start = Math.max(start, Math.min(span.end, hole?.end ?? span.end))
    }
  }
  return found
}

/** Cuts styles where they would cross another mark. */
function nest(spans: Span[]): Mark[] {
  const found: Span[] = []
  const open: Span[] = []
  const edges = new Set(spans.flatMap(({ start, end }) => [start, end]))
  let next = 0
  for (const edge of [...edges].toSorted((a, b) => a - b)) {
    const starting: Span[] = []
    for (let span = spans[next]; span !== undefined && span.start === edge; span = spans[++next]) starting.push(span)
    // A link stays whole: a style that ends within it goes on inside of it.
    const whole = Math.max(edge, ...starting.flatMap(({ type, end }) => (styles.includes(type) ? [] : [end - 1])))
    const outermost = open.findIndex(({ end }) => end <= whole)
    const closed = outermost === -1 ? [] : open.splice(outermost)
    for (const span of closed) if (span.start < edge) found.push({ ...span, end: edge })
    const continued = closed.filter(({ end }) => end > edge).map((span) => ({ ...span, start: edge }))
    open.push(...[...continued, ...starting].toSorted(compare))
  }
  return found.toSorted(compare).map(({ type, url, start, end }) => ({
    type,
    offset: start,
    length: end - start,
    ...(url !== undefined && { url }),
  }))
}
