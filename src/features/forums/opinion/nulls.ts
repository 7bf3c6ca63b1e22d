import { drawNormal } from './chance.ts'
import type { Chance } from './chance.ts'
import type { Factor } from './factor.ts'
import { chanceAt } from './logistic.ts'
import type { Matrix } from './matrix.ts'

/** Votes of people who differ along one line only, on what was voted on in the matrix; on what is hidden all pass. */
export function simulateFactor(matrix: Matrix, { items, spread }: Factor, chance: Chance): Matrix {
  const { rows, start, column } = matrix
  const value = new Int8Array(column.length)
  for (let i = 0; i < rows; i++) {
    const place = spread === 'normal' ? drawNormal(chance) : Math.sqrt(3) * (2 * chance() - 1)
    for (let at = start[i] ?? 0; at < (start[i + 1] ?? 0); at++) {
      const item = items[column[at] ?? 0]
      if (item === undefined || chance() >= chanceAt(item.speaks, place)) continue
      value[at] = chance() < chanceAt(item.agrees, place) ? 1 : -1
    }
  }
  return { ...matrix, value }
}

/** The same votes on each statement, by chance among those who voted on it: nothing connects the statements. */
export function shuffleColumns(matrix: Matrix, chance: Chance): Matrix {
  const { columns, column } = matrix
  const value = new Int8Array(matrix.value)
  const seen: number[][] = Array.from({ length: columns }, () => [])
  column.forEach((j, at) => seen[j]?.push(at))
  for (const places of seen)
    for (let i = places.length - 1; i > 0; i--) {
      const [one = 0, other = 0] = [places[i], places[Math.floor(chance() * (i + 1))]]
      ;[value[one], value[other]] = [value[other] ?? 0, value[one] ?? 0]
    }
  return { ...matrix, value }
}
