import type { Feature } from '../../../platform/feature.ts'
import { obstaclePresses } from './presses.ts'
import { onResponded } from './sharing.ts'
import { telling } from './telling.ts'

/** What employees chose to share with the head of their unit. */
export const obstacles = {
  buttons: obstaclePresses,
  listen: [onResponded],
  tasks: [telling],
} satisfies Partial<Feature>
