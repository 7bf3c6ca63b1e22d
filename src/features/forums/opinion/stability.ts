import { findBaseClusters } from './baseClusters.ts'
import { makeChance, sample } from './chance.ts'
import type { Chance } from './chance.ts'
import { findComponents } from './components.ts'
import { deviate } from './deviations.ts'
import { fitClasses } from './classes.ts'
import { fitFactor } from './factor.ts'
import { groupInto } from './groups.ts'
import { pick } from './matrix.ts'
import type { Matrix } from './matrix.ts'
import { shuffleColumns, simulateFactor } from './nulls.ts'
import { prefer } from './preference.ts'
import { project } from './projection.ts'
import { randIndex } from './randIndex.ts'
import { separation } from './separation.ts'

/** How well groups hold, tried on samples. */
export interface Stability {
  /** How many people were in each sample: all, or 400 of them. */
  sampled: number
  /** The mean adjusted Rand index of the groups with those of bootstrap samples. */
  ari: number
  isStable: boolean
  /** The best silhouette of the sampled people, and what it has to be above: the most that chance gives without groups. */
  silhouette: number
  threshold: number
  /** The mean silhouette, and its standard deviation, of votes without groups. */
  nulls: Record<'factor' | 'even' | 'independent', Null>
  /** How much likelier the votes are of groups than of opinions along one line, in standard deviations; below 0, less likely. */
  lead: number
  /**
   * Whether the silhouette is above what chance gives, and groups are likelier than one line. The former alone claims groups in
   * some of 100 forums without any, by what a 95th percentile is; the two together in hardly one.
   */
  isAboveChance: boolean
}

/** The silhouettes of votes that were made up without groups. */
export interface Null {
  mean: number
  deviation: number
}

/** Groups that were found, and the votes they were found in. */
export interface Found {
  matrix: Matrix
  hidden: Uint8Array
  /** The rows of those who are grouped, and the group of each. */
  members: Int32Array
  of: Int32Array
  k: number
  seed: number
}

const most = 400
const bootstraps = 24
const made = 24
/** Less agreement than this between samples: somebody else would have found other groups. */
const leastAri = 0.6
/** So many standard deviations above the mean is the 95th percentile. */
const rare = 1.645

/** Tries groups on samples of the people and on votes without groups. Takes the same time for any number of people. */
export function judgeStability({ matrix, hidden, members, of, k, seed }: Found): Stability {
  const chance = makeChance(seed)
  const group = new Int32Array(matrix.rows).fill(-1)
  members.forEach((row, i) => (group[row] = of[i] ?? -1))
  const aris = repeat(bootstraps, () => resample(matrix, hidden, members, group, k, chance))
  const ari = aris.reduce((sum, one) => sum + one, 0) / aris.length

  const people = members.length > most ? sample(members, most, chance) : members
  const seen = pick(matrix, people)
  const { silhouette, scores } = separation(seen, hidden)
  const [normal, even] = [fitFactor(seen, hidden, scores, 'normal'), fitFactor(seen, hidden, scores, 'even')]
  const classes = fitClasses(
    seen,
    hidden,
    Int32Array.from(people, (row) => group[row] ?? -1),
    k,
  )
  const spreadOut = (make: () => Matrix) => describe(repeat(made, () => separation(make(), hidden).silhouette))
  const nulls = {
    factor: spreadOut(() => simulateFactor(seen, normal, chance)),
    even: spreadOut(() => simulateFactor(seen, even, chance)),
    independent: spreadOut(() => shuffleColumns(seen, chance)),
  }
  const threshold = Math.max(...Object.values(nulls).map(({ mean, deviation }) => mean + rare * deviation))
  const lead = Math.min(prefer(classes, normal), prefer(classes, even))
  return {
    sampled: people.length,
    ari,
    isStable: ari >= leastAri,
    silhouette,
    threshold,
    nulls,
    lead,
    isAboveChance: silhouette > threshold && lead > 0,
  }
}

/** The adjusted Rand index of the groups with those of a bootstrap sample, among the people in it. */
function resample(
  matrix: Matrix,
  hidden: Uint8Array,
  members: Int32Array,
  group: Int32Array,
  k: number,
  chance: Chance,
): number {
  const size = Math.min(members.length, most)
  const drawn = Int32Array.from({ length: size }, () => members[Math.floor(chance() * members.length)] ?? 0)
  const deviated = deviate(pick(matrix, drawn), hidden)
  const points = project(deviated, findComponents(deviated, roughly))
  const once = [...new Map([...drawn].map((row, i) => [row, i])).values()]
  const base = findBaseClusters(Float64Array.from(once.flatMap((i) => [points[2 * i] ?? 0, points[2 * i + 1] ?? 0])))
  const { of } = groupInto(base, k)
  return randIndex(
    once.map((i) => group[drawn[i] ?? 0] ?? -1),
    base.of.map((b) => of[b] ?? -1),
  )
}

const roughly = 1e-4

function repeat(times: number, run: () => number): number[] {
  return Array.from({ length: times }, run)
}

function describe(values: number[]): Null {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)
  return { mean, deviation: Math.sqrt(square) }
}
