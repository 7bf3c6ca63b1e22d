import type { Feature } from '../../../platform/feature.ts'
import { charting, onChart } from './charting.ts'
import { eventExport } from './eventExport.ts'
import { onFigures, ticketReport } from './reporting.ts'
import { ticketExport } from './ticketExport.ts'

/** How tickets are answered, as figures, and what can be taken out of them. */
export const figures = {
  buttons: [onFigures, onChart],
  tasks: [charting],
  reports: [ticketReport],
  exports: [ticketExport, eventExport],
} satisfies Partial<Feature>
