import type { Feature } from '../../platform/feature.ts'
import { answeringParts } from './answering/index.ts'
import { authoringParts } from './authoring/index.ts'
import { resultParts } from './results/index.ts'
import { roundParts } from './rounds/index.ts'

const personal: NonNullable<Feature['personal']>[] = [answeringParts.personal, authoringParts.personal]

/** Questionnaires as they are written and as they are answered. */
export const questionnaires: Feature = {
  name: 'questionnaires',
  commands: [...roundParts.commands],
  buttons: [...answeringParts.buttons, ...authoringParts.buttons, ...roundParts.buttons, ...resultParts.buttons],
  dialogs: [...answeringParts.dialogs, ...authoringParts.dialogs, ...roundParts.dialogs],
  starts: [...answeringParts.starts],
  tasks: [...answeringParts.tasks, ...authoringParts.tasks, ...roundParts.tasks, ...resultParts.tasks],
  jobs: [...authoringParts.jobs, ...roundParts.jobs],
  due: roundParts.due,
  reports: [...resultParts.reports],
  exports: [...resultParts.exports],
  publishes: [...authoringParts.publishes],
  personal: {
    async collect(...given) {
      const portions = []
      for (const { collect } of personal) portions.push(...((await collect?.(...given)) ?? []))
      return portions
    },
    async erase(...given) {
      for (const { erase } of personal) await erase?.(...given)
    },
  },
}
