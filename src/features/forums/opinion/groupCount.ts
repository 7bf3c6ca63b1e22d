/** Of earlier updates: into how many groups people are, which number won last, and how many times in a row. */
export interface Adopted {
  k: number
  candidate: number
  wins: number
}

/** A number of groups has to win so many updates in a row before people are grouped anew. */
const enough = 4

/** Adopts the number of groups that has won an update: the first one at once, another one after it has won 4 in a row. */
export function adopt(winner: number, earlier: Adopted | null): Adopted {
  if (earlier === null) return { k: winner, candidate: winner, wins: 1 }
  const wins = winner === earlier.candidate ? earlier.wins + 1 : 1
  return { k: wins >= enough ? winner : earlier.k, candidate: winner, wins }
}
