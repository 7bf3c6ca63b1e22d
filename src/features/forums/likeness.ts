/**
 * How alike two texts are, from 0 to 1: the share of three-letter pieces of their words that both have, as PostgreSQL's
 * pg_trgm counts it (each word with two spaces before it and one after).
 */
function likeness(a: string, b: string): number {
  const [one, other] = [piecesOf(a), piecesOf(b)]
  const both = [...one].filter((piece) => other.has(piece)).length
  return both === 0 ? 0 : both / (one.size + other.size - both)
}

/** Those of the rows whose text is at least so much alike, the most alike first. */
export function mostAlike<Row extends { text: string }>(rows: Row[], text: string, least: number, most: number): Row[] {
  return rows
    .map((row) => ({ row, degree: likeness(row.text, text) }))
    .filter(({ degree }) => degree >= least)
    .toSorted((a, b) => b.degree - a.degree)
    .slice(0, most)
    .map(({ row }) => row)
}

function piecesOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  return new Set(words.flatMap((word) => triples(`  ${word} `)))
}

function triples(word: string): string[] {
  return Array.from({ length: Math.max(0, word.length - 2) }, (_, n) => word.slice(n, n + 3))
}
