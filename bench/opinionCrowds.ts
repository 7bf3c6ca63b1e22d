import { drawNormal } from '../src/features/forums/opinion/chance.ts'
import type { Chance } from '../src/features/forums/opinion/chance.ts'
import type { Votes } from '../src/features/forums/opinion/matrix.ts'

/** How a crowd votes: what it holds of each statement, and how much of them each of its people sees. */
export interface Crowd {
  name: string
  statements: number
  /** How many camps there are; 1: none can be told apart. */
  camps: number
  /** It is tried to see how it goes; nobody asks that the camps are found. */
  isHard?: boolean
  /** Makes what person i says of statement j, and which camp each is in. */
  make: (people: number, next: Chance) => { say: (i: number, j: number) => number; camp: Int32Array }
  /** Makes the share of the statements that person i sees. */
  sees: (next: Chance) => number
}

const half = () => 0.5
const most = () => 0.8
/** Many who look in, some who stay. */
const unequal = (next: Chance) => 0.15 + 0.85 * next() ** 2

const logistic = (x: number) => 1 / (1 + Math.exp(-x))
const within = (low: number, high: number) => (next: Chance) => low + (high - low) * next()
const even = (next: Chance) => Math.sqrt(12) * (next() - 0.5)
const list = (length: number, one: () => number) => Array.from({ length }, one)

/** Nothing connects the statements. */
function independent(name: string, level: (next: Chance) => number, passes: number, sees: Crowd['sees']): Crowd {
  const statements = 30
  return {
    name: `independent, ${name}`,
    statements,
    camps: 1,
    sees,
    make(people, next) {
      const levels = list(statements, () => level(next))
      const say = (_: number, j: number) => (next() < passes ? 0 : next() < (levels[j] ?? 0) ? 1 : -1)
      return { say, camp: new Int32Array(people) }
    },
  }
}

interface Line {
  /** Where somebody stands on it. */
  place?: (next: Chance) => number
  /** How much a statement depends on that, in logits; half of them the other way round. */
  slope: (next: Chance) => number
  level: (next: Chance) => number
  passes?: number
  sees?: Crowd['sees']
  statements?: number
  factors?: number
}

/** Opinions spread along one line (or two, at right angles), without groups. */
function line(name: string, given: Line): Crowd {
  const { place = drawNormal, slope, level, passes = 0.08, sees = half, statements = 30, factors = 1 } = given
  return {
    name: `${factors === 1 ? 'line' : 'plane'}, ${name}`,
    statements,
    camps: 1,
    sees,
    make(people, next) {
      const places = list(people * factors, () => place(next))
      const slopes = list(statements * factors, () => slope(next) * (next() < 0.5 ? -1 : 1))
      const levels = list(statements, () => level(next))
      const say = (i: number, j: number) => {
        let lean = levels[j] ?? 0
        for (let f = 0; f < factors; f++) lean += (slopes[j * factors + f] ?? 0) * (places[i * factors + f] ?? 0)
        return next() < passes ? 0 : next() < logistic(lean) ? 1 : -1
      }
      return { say, camp: new Int32Array(people) }
    },
  }
}

/** Nothing connects the statements, but some pass often and some agree easily. */
const habits: Crowd = {
  name: 'independent, habits',
  statements: 30,
  camps: 1,
  sees: half,
  make(people, next) {
    const levels = list(30, () => 3 * next() - 1)
    const [ease, passes] = [list(people, () => drawNormal(next)), list(people, () => 0.5 * next() ** 2)]
    const say = (i: number, j: number) =>
      next() < (passes[i] ?? 0) ? 0 : next() < logistic((levels[j] ?? 0) + (ease[i] ?? 0)) ? 1 : -1
    return { say, camp: new Int32Array(people) }
  },
}

/** Camps with these shares of the people, each of one mind on each statement but for slips. */
function camped(name: string, shares: number[], slips: number, sees: Crowd['sees'], statements = 30): Crowd {
  return {
    name: `${shares.length} camps, ${name}`,
    statements,
    camps: shares.length,
    sees,
    make(people, next) {
      const camp = Int32Array.from({ length: people }, () => {
        let left = next()
        const found = shares.findIndex((share) => (left -= share) < 0)
        return found === -1 ? shares.length - 1 : found
      })
      const minds = list(shares.length * statements, () => (next() < 0.5 ? -1 : 1))
      const say = (i: number, j: number) =>
        next() < 0.05 ? 0 : (minds[(camp[i] ?? 0) * statements + j] ?? 1) * (next() < slips ? -1 : 1)
      return { say, camp }
    },
  }
}

const third = [1 / 3, 1 / 3, 1 / 3]

/** What is tried: crowds without groups, then such with groups. */
export const crowds: Crowd[] = [
  independent('every level', within(0.1, 0.9), 0.08, half),
  independent('most agree', within(0.6, 0.97), 0.1, most),
  independent('even odds, few votes', () => 0.5, 0.05, unequal),
  independent('a third passes', within(0.2, 0.9), 0.33, unequal),
  habits,
  line('weak', { slope: () => 0.7, level: within(-1, 1) }),
  line('middling', { slope: () => 1.5, level: within(-1, 1) }),
  line('strong', { slope: () => 3, level: within(-2, 2) }),
  line('strong, levels alike', { slope: () => 3, level: within(-0.3, 0.3), sees: most }),
  line('mixed slopes', { slope: within(0, 3), level: within(-2, 2), passes: 0.2 }),
  line('even spread', { place: even, slope: () => 2, level: within(-1, 1) }),
  line('even spread, strong', { place: even, slope: () => 4, level: within(-3, 3), sees: most }),
  line('unequal activity', { slope: () => 1.5, level: within(-1, 1), sees: unequal }),
  line('unequal activity, strong', { slope: () => 3, level: within(-1, 1), sees: unequal, passes: 0.2 }),
  line('100 statements', { slope: () => 2, level: within(-1, 1), statements: 100, sees: unequal }),
  line('12 statements', { slope: () => 2, level: within(-1, 1), statements: 12, sees: () => 0.9 }),
  line('300 statements, few seen', { slope: () => 2, level: within(-1, 1), statements: 300, sees: () => 0.1 }),
  line('middling', { slope: () => 1.5, level: within(-1, 1), factors: 2 }),
  line('mixed slopes', { slope: within(0, 3), level: within(-1, 1), factors: 2, sees: unequal }),
  camped('clear', third, 0.1, half),
  camped('all seen', third, 0.15, () => 1),
  camped('no slips', third, 0, most),
  camped('unequal activity', third, 0.1, unequal, 60),
  camped('unequal sizes', [0.6, 0.28, 0.12], 0.1, most),
  camped('clear', [0.5, 0.5], 0.1, half),
  camped('unequal sizes', [0.8, 0.2], 0.1, most),
  { ...camped('few seen of 300', [0.5, 0.5], 0.1, () => 0.1, 300), isHard: true },
  // In a plane some of four lie on top of each other.
  { ...camped('clear', [0.25, 0.25, 0.25, 0.25], 0.1, most, 60), isHard: true },
]

/** The votes of so many people of a crowd, in the order of the people, and the camp of each. */
export function voteAs(crowd: Crowd, people: number, next: Chance): { votes: Votes; camp: Int32Array } {
  const { say, camp } = crowd.make(people, next)
  const cast: { i: number; j: number; value: number }[] = []
  for (let i = 0; i < people; i++) {
    const share = crowd.sees(next)
    for (let j = 0; j < crowd.statements; j++) if (next() < share) cast.push({ i, j, value: say(i, j) })
  }
  return {
    votes: {
      participant: Int32Array.from(cast, ({ i }) => i),
      statement: Int32Array.from(cast, ({ j }) => j),
      value: Int8Array.from(cast, ({ value }) => value),
    },
    camp,
  }
}
