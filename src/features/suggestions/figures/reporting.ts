import { press } from '../../../platform/dialog/button.ts'
import type { Press } from '../../../platform/dialog/button.ts'
import type { Report } from '../../../platform/feature.ts'
import { figuresButton } from './buttons.ts'
import { orderChart } from './charting.ts'
import { reportOf } from './reports.ts'
import { figuresView } from './views.ts'

/** How tickets are answered, in words at once and then as a picture. */
export const ticketReport: Report = {
  name: 'tickets',
  label: 'suggestions:reportTickets',
  right: 'overseer',
  async open(turn) {
    const report = await reportOf(turn, 0n, 'all')
    turn.replace(figuresView(turn, report, 0))
    if (report.tallies.total.n > 0) await orderChart(turn, 0n, 'all')
  },
}

/** Opens a unit or a period, another page, or shows the same anew. */
export const onFigures: Press = press(figuresButton, 'overseer', async (turn, { unit, period, page }) =>
  turn.replace(figuresView(turn, await reportOf(turn, unit, period), page)),
)
