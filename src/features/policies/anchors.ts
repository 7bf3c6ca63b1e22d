import type { Fault } from './findings.ts'
import { slice, textOf, trim } from '../../platform/pieces.ts'
import type { Piece } from '../../platform/pieces.ts'

/**
 * Takes the name that its author gave to a paragraph, as in {#tujuan}, off the text: it stands at its beginning, its
 * end, or the end of its first line.
 */
export function takeAnchor(
  given: Piece[],
  fault: (reason: Fault['reason'], value: string) => void,
): { anchor: string | null; pieces: Piece[] } {
  const pieces = trim(given)
  const text = textOf(pieces)
  const found = [/^\{#[^{}]*\}/, /(?<=^[^\n{]*)\{#[^{}\n]*\}(?=\n)/, /\{#[^{}]*\}$/]
    .map((place) => place.exec(text))
    .find((one) => one !== null)
  if (found === undefined || found === null) return { anchor: null, pieces }
  const [mark] = found
  const anchor = mark.slice(2, -1).trim()
  if (!/^[a-z0-9-]{1,40}$/.test(anchor)) fault('anchorWrong', anchor)
  return { anchor, pieces: [...slice(pieces, 0, found.index), ...slice(pieces, found.index + mark.length)] }
}
