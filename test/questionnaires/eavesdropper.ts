// Somebody who adds and subtracts everything that was ever shown of a round.

/** A count that was shown: of people whose answers are in it, with one answer or (null) with any. */
export interface Shown {
  people: number[]
  option: number | null
}

/** Beyond this, what is left of a row is not only rounding. */
const tiny = 1e-7

/**
 * A group of 1 to k − 1 people, of some units and moments and with some answers, whose number follows from what was shown;
 * undefined: none does. People who are in the same of the counts of units cannot be told apart; of each such crowd, those
 * with each answer are an unknown number, unless nobody at all is shown with that answer.
 */
export function findSmall(
  shown: Shown[],
  optionOf: (person: number) => number | null,
  options: number,
  k: number,
): string | undefined {
  const sets = distinct(shown.filter(({ option }) => option === null).map(({ people }) => people))
  const crowds = crowdsOf(sets)
  const answers = [...Array.from({ length: options }, (_, n) => n), null]
  const nobody = new Set(
    shown.filter(({ people, option }) => option !== null && people.length === 0).map((one) => one.option),
  )
  const atoms = crowds.flatMap((crowd) =>
    answers
      .filter((answer) => !nobody.has(answer))
      .map((answer) => ({ crowd, answer, count: crowd.people.filter((one) => optionOf(one) === answer).length })),
  )
  const rows = [
    ...sets.map((_, set) => atoms.map(({ crowd }) => (crowd.isIn[set] === true ? 1 : 0))),
    ...shown.flatMap(({ people, option }) =>
      option === null || people.length === 0 ? [] : [atoms.map(({ answer }) => (answer === option ? 1 : 0))],
    ),
  ]
  const solved = reduce(rows)
  for (const [some, them] of groupsOf(crowds.length, 3))
    for (const [chosen] of groupsOf(answers.length, answers.length)) {
      const isMeant = atoms.map(
        ({ crowd, answer }) => some.has(crowds.indexOf(crowd)) !== them && chosen.has(answers.indexOf(answer)),
      )
      const count = atoms.reduce((sum, atom, n) => sum + (isMeant[n] === true ? atom.count : 0), 0)
      if (count < 1 || count >= k) continue
      if (follows(isMeant.map(Number), solved)) return `${count} people`
    }
  return undefined
}

interface Crowd {
  people: number[]
  isIn: boolean[]
}

/** Everyone who is in any of the sets, with those who are in the same ones. */
function crowdsOf(sets: number[][]): Crowd[] {
  const inside = sets.map((set) => new Set(set))
  const crowds = new Map<string, Crowd>()
  for (const person of new Set(sets.flat())) {
    const isIn = inside.map((set) => set.has(person))
    const name = isIn.map(Number).join('')
    const crowd = crowds.get(name) ?? { people: [], isIn }
    crowd.people.push(person)
    crowds.set(name, crowd)
  }
  return [...crowds.values()]
}

function distinct(sets: number[][]): number[][] {
  return [...new Map(sets.map((set) => [set.toSorted((a, b) => a - b).join(), set])).values()]
}

/** Some of so many, at most `most` of them; and (`true`) all but these. */
function* groupsOf(many: number, most: number): Generator<[Set<number>, boolean]> {
  function* choose(from: number, left: number, chosen: number[]): Generator<number[]> {
    if (chosen.length > 0) yield chosen
    if (left === 0) return
    for (let next = from; next < many; next++) yield* choose(next + 1, left - 1, [...chosen, next])
  }
  for (const chosen of choose(0, most, [])) {
    yield [new Set(chosen), false]
    yield [new Set(chosen), true]
  }
}

/** Gauss-Jordan: each row with the column in which only it has something, which is 1. */
function reduce(rows: number[][]): { pivot: number; row: number[] }[] {
  const solved: { pivot: number; row: number[] }[] = []
  for (const given of rows) {
    const row = without(given, solved)
    const pivot = row.findIndex((value) => Math.abs(value) > tiny)
    if (pivot === -1) continue
    const scale = row[pivot] ?? 1
    const one = { pivot, row: row.map((value) => value / scale) }
    for (const other of solved) other.row = minus(other.row, one.row, other.row[pivot] ?? 0)
    solved.push(one)
  }
  return solved
}

function follows(row: number[], solved: { pivot: number; row: number[] }[]): boolean {
  return without(row, solved).every((value) => Math.abs(value) <= tiny)
}

function without(given: number[], solved: { pivot: number; row: number[] }[]): number[] {
  return solved.reduce((row, { pivot, row: other }) => minus(row, other, row[pivot] ?? 0), given)
}

function minus(row: number[], other: number[], factor: number): number[] {
  return factor === 0 ? row : row.map((value, n) => value - factor * (other[n] ?? 0))
}
