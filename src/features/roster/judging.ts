import type { Db } from '../../platform/database/database.ts'
import { basisOf, compare, findTaken } from './comparing.ts'
import type { Given, Summary } from './comparing.ts'
import type { Fault } from './findings.ts'
import { end } from './imports.ts'

/** What became of a list: it has faults, it waits for a word, or it says what the roster says already. */
export type Verdict = { kind: 'faulty'; faults: Fault[] } | { kind: 'ready' | 'same'; summary: Summary }

/** Compares the staged rows with the roster as it is, and writes down what came of it. `faults`: those of the file itself. */
export async function judge(db: Db, id: bigint, given: Given, faults: Fault[], now: Date): Promise<Verdict> {
  // First: what changes from here on is noticed when the list is to be applied.
  const basis = await basisOf(db)
  const all = [...faults, ...(await findTaken(db, id))].toSorted((a, b) => a.line - b.line)
  if (all.length > 0) {
    await end(db, [id], 'faulty', now)
    return { kind: 'faulty', faults: all }
  }
  const summary = await compare(db, id, given)
  const kind = isSame(summary) ? 'same' : 'ready'
  await db.rosterImport.update({ where: { id }, data: { summary, basis, state: 'ready' } })
  if (kind === 'same') await end(db, [id], 'dropped', now)
  return { kind, summary }
}

/** Whether so many leave that it is asked once more: more than a tenth of the employees in the units that are covered. */
export function isExodus({ left, employees }: Summary): boolean {
  return left * 10 > employees
}

function isSame({ unchanged, rows, left }: Summary): boolean {
  return unchanged === rows && left === 0
}
