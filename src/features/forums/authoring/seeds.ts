import { Refusal } from '../../../platform/refusal.ts'

/** One idea has room in as many characters. */
export const longestSeed = 140
/** So long is a reason by which moderators reject. */
export const longestReason = 100
const most = { seeds: 200, reasons: 10 } as const

/** Statements, one on each line, beside those that were sent before; refused with the line that is too long. */
export function readSeeds({ text = '' }: { text?: string }, before: string[] = []): string[] {
  const all = [...new Set([...before, ...linesOf(text, longestSeed)])]
  if (all.length > most.seeds) throw new Refusal('forums:seedsMany', { max: most.seeds })
  return all
}

/** Reasons to reject by, one on each line; refused with the line that is too long. */
export function readReasons({ text = '' }: { text?: string }): string[] {
  const all = [...new Set(linesOf(text, longestReason))]
  if (all.length > most.reasons) throw new Refusal('forums:reasonsMany', { max: most.reasons })
  return all
}

/** The lines of a text without their bullets and numbers. */
function linesOf(text: string, longest: number): string[] {
  const lines = text
    .split('\n')
    .map((line) =>
      line
        .replace(/^\s*(?:[-•*]|\d{1,3}[.)])\s+/, '')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    )
    .filter((line) => line !== '')
  if (lines.length === 0) throw new Refusal('platform:wordsExpected')
  const long = lines.find((line) => line.length > longest)
  if (long !== undefined) {
    const values = { line: lines.indexOf(long) + 1, count: long.length, max: longest, text: long.slice(0, 40) }
    throw new Refusal('forums:seedLong', values)
  }
  return lines
}
