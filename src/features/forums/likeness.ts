/** The pieces of texts that were compared lately, sorted, each as one number; statements of a forum are compared again and again. */
const known = new Map<string, Float64Array>()
const mostKnown = 20_000
const unit = 2 ** 16

/** Those of the rows whose text is at least so much alike, the most alike first. */
export function mostAlike<Row extends { text: string }>(rows: Row[], text: string, least: number, most: number): Row[] {
  const pieces = piecesOf(text)
  return rows
    .map((row) => ({ row, degree: likeness(knownPieces(row.text), pieces) }))
    .filter(({ degree }) => degree >= least)
    .toSorted((a, b) => b.degree - a.degree)
    .slice(0, most)
    .map(({ row }) => row)
}

/**
 * How alike two texts are, from 0 to 1: the share of three-letter pieces of their words that both have, as PostgreSQL's
 * pg_trgm counts it (each word with two spaces before it and one after).
 */
function likeness(one: Float64Array, other: Float64Array): number {
  let both = 0
  for (let i = 0, j = 0; i < one.length && j < other.length;) {
    const [a = 0, b = 0] = [one[i], other[j]]
    if (a === b) both += 1
    if (a <= b) i += 1
    if (b <= a) j += 1
  }
  return both === 0 ? 0 : both / (one.length + other.length - both)
}

function knownPieces(text: string): Float64Array {
  const found = known.get(text)
  if (found !== undefined) return found
  if (known.size === mostKnown) known.clear()
  const pieces = piecesOf(text)
  known.set(text, pieces)
  return pieces
}

/** Each piece of a text once: three UTF-16 units of 16 bits, which a number holds exactly. */
function piecesOf(text: string): Float64Array {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  return Float64Array.from(new Set(words.flatMap((word) => triples(`  ${word} `)))).toSorted()
}

function triples(word: string): number[] {
  return Array.from(
    { length: Math.max(0, word.length - 2) },
    (_, n) => (word.charCodeAt(n) * unit + word.charCodeAt(n + 1)) * unit + word.charCodeAt(n + 2),
  )
}
