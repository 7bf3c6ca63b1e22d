// Somebody who lays everything that was published beside each other and solves for what is hidden.
import type { Release } from '../../src/shared/results/release.ts'

/** Reckons with whole numbers modulo a prime: what is no solution here is none. */
const prime = 2_147_483_647n

/**
 * A cell, or some hidden parts of one cell together, of 1 to k − 1 people that follows from what was shown; undefined: none
 * does. He knows that a count that was not changed between two releases is the same number in both.
 */
export function findSecret(releases: Release[], k: number): string | undefined {
  const values: number[] = []
  const labels: string[] = []
  const known = new Set<number>()
  const equations: { whole: number; parts: number[] }[] = []
  const current = new Map<string, number>()
  const variable = (path: string, count: number) => {
    const before = current.get(path)
    if (before !== undefined && values[before] === count) return before
    current.set(path, values.length)
    labels.push(path)
    return values.push(count) - 1
  }
  const read = (path: string, { count, isShown, groups }: Release): number => {
    const own = variable(path, count)
    if (isShown) known.add(own)
    for (const { by, children } of groups) {
      const parts = children.map((child) => read(`${path}/${by}:${child.name}`, child))
      const left = count - children.reduce((sum, child) => sum + child.count, 0)
      const rest = variable(`${path}/${by}:(rest)`, left)
      // That everyone is in one of the parts is known beforehand.
      if (left === 0) known.add(rest)
      equations.push({ whole: own, parts: [...parts, rest] })
    }
    return own
  }
  for (const release of releases) read('', release)

  const rows = equations.map(({ whole, parts }) => {
    const row = new Map<number, bigint>([[whole, prime - 1n]])
    for (const part of parts) row.set(part, ((row.get(part) ?? 0n) + 1n) % prime)
    for (const one of known) row.delete(one)
    return row
  })
  const solved = reduce(rows)
  const isDerived = (some: number[]) =>
    isEmpty(subtract(new Map(some.filter((one) => !known.has(one)).map((one) => [one, 1n])), solved))
  for (const [one, value] of values.entries())
    if (value > 0 && value < k && (known.has(one) || isDerived([one]))) return `${labels[one]} = ${value}`
  for (const { parts } of equations)
    for (const some of subsets(parts.filter((one) => !known.has(one) && (values[one] ?? 0) > 0))) {
      const total = some.reduce((sum, one) => sum + (values[one] ?? 0), 0)
      if (total > 0 && total < k && isDerived(some)) return `${some.map((one) => labels[one]).join(' + ')} = ${total}`
    }
  return undefined
}

/** A cell of which two states that were shown differ by 1 to k − 1 people; undefined: none. */
export function findStep(releases: Release[], k: number): string | undefined {
  const shown = new Map<string, number[]>()
  const read = (path: string, { count, isShown, groups }: Release) => {
    if (isShown) shown.set(path, [...(shown.get(path) ?? []), count])
    for (const { by, children } of groups) for (const child of children) read(`${path}/${by}:${child.name}`, child)
  }
  for (const release of releases) read('', release)
  for (const [path, counts] of shown) {
    const sorted = counts.toSorted((a, b) => a - b)
    const steps = sorted.map((count, index) => count - (sorted[index - 1] ?? count))
    if (steps.some((step) => step > 0 && step < k)) return `${path}: ${sorted.join(', ')}`
  }
  return undefined
}

type Row = Map<number, bigint>

/** Gauss-Jordan: each row begins with 1 in a column in which no other row has anything; by that column. */
function reduce(rows: Row[]): Map<number, Row> {
  const solved = new Map<number, Row>()
  for (const given of rows) {
    const row = subtract(given, solved)
    const [pivot] = [...row].filter(([, value]) => value !== 0n).map(([column]) => column)
    if (pivot === undefined) continue
    const scaled = scale(row, inverse(row.get(pivot) ?? 1n))
    for (const [column, other] of solved) {
      const factor = other.get(pivot) ?? 0n
      if (factor !== 0n) solved.set(column, plus(other, scale(scaled, prime - factor)))
    }
    solved.set(pivot, scaled)
  }
  return solved
}

function subtract(given: Row, solved: Map<number, Row>): Row {
  let row = given
  for (const [pivot, other] of solved) {
    const factor = row.get(pivot) ?? 0n
    if (factor !== 0n) row = plus(row, scale(other, prime - factor))
  }
  return row
}

function plus(a: Row, b: Row): Row {
  const sum = new Map(a)
  for (const [column, value] of b) {
    const total = ((sum.get(column) ?? 0n) + value) % prime
    if (total === 0n) sum.delete(column)
    else sum.set(column, total)
  }
  return sum
}

function scale(row: Row, factor: bigint): Row {
  return new Map([...row].map(([column, value]) => [column, (value * factor) % prime]))
}

function inverse(value: bigint): bigint {
  let [result, base, exponent] = [1n, value % prime, prime - 2n]
  for (; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = (result * base) % prime
    base = (base * base) % prime
  }
  return result
}

const isEmpty = (row: Row) => row.size === 0

function subsets(of: number[]): number[][] {
  return of.reduce<number[][]>((all, one) => [...all, ...all.map((some) => [...some, one])], [[]]).slice(1)
}
