import type { Feature } from '../../../platform/feature.ts'
import { coachingPresses } from './presses.ts'
import { coaching, finding, replying } from './writing.ts'

/** Notes between a head and somebody of their unit. */
export const coachingNotes = {
  buttons: coachingPresses,
  dialogs: [coaching, replying, finding],
} satisfies Partial<Feature>
