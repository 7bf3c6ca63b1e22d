import { z } from 'zod'
import { spanBetween } from '../../../shared/questionnaires/counting.ts'
import { roundedMean } from '../../../shared/results/rounding.ts'
import { paired } from '../../../shared/statistics/paired.ts'
import { gridOf, leavesOpen, possibleScores } from './compositions.ts'

const Estimate = z.object({ value: z.number(), low: z.number(), high: z.number() })

/** What a training changed in the results of a test. */
export const Effect = z.object({
  /** Who answered both, and who only the one. */
  matched: z.number(),
  onlyBefore: z.number(),
  onlyLater: z.number(),
  /** The most points that there are; null: not the same for all, and the difference is in percent of each one's most. */
  most: z.number().nullable(),
  /** null: fewer than k answered both. */
  figures: z
    .discriminatedUnion('kind', [
      /** More would tell how single people did. */
      z.object({ kind: z.literal('rounded'), difference: z.number(), step: z.number() }),
      /** Everybody changed by as much. */
      z.object({ kind: z.literal('noSpread'), difference: z.number() }),
      z.object({
        kind: z.literal('measured'),
        difference: Estimate,
        t: z.number(),
        df: z.number(),
        p: z.number(),
        dz: Estimate,
        gz: z.number(),
        dav: Estimate,
        gav: z.number(),
      }),
    ])
    .nullable(),
})
export type Effect = z.infer<typeof Effect>

/** One result of a test. */
interface Score {
  points: number
  most: number
}

/** Both results of somebody; null: they did not take that test. */
export interface Scores {
  before: Score | null
  later: Score | null
}

/** Of fewer times k people, nothing exact is told. */
const exactFrom = 2

/**
 * The effect by what each person reached; of fewer than k who took both tests, only how many they are. `points`: what each
 * question counts. It is exact only where that leaves open how single people did (decision 032): otherwise a difference is
 * told, rounded as means are.
 */
export function effectOf(people: Scores[], points: number[], k: number): Effect {
  const both = people.flatMap(({ before, later }) => (before === null || later === null ? [] : [{ before, later }]))
  const mosts = new Set(both.flatMap(({ before, later }) => [before.most, later.most]))
  const [most = null] = mosts.size === 1 ? mosts : []
  const value = (score: Score) => (most === null ? (100 * score.points) / score.most : score.points)
  const counts = {
    matched: both.length,
    onlyBefore: people.filter(({ before, later }) => before !== null && later === null).length,
    onlyLater: people.filter(({ before, later }) => before === null && later !== null).length,
    most,
  }
  if (both.length < k) return { ...counts, figures: null }
  const scores = possibleScores(points)
  const differences = both.map(({ before, later }) => value(later) - value(before))
  const rounded = { ...counts, figures: roundedOf(differences, { width: most ?? 100, values: scores.length }, k) }
  if (both.length < exactFrom * k || scores.length <= k) return rounded
  const result = paired(
    both.map(({ before }) => value(before)),
    both.map(({ later }) => value(later)),
  )
  switch (result.kind) {
    case 'tooFew':
      return { ...counts, figures: null }
    case 'noSpread':
      // The nearer to the width of the scale, the more it tells where everybody stood.
      return Math.abs(result.difference) > (most ?? 100) / 2
        ? rounded
        : { ...counts, figures: { kind: 'noSpread', difference: result.difference } }
    case 'measured': {
      if (!leavesOpen(differences, most === null ? null : gridOf(scores), k)) return rounded
      // The means themselves are not kept: nobody is shown them.
      const { kind, difference, t, df, p, dz, gz, dav, gav } = result
      return { ...counts, figures: { kind, difference, t, df, p, dz, gz, dav, gav } }
    }
  }
}

/** A difference lies on a scale twice as wide as the test's. */
function roundedOf(
  differences: number[],
  { width, values }: { width: number; values: number },
  k: number,
): Effect['figures'] {
  const sum = differences.reduce((total, one) => total + one, 0)
  const span = spanBetween(2 * width, 2 * (values - 1))
  const told = roundedMean({ people: differences.length, sum, squares: 0 }, k, span)
  return told === null ? null : { kind: 'rounded', difference: told.mean, step: told.step }
}
