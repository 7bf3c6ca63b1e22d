import type { Turn } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'

/** One idea has room in as many characters. */
export const longestSeed = 140
const most = 200

/** Statements, one on each line, beside those that were sent before; refused with the line that is too long. */
export function readSeeds(_turn: Pick<Turn, 'now'>, { text = '' }: { text?: string }, before: string[] = []): string[] {
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
  const long = lines.find((line) => line.length > longestSeed)
  if (long !== undefined) {
    const values = { line: lines.indexOf(long) + 1, count: long.length, max: longestSeed, text: long.slice(0, 40) }
    throw new Refusal('forums:seedLong', values)
  }
  const all = [...new Set([...before, ...lines])]
  if (all.length > most) throw new Refusal('forums:seedsMany', { max: most })
  return all
}
