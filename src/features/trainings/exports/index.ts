import type { Feature } from '../../../platform/feature.ts'
import { attendanceExport } from './attendanceExport.ts'
import { effectExport } from './effectExport.ts'
import { trainingExport } from './trainingExport.ts'

/** What can be taken out of trainings as tables. */
export const exported = {
  exports: [trainingExport, attendanceExport, effectExport],
} satisfies Partial<Feature>
