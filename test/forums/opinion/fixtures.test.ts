// What Polis itself computed: its fixtures (red-dwarf) and one of its published conversations, where they are at hand.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { analyse } from '../../../src/features/forums/opinion/analysis.ts'
import { findBaseClusters } from '../../../src/features/forums/opinion/baseClusters.ts'
import { cluster } from '../../../src/features/forums/opinion/clusters.ts'
import { findComponents } from '../../../src/features/forums/opinion/components.ts'
import { findConsensus } from '../../../src/features/forums/opinion/consensus.ts'
import { countVotes, sumCounts } from '../../../src/features/forums/opinion/counts.ts'
import { deviate } from '../../../src/features/forums/opinion/deviations.ts'
import { readFolder } from '../../../src/features/forums/opinion/folder.ts'
import { groupInto } from '../../../src/features/forums/opinion/groups.ts'
import { findMajority } from '../../../src/features/forums/opinion/majority.ts'
import { arrange } from '../../../src/features/forums/opinion/matrix.ts'
import { admitInTurn } from '../../../src/features/forums/opinion/members.ts'
import { prioritize } from '../../../src/features/forums/opinion/priority.ts'
import { findExtremity, project } from '../../../src/features/forums/opinion/projection.ts'
import { randIndex } from '../../../src/features/forums/opinion/randIndex.ts'
import { represent } from '../../../src/features/forums/opinion/representative.ts'

const polis = join(import.meta.dirname, '../../../../shared/polis')
const isThere = existsSync(polis)

interface Maths {
  tids: number[]
  'mod-out': number[]
  'meta-tids': number[]
  pca: { center: number[]; comps: [number[], number[]]; 'comment-extremity': number[] }
  'base-clusters': { id: number[]; members: number[][]; x: number[]; y: number[] }
  'group-clusters': { id: number; members: number[]; center: [number, number] }[]
  'group-votes': Record<string, { votes: Record<string, { A: number; D: number; S: number }> }>
  'group-aware-consensus': Record<string, number>
  'comment-priorities': Record<string, number>
  repness: Record<
    string,
    { tid: number; 'repful-for': string; repness: number; 'p-test': number; 'repness-test': number }[]
  >
  consensus: Record<'agree' | 'disagree', { tid: number; 'p-success': number; 'p-test': number }[]>
}
interface Vote {
  participant_id?: number
  pid?: number
  statement_id?: number
  tid?: number
  vote: number
  modified: string | number
}

/** A fixture: the votes as a matrix, and what Polis made of them (there agree is −1, so that places are mirrored). */
function open(name: string) {
  const read = (file: string): unknown =>
    JSON.parse(readFileSync(join(polis, 'red-dwarf-fixtures', name, file), 'utf8'))
  const maths = read('math-pca2.json') as Maths
  const votes = (read('votes.json') as Vote[])
    .map((one) => ({ who: one.participant_id ?? one.pid ?? 0, on: one.statement_id ?? one.tid ?? 0, ...one }))
    .toSorted((a, b) => Number(a.modified) - Number(b.modified))
  const people = [...new Set(votes.map(({ who }) => who))].toSorted((a, b) => a - b)
  const statements = maths.tids.toSorted((a, b) => a - b)
  const matrix = arrange(
    {
      participant: Int32Array.from(votes, ({ who }) => people.indexOf(who)),
      statement: Int32Array.from(votes, ({ on }) => statements.indexOf(on)),
      value: Int8Array.from(votes, ({ vote }) => vote),
    },
    people.length,
    statements.length,
  )
  const flags = (chosen: number[]) => Uint8Array.from(statements, (id) => (chosen.includes(id) ? 1 : 0))
  const base = maths['base-clusters']
  const group = new Int8Array(people.length).fill(-1)
  maths['group-clusters'].forEach(({ members }, g) => {
    for (const id of members) for (const who of base.members[base.id.indexOf(id)] ?? []) group[people.indexOf(who)] = g
  })
  const counts = countVotes(matrix, group, maths['group-clusters'].length)
  const deviations = deviate(matrix, flags([...maths['mod-out'], ...maths['meta-tids']]))
  return { maths, matrix, people, statements, flags, group, counts, deviations }
}

const near = (a: ArrayLike<number>, b: ArrayLike<number>) => {
  expect(a.length).toBe(b.length)
  for (let i = 0; i < a.length; i++) expect(Math.abs((a[i] ?? 0) - (b[i] ?? 0))).toBeLessThan(1e-6)
}

describe.skipIf(!isThere).each(['25ptpt-3gp-no-strict-with-meta', 'below-100-ptpts'])('%s', (name) => {
  const { maths, matrix, people, statements, flags, counts, deviations } = isThere
    ? open(name)
    : ({} as ReturnType<typeof open>)

  test('centre and components are the same but for the sign', () => {
    near(
      deviations.centre,
      maths.pca.center.map((one) => -one),
    )
    findComponents(deviations).forEach((component, n) => {
      const theirs = maths.pca.comps[n] ?? []
      const product = component.reduce((sum, weight, i) => sum + weight * (theirs[i] ?? 0), 0)
      expect(Math.abs(product)).toBeCloseTo(1, 6)
    })
  })

  test('places and extremity are the same', () => {
    const theirs = [Float64Array.from(maths.pca.comps[0]), Float64Array.from(maths.pca.comps[1])] as const
    near(findExtremity(deviations, theirs), maths.pca['comment-extremity'])
    const points = project(deviations, theirs)
    const { members, x, y } = maths['base-clusters']
    members.forEach(([who = 0, ...others], b) => {
      expect(others).toEqual([])
      const i = people.indexOf(who)
      near([points[2 * i] ?? 0, points[2 * i + 1] ?? 0], [-(x[b] ?? 0), -(y[b] ?? 0)])
    })
  })

  test('every count, consensus and priority is the same', () => {
    Object.values(maths['group-votes']).forEach(({ votes }, g) => {
      for (const [id, { A, D, S }] of Object.entries(votes)) {
        const j = statements.indexOf(Number(id))
        expect([counts[g]?.agrees[j], counts[g]?.disagrees[j], counts[g]?.votes[j]]).toEqual([A, D, S])
      }
    })
    const inOrder = (given: Record<string, number>) => statements.map((id) => given[id] ?? Number.NaN)
    near(findConsensus(counts, statements.length), inOrder(maths['group-aware-consensus']))
    const priorities = prioritize(
      sumCounts(counts, statements.length),
      Float64Array.from(maths.pca['comment-extremity']),
      flags(maths['meta-tids']),
    )
    near(priorities, inOrder(maths['comment-priorities']))
  })

  test('the lists of representative statements and of the majority are the same', () => {
    const out = flags(maths['mod-out'])
    counts.forEach((own, g) => {
      const found = represent(own, sumCounts(counts.toSpliced(g, 1), statements.length), out)
      const theirs = maths.repness[g] ?? []
      expect(found.map(({ statement, side }) => [statements[statement], side])).toEqual(
        theirs.map((one) => [one.tid, one['repful-for']]),
      )
      near(
        found.map((one) => one.representativeness),
        theirs.map((one) => one.repness),
      )
      near(
        found.map((one) => one.probabilityTest),
        theirs.map((one) => one['p-test']),
      )
      near(
        found.map((one) => one.representativenessTest),
        theirs.map((one) => one['repness-test']),
      )
    })
    const everyone = sumCounts(countVotes(matrix, new Int8Array(people.length), 1), statements.length)
    const { agree, disagree } = findMajority(everyone, out)
    expect(agree.map(({ statement }) => statements[statement])).toEqual(maths.consensus.agree.map(({ tid }) => tid))
    expect(disagree.map(({ statement }) => statements[statement])).toEqual(
      maths.consensus.disagree.map(({ tid }) => tid),
    )
  })

  test('from the published centres k-means leaves every base cluster in its group', () => {
    const { id, x, y, members } = maths['base-clusters']
    const { of } = cluster(
      Float64Array.from(x.flatMap((one, b) => [one, y[b] ?? 0])),
      Float64Array.from(members, (one) => one.length),
      Float64Array.from(maths['group-clusters'].flatMap(({ center }) => center)),
      20,
    )
    expect([...of]).toEqual(id.map((one) => maths['group-clusters'].findIndex((group) => group.members.includes(one))))
  })
})

describe.skipIf(!isThere)('bg2050, from its votes', async () => {
  const folder = isThere ? await readFolder(join(polis, 'openData/bg2050-volunteers')) : null
  if (folder === null) return
  const { participants, statements, votes, published } = folder
  const opinion = analyse({
    participants: participants.length,
    statements: statements.length,
    votes,
    hidden: Uint8Array.from(statements, ({ isRejected, isMeta }) => (isRejected || isMeta ? 1 : 0)),
    meta: Uint8Array.from(statements, ({ isMeta }) => (isMeta ? 1 : 0)),
    earlier: null,
    admitted: admitInTurn(votes, participants.length, statements.length),
    seed: 1,
  })

  test('two groups, in which all 108 people stand who stand there in what was published', () => {
    expect(opinion.k).toBe(2)
    const theirs = Int32Array.from(published, (one) => (one === null ? -1 : Number(one)))
    expect([...theirs].filter((one) => one >= 0)).toHaveLength(108)
    expect([...opinion.group].map((one) => one >= 0)).toEqual([...theirs].map((one) => one >= 0))
    expect(randIndex(opinion.group, theirs)).toBe(1)
  })

  test('the same group-informed consensus for all 371 statements', () => {
    expect(statements).toHaveLength(371)
    statements.forEach(({ consensus }, j) => expect(opinion.consensus[j]).toBeCloseTo(consensus ?? Number.NaN, 12))
  })

  test('weights matter: with all base clusters counted alike the centres move', () => {
    const members = [...opinion.group.keys()].filter((i) => (opinion.group[i] ?? -1) >= 0)
    const base = findBaseClusters(
      Float64Array.from(members.flatMap((i) => [opinion.coordinates[2 * i] ?? 0, opinion.coordinates[2 * i + 1] ?? 0])),
    )
    expect(Math.max(...base.sizes)).toBeGreaterThan(1)
    const { centres } = groupInto(base, 2)
    const again = cluster(base.centres, base.sizes, centres, 20)
    near(again.centres, centres)
    const unit = cluster(base.centres, new Float64Array(base.sizes.length).fill(1), centres, 20)
    expect(unit.centres.some((one, at) => Math.abs(one - (centres[at] ?? 0)) > 1e-3)).toBe(true)
  })
})
