import type { Feature } from '../../../platform/feature.ts'
import { charting, onChart } from './charting.ts'
import { resultPresses, resultReport } from './pressing.ts'
import { resultExport } from './resultExport.ts'
import { roundExport } from './roundExport.ts'

/** What came of the rounds, as far as it may be shown. */
export const resultParts = {
  buttons: [...resultPresses, onChart],
  tasks: [charting],
  reports: [resultReport],
  exports: [roundExport, resultExport],
} satisfies Partial<Feature>
