import type { Db } from '../../../platform/database/database.ts'
import { fold } from '../folding.ts'
import type { Paths } from './findings.ts'

/** What a file changes. */
export interface Changes {
  /** Positions that have had no path, that get another one, and that keep theirs as it is. */
  added: string[]
  changed: string[]
  same: number
  /** Positions of which the file says nothing: they keep theirs. */
  others: number
  /** Positions that nobody on the roster has. */
  unknown: string[]
}

/** What these paths would change. */
export async function comparePaths(db: Db, paths: Paths): Promise<Changes> {
  const steps = await db.careerStep.findMany({ orderBy: [{ position: 'asc' }, { place: 'asc' }] })
  const known = new Map<string, string[]>()
  for (const { position, label, isRequired } of steps)
    known.set(position, [...(known.get(position) ?? []), lineOf({ label, isRequired })])
  const entries = await db.rosterEntry.findMany({
    where: { leftAt: null, position: { not: null } },
    distinct: ['position'],
    select: { position: true },
  })
  const held = new Set(entries.map(({ position }) => fold(position ?? '')))
  const before = (title: string) => known.get(fold(title))
  const isSame = ({ title, steps: wanted }: Paths[number]) =>
    before(title)?.join('\n') === wanted.map(lineOf).join('\n')
  const titles = (some: Paths) => some.map(({ title }) => title)
  return {
    added: titles(paths.filter(({ title }) => before(title) === undefined)),
    changed: titles(paths.filter((path) => before(path.title) !== undefined && !isSame(path))),
    same: paths.filter(isSame).length,
    others: [...known.keys()].filter((position) => !paths.some(({ title }) => fold(title) === position)).length,
    unknown: titles(paths.filter(({ title }) => !held.has(fold(title)))),
  }
}

/** Puts these paths in the place of what was known of their positions; those of others stay. */
export async function applyPaths(db: Db, paths: Paths): Promise<void> {
  await db.careerStep.deleteMany({ where: { position: { in: paths.map(({ title }) => fold(title)) } } })
  await db.careerStep.createMany({
    data: paths.flatMap(({ title, steps }) =>
      steps.map(({ label, isRequired }, index) => ({
        position: fold(title),
        title,
        place: index + 1,
        isRequired,
        competence: fold(label),
        label,
      })),
    ),
  })
}

function lineOf({ label, isRequired }: { label: string; isRequired: boolean }): string {
  return `${isRequired ? '!' : '?'}${label}`
}
