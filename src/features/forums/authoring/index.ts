import type { Feature } from '../../../platform/feature.ts'
import { changePresses, changing, closing, extending } from './changing.ts'
import { deskPresses, linking } from './desk.ts'
import { dueOfForums, opening } from './jobs.ts'
import { making, onNew } from './making.ts'
import { reading } from './reading.ts'
import { makeSample } from './sample.ts'
import { publishable, submitting } from './submitting.ts'

/** How planners make forums, and lead them from opening to publication. */
export const authoringParts = {
  buttons: [onNew, ...deskPresses, ...changePresses],
  dialogs: [making, changing, extending, closing, submitting],
  tasks: [linking, reading],
  jobs: [opening],
  publishes: [publishable],
  due: dueOfForums,
  sample: makeSample,
} satisfies Partial<Feature>
