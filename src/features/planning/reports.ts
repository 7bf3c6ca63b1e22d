import { z } from 'zod'
import { button, press } from '../../platform/dialog/button.ts'
import type { Press } from '../../platform/dialog/button.ts'
import type { Command } from '../../platform/feature.ts'
import type { Turn, View } from '../../platform/inbox/turn.ts'
import { Refusal } from '../../platform/refusal.ts'
import { reportsFor } from '../../shared/reports/hub.ts'
import type { hubButton } from '../../shared/reports/hub.ts'

export const reportButton = button('reports.open', { name: z.string() })

/** "/laporan": what can be looked at; the only one at once. */
export const reportCommand: Command = {
  name: 'laporan',
  alias: 'report',
  right: 'overseer',
  summary: 'planning:reportSummary',
  async run(turn) {
    const [only, ...others] = reportsFor(turn)
    if (only === undefined || others.length > 0) return turn.answer(hubView(turn))
    await only.open(turn)
  },
}

/** The list, in the place of a report. */
export function onHub(kind: typeof hubButton): Press {
  return press(kind, 'overseer', async (turn) => turn.replace(hubView(turn)))
}

/** Opens one of them. */
export function onReport(kind: typeof reportButton): Press {
  return press(kind, 'overseer', async (turn, { name }) => {
    const report = turn.reports.find((one) => one.name === name)
    if (report === undefined) throw new Refusal('platform:buttonOld')
    if (!turn.may(report.right)) throw new Refusal('platform:notAllowed')
    await report.open(turn)
  })
}

function hubView(turn: Turn): View {
  const reports = reportsFor(turn)
  if (reports.length === 0) return { text: turn.t('planning:reportNone') }
  return {
    text: turn.t('planning:reportChoose'),
    buttons: reports.map(({ name, label }) => [reportButton.with(turn.label(label), { name })]),
  }
}
