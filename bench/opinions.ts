// npx tsx bench/opinions.ts [runs] [people …] [part of a name]: how often groups of opinion are claimed where there are none,
// and found where there are some, in made-up crowds. 100 runs of 60, 300 and 1,500 people take about a quarter of an hour.
import { analyse } from '../src/features/forums/opinion/analysis.ts'
import { makeChance } from '../src/features/forums/opinion/chance.ts'
import { randIndex } from '../src/features/forums/opinion/randIndex.ts'
import { crowds, voteAs } from './opinionCrowds.ts'
import type { Crowd } from './opinionCrowds.ts'
import { step, tell, tellVerdicts } from './progress.ts'
import { table } from './table.ts'

const given = process.argv.slice(2)
const [runs = 100, ...named] = given.map(Number).filter((one) => !Number.isNaN(one))
const sizes = named.length > 0 ? named : [60, 300, 1500]
const [part = ''] = given.filter((one) => Number.isNaN(Number(one)))
/** Of 100 crowds so many have to be judged right. */
const goal = 0.95

interface Tried {
  crowd: Crowd
  people: number
  /** How many were said to have clear groups, and with the right number of them. */
  clear: number
  right: number
  /** Why the others were not clear. */
  unstable: number
  likeChance: number
  /** The means of the adjusted Rand index with the camps, of that with samples, and of what silhouette and likelihood say. */
  truth: number
  ari: number
  margin: number
  lead: number
}

function tryCrowd(crowd: Crowd, people: number): Tried {
  const tried = { crowd, people, clear: 0, right: 0, unstable: 0, likeChance: 0, truth: 0, ari: 0, margin: 0, lead: 0 }
  for (let run = 0; run < runs; run++) {
    const { votes, camp } = voteAs(crowd, people, makeChance(1000 * people + run))
    const none = new Uint8Array(crowd.statements)
    const { statements } = crowd
    const found = analyse({
      participants: people,
      statements,
      votes,
      hidden: none,
      meta: none,
      earlier: null,
      seed: run,
    })
    if (found.isClear) tried.clear += 1
    if (found.unclear === 'unstable') tried.unstable += 1
    if (found.unclear === 'likeChance') tried.likeChance += 1
    if (found.isClear && found.k === crowd.camps) tried.right += 1
    tried.truth += randIndex(found.group, camp) / runs
    tried.lead += (found.stability?.lead ?? 0) / runs
    tried.ari += (found.stability?.ari ?? 0) / runs
    tried.margin += ((found.stability?.silhouette ?? 0) - (found.stability?.threshold ?? 0)) / runs
  }
  return tried
}

const all: Tried[] = []
for (const people of sizes)
  for (const crowd of crowds.filter(({ name }) => name.includes(part))) {
    const tried = tryCrowd(crowd, people)
    all.push(tried)
    step(`${people} people, ${crowd.name}: clear ${tried.clear}, right ${tried.right}`)
  }
tell(`\nOf ${runs} crowds each:\n`)
const columns = ['people', 'clear', 'right k', 'unstable', 'like chance', 'ARI', 'of samples', 'margin', 'lead']
tell(
  table([
    ['', ...columns],
    ...all.map((one) => [
      one.crowd.name,
      ...[one.people, one.clear, one.right, one.unstable, one.likeChance].map(String),
      one.crowd.camps === 1 ? '' : one.truth.toFixed(3),
      one.ari.toFixed(2),
      one.margin.toFixed(3),
      one.lead.toFixed(1),
    ]),
  ]),
)
const isGood = tellVerdicts(
  all
    .filter(({ crowd }) => crowd.isHard !== true)
    .map(({ crowd, people, clear, right }) =>
      crowd.camps === 1
        ? {
            what: `${people}, ${crowd.name}: no groups (${clear} of ${runs} claim some)`,
            isSo: runs - clear >= goal * runs,
          }
        : { what: `${people}, ${crowd.name}: found (${right} of ${runs})`, isSo: right >= goal * runs },
    ),
)
process.exit(isGood ? 0 : 1)
