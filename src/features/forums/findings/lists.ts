import { roundedShare } from '../../../shared/results/rounding.ts'
import type { PublishedFindings, PublishedGroups, Shares } from './published.ts'
import type { StoredOpinion, Tally } from './snapshots.ts'

const most = 5
/** Of those who voted on a statement, more than so many passed: they are unsure. */
const unsure = 0.3
/** The shares of agreement in two groups lie so far apart at least where a statement divides them. */
const apart = 0.3
/** So many at least stand on either side where a statement divides everybody. */
const eitherSide = 0.3

/** What is looked at: what was computed, and for each column 1 if it is not to be told. */
interface Told {
  opinion: StoredOpinion
  hidden: number[]
}

/**
 * What is told of everybody's votes: shares that are rounded so that k people make one step, and lists in which only such
 * statements stand as at least k people voted on.
 */
export function listForAll(
  { opinion, hidden }: Told,
  k: number,
): Pick<PublishedFindings, 'shares' | 'majority' | 'split' | 'uncertain'> {
  const { columns, everyone, majority } = opinion
  const shares = sharesIn({ opinion, hidden }, everyone, k)
  const isKnown = (number: number) => {
    const column = columns.indexOf(number)
    return hidden[column] === 0 && (everyone.votes[column] ?? 0) >= k
  }
  // Which side few are on is not told of so few that a share of them could not be.
  const ranked = (by: (one: Shares) => number, least: number) =>
    shares
      .filter((one) => one.agree !== null && by(one) > least)
      .toSorted((a, b) => by(b) - by(a))
      .slice(0, most)
      .map(({ number }) => number)
  return {
    shares,
    majority: { agree: majority.agree.filter(isKnown), disagree: majority.disagree.filter(isKnown) },
    split: ranked(({ agree, disagree }) => Math.min(agree ?? 0, disagree ?? 0), eitherSide - 1e-9),
    uncertain: ranked(({ pass }) => pass ?? 0, unsure),
  }
}

/** What all groups have in common, and where they differ most; of statements on which k people of each have voted. */
export function listForGroups(
  { opinion, hidden }: Told,
  groups: Tally[],
  k: number,
): Pick<PublishedGroups, 'consensus' | 'divisive'> {
  if (groups.length < 2) return { consensus: [], divisive: [] }
  const known = opinion.columns
    .map((number, column) => ({ number, column }))
    .filter(({ column }) => hidden[column] === 0 && groups.every(({ votes }) => (votes[column] ?? 0) >= k))
    .map(({ number, column }) => ({ number, agreeing: groups.map((group) => agreementIn(group, column)) }))
  const best = (chosen: typeof known, by: (agreeing: number[]) => number) =>
    chosen
      .toSorted((a, b) => by(b.agreeing) - by(a.agreeing))
      .slice(0, most)
      .map(({ number }) => number)
  const spread = (agreeing: number[]) => Math.max(...agreeing) - Math.min(...agreeing)
  return {
    // Group-informed consensus of the groups that are told.
    consensus: best(
      known.filter(({ agreeing }) => agreeing.every((one) => one > 0.5)),
      (agreeing) => agreeing.reduce((product, one) => product * one, 1),
    ),
    divisive: best(
      known.filter(({ agreeing }) => spread(agreeing) >= apart),
      spread,
    ),
  }
}

/** The rounded shares of votes on the statements that at least k people voted on. */
export function sharesIn({ opinion, hidden }: Told, { agrees, disagrees, votes }: Tally, k: number): Shares[] {
  return opinion.columns.flatMap((number, column) => {
    const [a = 0, d = 0, all = 0] = [agrees[column], disagrees[column], votes[column]]
    if (hidden[column] === 1 || all < k) return []
    const share = (some: number) => roundedShare(some, all, k)?.share ?? null
    return [{ number, agree: share(a), disagree: share(d), pass: share(all - a - d) }]
  })
}

/** (A + 1) / (S + 2). */
function agreementIn({ agrees, votes }: Tally, column: number): number {
  return ((agrees[column] ?? 0) + 1) / ((votes[column] ?? 0) + 2)
}
