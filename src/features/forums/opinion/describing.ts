import type { Group, Opinion } from './analysis.ts'
import type { Folder } from './folder.ts'
import { randIndex } from './randIndex.ts'

const longestText = 110
const most = 5

/** What was found in a folder of votes, in plain English lines. */
export function describeFolder(folder: Folder, opinion: Opinion): string {
  const { topic, participants, statements, votes } = folder
  const grouped = opinion.group.reduce((count, group) => count + (group < 0 ? 0 : 1), 0)
  return [
    ...(topic === '' ? [] : [topic, '']),
    `${participants.length} participants, ${statements.length} statements, ${votes.value.length} votes; ${grouped} participants are grouped`,
    `k = ${opinion.k}, groups of ${opinion.groups.map(({ size }) => size).join(', ')}`,
    ...stabilityLines(opinion),
    comparison(folder, opinion),
    ...opinion.groups.flatMap((group, g) => ['', ...groupLines(folder, group, g)]),
    '',
    ...consensusLines(folder, opinion),
  ].join('\n')
}

const unclearWords = {
  tooFewPeople: 'too few people have voted to tell them apart',
  unstable: 'samples of the people fall into other groups',
  likeChance: 'votes without groups would fall apart as well',
}

function stabilityLines({ stability, unclear, silhouettes }: Opinion): string[] {
  const tried = silhouettes.map((one, n) => `${n + 2}: ${one.toFixed(4)}`).join(', ')
  return [
    `silhouette by k: ${tried === '' ? 'none' : tried}`,
    ...(stability === null
      ? []
      : [
          `stability: mean adjusted Rand index of samples ${stability.ari.toFixed(4)}; silhouette ${stability.silhouette.toFixed(4)}, without groups at most ${stability.threshold.toFixed(4)}; likelihood of groups against one line of opinions ${stability.lead.toFixed(1)} standard deviations (above 0 for groups)`,
        ]),
    unclear === null ? 'The groups are clear.' : `There are no clear groups yet: ${unclearWords[unclear]}.`,
  ]
}

function comparison({ published, participants }: Folder, { group }: Opinion): string {
  const names = [...new Set(published.filter((one) => one !== null))]
  if (names.length === 0) return 'The folder has no group-id to compare with.'
  const theirs = Int32Array.from(published, (one) => (one === null ? -1 : names.indexOf(one)))
  const compared = participants.filter((_, i) => theirs[i] !== -1 && (group[i] ?? -1) >= 0).length
  const left = participants.length - compared
  return `adjusted Rand index with the folder's group-id: ${randIndex(group, theirs).toFixed(6)} (${compared} participants; ${left} without a group in either are left out)`
}

function groupLines({ statements }: Folder, { size, representative }: Group, g: number): string[] {
  return [
    `Group ${g}: ${size} participants`,
    ...representative.map(({ statement, side, probability, representativeness }) => {
      const { id = '', text = '' } = statements[statement] ?? {}
      return `  ${side} #${id} (p ${probability.toFixed(2)}, r ${representativeness.toFixed(2)}) ${cut(text)}`
    }),
  ]
}

function consensusLines({ statements }: Folder, { consensus }: Opinion): string[] {
  const ranked = statements
    .map(({ id, text, isRejected, isMeta }, index) => ({
      id,
      text,
      isLeftOut: isRejected || isMeta,
      value: consensus[index] ?? 0,
    }))
    .filter(({ isLeftOut }) => !isLeftOut)
    .toSorted((a, b) => b.value - a.value)
    .slice(0, most)
  const differences = statements.flatMap((one, index) =>
    one.consensus === null ? [] : [Math.abs(one.consensus - (consensus[index] ?? 0))],
  )
  const same = differences.filter((one) => one < 1e-9).length
  return [
    'Group-informed consensus, the highest:',
    ...ranked.map(({ id, text, value }) => `  ${value.toFixed(4)} #${id} ${cut(text)}`),
    ...(differences.length === 0
      ? []
      : [`The folder's own group-informed consensus is the same for ${same} of ${differences.length} statements.`]),
  ]
}

const cut = (text: string) => (text.length > longestText ? `${text.slice(0, longestText)}…` : text)
