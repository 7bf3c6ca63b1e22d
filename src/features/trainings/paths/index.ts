import type { Feature } from '../../../platform/feature.ts'
import { onGaps } from './gapsPressing.ts'
import { importing, onApply, onDrop, pathsPublishing } from './importing.ts'
import { reading } from './reading.ts'
import { onPath, pathProfile } from './showing.ts'
import { templating } from './template.ts'

/** What people of a position have to learn, how far each is, and what is missing in a unit. */
export const paths = {
  buttons: [onApply, onDrop, onPath, onGaps],
  dialogs: [importing],
  tasks: [reading, templating],
  publishes: [pathsPublishing],
  profile: pathProfile,
} satisfies Partial<Feature>
