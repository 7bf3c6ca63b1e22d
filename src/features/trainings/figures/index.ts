import type { Feature } from '../../../platform/feature.ts'
import { charting, onChart } from './charting.ts'
import { keeping, onClosed } from './keeping.ts'
import { onFigures, onList, trainingReport } from './reporting.ts'

/** How trainings went and what they changed, and what can be taken out of them. */
export const figures = {
  buttons: [onList, onFigures, onChart],
  tasks: [charting, keeping],
  listen: [onClosed],
  reports: [trainingReport],
} satisfies Partial<Feature>
