import type { Feature } from '../../../platform/feature.ts'
import { onMinutes, writing } from './preparing.ts'

/** What was said, voted, asked and promised, as a document. */
export const minutesParts = {
  buttons: [onMinutes],
  tasks: [writing],
} satisfies Partial<Feature>
