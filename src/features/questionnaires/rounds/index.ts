import type { Feature } from '../../../platform/feature.ts'
import { dueOfRounds, rounding } from './jobs.ts'
import { linking } from './linking.ts'
import { questionnairesCommand, roundPresses } from './pressing.ts'
import { starting } from './starting.ts'

/** How planners send questionnaires to people, once or by a schedule. */
export const roundParts = {
  commands: [questionnairesCommand],
  buttons: roundPresses,
  dialogs: [starting],
  tasks: [linking],
  jobs: [rounding],
  due: dueOfRounds,
} satisfies Partial<Feature>
