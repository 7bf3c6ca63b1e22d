import { press } from '../../platform/dialog/button.ts'
import type { Press } from '../../platform/dialog/button.ts'
import type { Report } from '../../platform/feature.ts'
import type { Turn } from '../../platform/inbox/turn.ts'
import { orderChart } from './charting.ts'
import { funnelView } from './funnelViews.ts'
import type { funnelButton, quizFiguresButton } from './funnelViews.ts'
import { quizFigures } from './quizFigures.ts'
import { quizFiguresView } from './quizFiguresView.ts'
import { reportOf } from './reports.ts'
import { reportsView } from './reportViews.ts'
import type { reportButton, reportsButton } from './reportViews.ts'
import { editionOf, listEditions } from '../../shared/policies/versions.ts'

/** How far a policy has got, in words at once and then as a picture. */
export const policyReport: Report = {
  name: 'policies',
  label: 'policies:reportLabel',
  right: 'overseer',
  async open(turn) {
    const editions = await listEditions(turn.db)
    const [only, ...others] = editions
    if (only === undefined || others.length > 0) return turn.replace(reportsView(turn, editions, 0))
    turn.replace(await openReport(turn, only.id))
  },
}

/** Turns the pages of the policies that have a report. */
export function onReports(kind: typeof reportsButton): Press {
  return press(kind, 'overseer', async (turn, { page }) =>
    turn.replace(reportsView(turn, await listEditions(turn.db), page)),
  )
}

/** Opens the report of a version, in the place of the policies. */
export function onReport(kind: typeof reportButton): Press {
  return press(kind, 'overseer', async (turn, { version }) => turn.replace(await openReport(turn, version)))
}

/** Opens a unit of a report, another page of it, or shows it anew. */
export function onFunnel(kind: typeof funnelButton): Press {
  return press(kind, 'overseer', async (turn, { version, unit, page }) =>
    turn.replace(funnelView(turn, await reportOf(turn, version, unit), page)),
  )
}

/** How the questions of the quiz were answered, for planners, as far as it may be shown. */
export function onQuizFigures(kind: typeof quizFiguresButton): Press {
  return press(kind, 'planner', async (turn, { version }) => {
    const { db, voice, settings, now } = turn
    const edition = await editionOf(db, version)
    const figures = await quizFigures(db, edition, settings, now)
    turn.replace(quizFiguresView(voice, edition, figures, settings.minGroup))
  })
}

async function openReport(turn: Turn, version: bigint) {
  const report = await reportOf(turn, version, 0n)
  if (report.funnel.total.roster > 0) await orderChart(turn, version, 0n)
  return funnelView(turn, report, 0)
}
