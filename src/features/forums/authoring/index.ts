import type { Feature } from '../../../platform/feature.ts'
import { changePresses, changing } from './changing.ts'
import { deskPresses, linking } from './desk.ts'
import { dueOfForums, opening } from './jobs.ts'
import { closing, extending, lastingPresses } from './lasting.ts'
import { making, onNew } from './making.ts'
import { collectMade, forgetMade } from './personal.ts'
import { reading } from './reading.ts'
import { makeSample } from './sample.ts'
import { publishable, submitting } from './submitting.ts'

/** How planners make forums, and lead them from opening to publication. */
export const authoringParts = {
  buttons: [onNew, ...deskPresses, ...changePresses, ...lastingPresses],
  dialogs: [making, changing, extending, closing, submitting],
  tasks: [linking, reading],
  jobs: [opening],
  publishes: [publishable],
  due: dueOfForums,
  personal: { collect: collectMade, erase: forgetMade },
  sample: makeSample,
} satisfies Partial<Feature>
