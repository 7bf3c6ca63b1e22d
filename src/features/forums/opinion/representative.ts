import type { Counts } from './counts.ts'
import { isSignificant, share, shareTest, twoShareTest } from './tests.ts'

/** A statement that tells a group from the others. */
export interface Representative {
  statement: number
  /** What the group says of it, more than the others do. */
  side: 'agree' | 'disagree'
  /** Whether it is there for being what the group agrees with most: a group is not told by what it rejects alone. */
  isBestAgree: boolean
  agrees: number
  disagrees: number
  votes: number
  /** The share of this side in the group, (A + 1) / (S + 2), and its z against one half. */
  probability: number
  probabilityTest: number
  /** That share by the one of all other groups, and the z of the difference. */
  representativeness: number
  representativenessTest: number
}

/** At most so many of a group. */
const most = 5

type Judged = ReturnType<typeof judge>

/**
 * Selects the statements that represent a group against everybody in the other groups, at most 5, those it agrees with
 * first. What is hidden is passed over.
 */
export function represent(own: Counts, others: Counts, hidden: Uint8Array): Representative[] {
  const judged = [...hidden.keys()].filter((j) => hidden[j] !== 1).map((j) => judge(own, others, j))
  const bestAgree = judged.reduce<Judged | undefined>((best, one) => (isBetterAgree(one, best) ? one : best), undefined)
  const sufficient = judged.filter(isSufficient).map(conclude)
  if (sufficient.length === 0) {
    const head = bestAgree ?? judged.reduce<Judged | undefined>(moreApart, undefined)
    return head === undefined ? [] : [{ ...conclude(head), isBestAgree: head === bestAgree }]
  }
  const head = bestAgree === undefined ? [] : [{ ...conclude(bestAgree), isBestAgree: true }]
  const rest = sufficient.filter(({ statement }) => statement !== bestAgree?.counted.statement)
  const chosen = [...head, ...rest.toSorted((a, b) => metric(b) - metric(a))].slice(0, most)
  return [...chosen.filter(({ side }) => side === 'agree'), ...chosen.filter(({ side }) => side === 'disagree')]
}

function judge(own: Counts, others: Counts, statement: number) {
  const of = (counts: Counts) =>
    [counts.agrees[statement] ?? 0, counts.disagrees[statement] ?? 0, counts.votes[statement] ?? 0] as const
  const [agrees, disagrees, votes] = of(own)
  const [otherAgrees, otherDisagrees, otherVotes] = of(others)
  const side = (mine: number, theirs: number) => ({
    probability: share(mine, votes),
    probabilityTest: shareTest(mine, votes),
    representativeness: share(mine, votes) / share(theirs, otherVotes),
    representativenessTest: twoShareTest(mine, theirs, votes, otherVotes),
  })
  return {
    counted: { statement, agrees, disagrees, votes },
    agree: side(agrees, otherAgrees),
    disagree: side(disagrees, otherDisagrees),
  }
}

function conclude({ counted, agree, disagree }: Judged): Representative {
  const side = agree.representativenessTest > disagree.representativenessTest ? 'agree' : 'disagree'
  return { ...counted, side, isBestAgree: false, ...(side === 'agree' ? agree : disagree) }
}

function isSufficient({ agree, disagree }: Judged): boolean {
  return [agree, disagree].some(
    (side) => isSignificant(side.representativenessTest) && isSignificant(side.probabilityTest),
  )
}

function isBetterAgree({ counted, agree }: Judged, best: Judged | undefined): boolean {
  if (counted.agrees === 0 && counted.disagrees === 0) return false
  if (best === undefined)
    return isSignificant(agree.probabilityTest) || (agree.representativeness > 1 && agree.probability > 0.5)
  if (best.agree.representativeness > 1) return metric(agree) > metric(best.agree)
  return agree.probability * agree.probabilityTest > best.agree.probability * best.agree.probabilityTest
}

function moreApart(best: Judged | undefined, one: Judged): Judged {
  const test = ({ agree, disagree }: Judged) => Math.max(agree.representativenessTest, disagree.representativenessTest)
  return best === undefined || test(one) > test(best) ? one : best
}

function metric(side: Judged['agree']): number {
  return side.representativeness * side.representativenessTest * side.probability * side.probabilityTest
}
