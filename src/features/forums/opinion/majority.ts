import type { Counts } from './counts.ts'
import { isSignificant, share, shareTest } from './tests.ts'

/** A statement on which a majority of everyone who voted is of one mind. */
export interface Common {
  statement: number
  /** How many are of that mind, and how many voted, passes included. */
  successes: number
  votes: number
  probability: number
  probabilityTest: number
}

const most = 5

/** What most agree with, and what most disagree with: at most 5 each, the strongest first. What is hidden is passed over. */
export function findMajority(everyone: Counts, hidden: Uint8Array): { agree: Common[]; disagree: Common[] } {
  const of = (side: Int32Array) =>
    [...side.keys()]
      .filter((j) => hidden[j] !== 1)
      .map((j) => weigh(j, side[j] ?? 0, everyone.votes[j] ?? 0))
      .filter(({ probability, probabilityTest }) => probability > 0.5 && isSignificant(probabilityTest))
      .toSorted((a, b) => b.probability * b.probabilityTest - a.probability * a.probabilityTest)
      .slice(0, most)
  return { agree: of(everyone.agrees), disagree: of(everyone.disagrees) }
}

function weigh(statement: number, successes: number, votes: number): Common {
  const [probability, probabilityTest] = [share(successes, votes), shareTest(successes, votes)]
  return { statement, successes, votes, probability, probabilityTest }
}
