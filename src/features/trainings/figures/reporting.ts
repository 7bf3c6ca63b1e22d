import { press } from '../../../platform/dialog/button.ts'
import type { Press } from '../../../platform/dialog/button.ts'
import type { Report } from '../../../platform/feature.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { placeOf } from '../../../shared/units/overseeing.ts'
import { figuresButton, listButton } from './buttons.ts'
import { listTrainings, reportOf } from './reports.ts'
import { listView, reportView } from './views.ts'

/** Trainings and what came of them. */
export const trainingReport: Report = {
  name: 'trainings',
  label: 'trainings:report',
  right: 'overseer',
  open: (turn) => showList(turn, 0),
}

export const onList: Press = press(listButton, 'overseer', (turn, { page }) => showList(turn, page))

export const onFigures: Press = press(figuresButton, 'overseer', async (turn, { id }) => {
  const place = await placeOf(turn, 0n)
  turn.replace(reportView(turn, await reportOf(turn.db, id, place, turn.settings)))
})

async function showList(turn: Turn, page: number) {
  const place = await placeOf(turn, 0n)
  turn.replace(listView(turn, await listTrainings(turn.db, place, page), page))
}
