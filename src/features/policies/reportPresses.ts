import type { Press } from '../../platform/dialog/button.ts'
import { onChart } from './charting.ts'
import { chartButton, funnelButton, missingButton, missingFileButton, quizFiguresButton } from './funnelViews.ts'
import { onMissing, onMissingFile } from './missing.ts'
import { onFunnel, onQuizFigures, onReport, onReports } from './reporting.ts'
import { reportButton, reportsButton } from './reportViews.ts'

/** Every button of the reports. */
export const reportPresses: Press[] = [
  onReports(reportsButton),
  onReport(reportButton),
  onFunnel(funnelButton),
  onChart(chartButton),
  onMissing(missingButton),
  onMissingFile(missingFileButton),
  onQuizFigures(quizFiguresButton),
]
