import { Hono } from 'hono'
import type { Feature } from '../../platform/feature.ts'
import { authoringParts } from './authoring/index.ts'
import { findingParts } from './findings/index.ts'
import { groupParts } from './groups/index.ts'
import { hallParts } from './hall/index.ts'
import { minutesParts } from './minutes/index.ts'
import { moderationParts } from './moderation/index.ts'
import { openDataParts } from './openData/index.ts'
import { takingParts } from './taking/index.ts'

const parts: Partial<Feature>[] = [
  takingParts,
  authoringParts,
  moderationParts,
  findingParts,
  hallParts,
  groupParts,
  minutesParts,
  openDataParts,
]

/** Dialogues about a question: statements, votes, opinion groups, and live halls. */
export const forums: Feature = {
  name: 'forums',
  commands: parts.flatMap(({ commands }) => commands ?? []),
  groupCommands: parts.flatMap(({ groupCommands }) => groupCommands ?? []),
  buttons: parts.flatMap(({ buttons }) => buttons ?? []),
  dialogs: parts.flatMap(({ dialogs }) => dialogs ?? []),
  starts: parts.flatMap(({ starts }) => starts ?? []),
  listen: parts.flatMap(({ listen }) => listen ?? []),
  tasks: parts.flatMap(({ tasks }) => tasks ?? []),
  jobs: parts.flatMap(({ jobs }) => jobs ?? []),
  reports: parts.flatMap(({ reports }) => reports ?? []),
  exports: parts.flatMap(({ exports }) => exports ?? []),
  archives: parts.flatMap(({ archives }) => archives ?? []),
  publishes: parts.flatMap(({ publishes }) => publishes ?? []),
  personal: {
    async collect(...given) {
      const portions = []
      for (const { personal } of parts) portions.push(...((await personal?.collect?.(...given)) ?? []))
      return portions
    },
    async erase(...given) {
      // Whose statements they are goes last, with those who take part: the others find by it what is theirs.
      for (const { personal } of parts.toReversed()) await personal?.erase?.(...given)
    },
  },
  web(work) {
    const routes = new Hono()
    for (const { web } of parts) if (web) routes.route('/', web(work))
    return routes
  },
  async due(db) {
    const times = await Promise.all(parts.map(async ({ due }) => due?.(db) ?? null))
    return times.reduce((first, time) => (first === null || (time !== null && time < first) ? time : first), null)
  },
  async sample(sample) {
    const made = []
    for (const { sample: make } of parts) made.push(await make?.(sample))
    return made.find((one) => one !== undefined)
  },
}
