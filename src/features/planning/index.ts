import type { Feature } from '../../platform/feature.ts'
import { hubButton } from '../../shared/reports/hub.ts'
import { exportCommand, exporting } from './exporting.ts'
import { preparing } from './preparing.ts'
import { onKind, onTake, publishCommand, publishing, takeFile } from './publishing.ts'
import { onHub, onReport, reportButton, reportCommand } from './reports.ts'

/** What planners publish, look at and take out, whatever feature it comes from. */
export const planning: Feature = {
  name: 'planning',
  commands: [publishCommand, reportCommand, exportCommand],
  buttons: [onHub(hubButton), onReport(reportButton), onKind, onTake],
  dialogs: [exporting, publishing],
  files: takeFile,
  tasks: [preparing],
}
