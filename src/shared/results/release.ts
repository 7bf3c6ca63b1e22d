import { z } from 'zod'
import { demandTable, named, remainder } from './counts.ts'
import type { Counts } from './counts.ts'

/** The same with null for what is not shown. */
export interface Published {
  name: string
  count: number | null
  groups: { by: string; children: Published[] }[]
}

/** The true counts of a published state, with what is shown of it. */
export const Release = z.object({
  name: z.string(),
  count: z.number(),
  isShown: z.boolean(),
  seen: z.array(z.number()),
  get groups() {
    return z.array(Group)
  },
})
export interface Release extends Omit<Counts, 'groups'> {
  isShown: boolean
  /** Every count that was ever shown of it. */
  seen: number[]
  groups: Group[]
}

const Group: z.ZodType<Group> = z.object({
  by: z.string(),
  rest: z.number(),
  get children() {
    return z.array(Release)
  },
})
interface Group {
  by: string
  /** How many are in what is not shown, as anyone can reckon from what is; of the last time that the parent was shown. */
  rest: number
  children: Release[]
}

type Way = NonNullable<Counts['groups']>[number]

/**
 * What is published of a table after its last release; undefined: nothing new, the last one stays up. Shown are cells of
 * no people or of at least k. What can be subtracted from what else, in one release or in several, leaves nobody or at
 * least k: every cell that changes does so by at least k (rule 3 of k-anonymity), and so does every rest.
 */
export function publish(counts: Counts, last: Release | undefined, k: number): Release | undefined {
  demandTable(counts)
  const isShown = counts.count === 0 || counts.count >= k
  if (last !== undefined && (!isShown || !mayFollow(counts, last, k))) return undefined
  return show(counts, last, isShown, k)
}

/** What people see of a release. */
export function publishedOf({ name, count, isShown, groups }: Release): Published {
  return {
    name,
    count: isShown ? count : null,
    groups: groups.map(({ by, children }) => ({ by, children: children.map(publishedOf) })),
  }
}

/** Whether every cell, and everyone in none, changes by nobody or by at least k people; one that is not there has none. */
function mayFollow(next: Counts | undefined, last: Release | undefined, k: number): boolean {
  if (!isFar(next?.count ?? 0, last?.count ?? 0, k)) return false
  return (last?.groups ?? []).every(({ by, children }) => {
    const now = next?.groups?.find((group) => group.by === by)?.children ?? []
    const names = new Set([...children, ...now].map(({ name }) => name))
    const pairs = [...names].map((name) => [named(now, name), named(children, name)] as const)
    return isFar(remainder(next, now), remainder(last, children), k) && pairs.every(([a, b]) => mayFollow(a, b, k))
  })
}

function isFar(a: number, b: number, k: number): boolean {
  return a === b || Math.abs(a - b) >= k
}

function show(next: Counts, last: Release | undefined, isShown: boolean, k: number): Release | undefined {
  const seen = new Set(last?.seen)
  if (isShown && [...seen].some((count) => !isFar(count, next.count, k))) return undefined
  if (isShown) seen.add(next.count)
  const groups: Group[] = []
  for (const way of next.groups ?? []) {
    const group = arrange(next, last, way, isShown, k)
    if (group === undefined) return undefined
    groups.push(group)
  }
  return { name: next.name, count: next.count, isShown, seen: [...seen], groups }
}

/** One way to break down a cell; undefined: it cannot be published yet. */
function arrange(next: Counts, last: Release | undefined, way: Way, isShown: boolean, k: number): Group | undefined {
  const before = last?.groups.find(({ by }) => by === way.by)
  const hidden = isShown ? choose(next, last, way, before, k) : hideAll(way, before)
  if (hidden === undefined) return undefined
  const children: Release[] = []
  for (const child of way.children) {
    const shown = show(child, before && named(before.children, child.name), !hidden.names.has(child.name), k)
    if (shown === undefined) return undefined
    children.push(shown)
  }
  return { by: way.by, rest: hidden.rest, children }
}

/**
 * Which children of a shown cell are hidden. While a count stays the same, it is either shown in every release or in none:
 * otherwise one release would say what another one hides. The rest is a cell like any other, and grows by at least k or
 * not at all while any of it is what it was.
 */
function choose(
  next: Counts,
  last: Release | undefined,
  { children }: Way,
  before: Group | undefined,
  k: number,
): { names: Set<string>; rest: number } | undefined {
  const lastOf = ({ name }: Counts) => before && named(before.children, name)
  const isSame = (child: Counts) => child.count > 0 && child.count === lastOf(child)?.count
  const left = remainder(next, children)
  const wasLeft = before === undefined ? 0 : remainder(last, before.children)
  const some = children.filter(({ count }) => count > 0)

  // Of a cell that comes up again, what is the same could be told from what has changed.
  const comesUp = last !== undefined && !last.isShown && (some.some(isSame) || (left > 0 && left === wasLeft))
  const first = some.filter(
    (child) => comesUp || child.count < k || (isSame(child) && lastOf(child)?.isShown === false),
  )
  const more = some.filter((child) => !first.includes(child) && isNew(child, lastOf(child)))

  const wasHidden = before?.children.filter((child) => !child.isShown && child.count > 0) ?? []
  const isOver =
    wasHidden.every((child) => named(children, child.name)?.count !== child.count) &&
    (wasLeft === 0 || left !== wasLeft)
  const least = before === undefined || isOver ? 0 : before.rest

  const names = new Set(first.map(({ name }) => name))
  let rest = first.reduce((sum, { count }) => sum + count, left)
  for (const { name, count } of more.toSorted((a, b) => a.count - b.count)) {
    if (rest === least || rest >= least + k) break
    names.add(name)
    rest += count
  }
  return rest === least || rest >= least + k ? { names, rest } : undefined
}

function hideAll({ children }: Way, before: Group | undefined) {
  return { names: new Set(children.map(({ name }) => name)), rest: before?.rest ?? 0 }
}

/** Whether nothing of a cell is as it was: to hide it now hides something. */
function isNew(next: Counts, last: Release | undefined): boolean {
  if (last === undefined || next.count === 0) return true
  if (next.count === last.count) return false
  return (next.groups ?? []).every(({ by, children }) => {
    const before = last.groups.find((group) => group.by === by)?.children ?? []
    const left = remainder(next, children)
    return (
      (left === 0 || left !== remainder(last, before)) &&
      children.every((child) => isNew(child, named(before, child.name)))
    )
  })
}
