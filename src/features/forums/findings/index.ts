import type { Feature } from '../../../platform/feature.ts'
import { forumsExport, statementsExport } from './exports.ts'
import { concluding } from './jobs.ts'
import { mapping } from './mapping.ts'
import { picturing } from './picturing.ts'
import { onPosition } from './position.ts'
import { refreshing } from './refreshing.ts'
import { charting, forumsReport, onReported } from './reports.ts'
import { resultPresses } from './results.ts'

/** What came of the votes: opinion groups, one's own position, and the result. */
export const findingParts = {
  buttons: [onPosition, ...resultPresses, onReported],
  tasks: [refreshing, mapping, picturing, charting],
  jobs: [concluding],
  reports: [forumsReport],
  exports: [forumsExport, statementsExport],
} satisfies Partial<Feature>
