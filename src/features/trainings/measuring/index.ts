import type { Feature } from '../../../platform/feature.ts'
import { arranging, onScheduled } from './arranging.ts'
import { askingLatecomers } from './latecomers.ts'
import { onChoose, onMeasuring, onPlan } from './pressing.ts'
import { served } from './served.ts'

/** What a training asks before, at its end, after it, and three months later. */
export const measuring = {
  buttons: [onMeasuring, onChoose, onPlan],
  tasks: [arranging],
  listen: [onScheduled],
  jobs: [askingLatecomers],
  groups: [served],
} satisfies Partial<Feature>
