import { findBaseClusters } from './baseClusters.ts'
import { findComponents } from './components.ts'
import { findConsensus } from './consensus.ts'
import { countVotes, sumCounts } from './counts.ts'
import type { Counts } from './counts.ts'
import { deviate } from './deviations.ts'
import { adopt } from './groupCount.ts'
import type { Adopted } from './groupCount.ts'
import { bestOf, findGroupings } from './groups.ts'
import { findMajority } from './majority.ts'
import type { Common } from './majority.ts'
import { arrange } from './matrix.ts'
import type { Matrix, Votes } from './matrix.ts'
import { admit, placesOf } from './members.ts'
import { prioritize } from './priority.ts'
import { findExtremity, project } from './projection.ts'
import { represent } from './representative.ts'
import type { Representative } from './representative.ts'
import { judgeStability } from './stability.ts'
import type { Stability } from './stability.ts'

/** What an update has to remember for the next one. */
export interface Earlier extends Adopted {
  /** 1 for each participant who has been grouped; those who came since may be missing at the end. */
  isIn: Uint8Array
}

/** The votes of a forum so far. */
export interface OpinionInput {
  /** How many there are; the votes name them by their index. */
  participants: number
  /** How many there are, rejected and meta ones included. */
  statements: number
  votes: Votes
  /** For each statement 1 if it is rejected or meta: nobody's place depends on it. */
  hidden: Uint8Array
  /** For each statement 1 if it is meta: about people rather than the matter. */
  meta: Uint8Array
  earlier: Earlier | null
  /** 1 for each participant who is grouped however few votes they have; those of `earlier` where empty. */
  admitted?: Uint8Array
  /** Of the samples by which the groups are tried; the same seed, the same answer. */
  seed: number
}

/** People who vote alike, and what they say that the others do not. */
export interface Group extends Counts {
  size: number
  representative: Representative[]
}

/** What the votes say; arrays hold one number for each participant or each statement, by their index. */
export interface Opinion {
  /** 1 for each participant who has voted on enough, or was grouped before. */
  isGrouped: Uint8Array
  /** Where each participant stands in the plane of the two principal components: x and y in turn. */
  coordinates: Float64Array
  /** The group of each participant, from 0; −1 for who is not grouped. */
  group: Int8Array
  /** How many groups there are. They are there even when they are not clear, and then are not to be shown. */
  k: number
  isClear: boolean
  /** Why the groups are not clear; null when they are. */
  unclear: 'tooFewPeople' | 'unstable' | 'likeChance' | null
  /** Null with too few people, or nothing that tells them apart. */
  stability: Stability | null
  /** The mean silhouette of the base clusters for each number of groups that was tried, from 2. */
  silhouettes: number[]
  groups: Group[]
  /** The votes of everyone, grouped or not, and those of all groups together. */
  everyone: Counts
  grouped: Counts
  majority: { agree: Common[]; disagree: Common[] }
  /** Group-informed consensus, from 0 to 1: the product of the groups' agreement. */
  consensus: Float64Array
  /** The same with all groups taken as one: what to show when they are not clear. */
  agreement: Float64Array
  extremity: Float64Array
  /** How much it is worth to ask for a vote; it does not depend on how people are grouped. */
  priority: Float64Array
  earlier: Earlier
}

/** Fewer people than these cannot be told apart. */
const fewest = 15

/**
 * Finds the groups of opinion in the votes of a forum by Polis's method, and whether they are clear. Throws a RangeError
 * for a vote that is none. Takes as long as there are votes, and a second for the trial of the groups.
 */
export function analyse(input: OpinionInput): Opinion {
  const { statements, participants, hidden, meta, seed } = input
  const matrix = arrange(input.votes, participants, statements)
  const isGrouped = admit(matrix, input.admitted ?? input.earlier?.isIn ?? new Uint8Array())
  const deviations = deviate(matrix, hidden)
  const components = findComponents(deviations)
  const coordinates = project(deviations, components)
  const members = placesOf(isGrouped)
  const found = divide(coordinates, members, input.earlier)
  const group = new Int8Array(participants).fill(-1)
  members.forEach((i, at) => (group[i] = found.of[at] ?? -1))

  const counts = countVotes(matrix, group, found.k)
  const grouped = sumCounts(counts, statements)
  const everyone = sumCounts(countVotes(matrix, new Int8Array(participants), 1), statements)
  const extremity = findExtremity(deviations, components)
  return {
    isGrouped,
    coordinates,
    group,
    k: found.k,
    ...judge(matrix, hidden, members, found, seed),
    silhouettes: found.silhouettes,
    groups: counts.map((own, g) => ({
      ...own,
      size: group.reduce((size, one) => size + (one === g ? 1 : 0), 0),
      representative: represent(own, sumCounts(counts.toSpliced(g, 1), statements), hidden),
    })),
    everyone,
    grouped,
    majority: findMajority(everyone, hidden),
    consensus: findConsensus(counts, statements),
    agreement: findConsensus([grouped], statements),
    extremity,
    priority: prioritize(grouped, extremity, meta),
    earlier: { ...found.adopted, isIn: isGrouped },
  }
}

interface Division {
  /** The group of each of those who are grouped. */
  of: Int32Array
  k: number
  adopted: Adopted
  silhouettes: number[]
  silhouette: number
}

/** Divides those who are grouped into as many groups as are adopted; into one, where all stand in the same place. */
function divide(coordinates: Float64Array, members: Int32Array, earlier: Adopted | null): Division {
  const points = Float64Array.from([...members].flatMap((i) => [coordinates[2 * i] ?? 0, coordinates[2 * i + 1] ?? 0]))
  const base = findBaseClusters(points)
  const groupings = findGroupings(base)
  const winner = bestOf(groupings)?.clusters.count ?? 1
  const adopted = adopt(winner, earlier)
  const chosen = groupings.find(({ clusters }) => clusters.count === adopted.k) ?? bestOf(groupings)
  return {
    of: base.of.map((b) => chosen?.clusters.of[b] ?? 0),
    k: chosen?.clusters.count ?? 1,
    adopted,
    silhouettes: groupings.map((one) => one.silhouette),
    silhouette: chosen?.silhouette ?? 0,
  }
}

function judge(
  matrix: Matrix,
  hidden: Uint8Array,
  members: Int32Array,
  found: Division,
  seed: number,
): Pick<Opinion, 'isClear' | 'unclear' | 'stability'> {
  if (members.length < fewest) return { isClear: false, unclear: 'tooFewPeople', stability: null }
  if (found.k < 2) return { isClear: false, unclear: 'likeChance', stability: null }
  const stability = judgeStability({ matrix, hidden, members, of: found.of, k: found.k, seed })
  const unclear = !stability.isStable ? 'unstable' : !stability.isAboveChance ? 'likeChance' : null
  return { isClear: unclear === null, unclear, stability }
}
