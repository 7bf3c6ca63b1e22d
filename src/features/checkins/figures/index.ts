import { press } from '../../../platform/dialog/button.ts'
import type { Feature } from '../../../platform/feature.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { placeOf } from '../../../shared/units/overseeing.ts'
import { figuresButton } from '../buttons.ts'
import { onUnitChart, unitCharting } from './charting.ts'
import { reportOf } from './reports.ts'
import { figuresView } from './views.ts'

async function show(turn: Turn, { unit, asked, page }: { unit: bigint; asked: bigint; page: number }) {
  const report = await reportOf(turn.db, await placeOf(turn, unit), asked, turn.settings)
  turn.replace(figuresView(turn, report, page))
}

/** What is published of check-ins, for heads of their units and for planners of all. */
export const figures = {
  buttons: [press(figuresButton, 'overseer', show), onUnitChart],
  tasks: [unitCharting],
  reports: [
    {
      name: 'checkins',
      label: 'checkins:report',
      right: 'overseer',
      open: (turn) => show(turn, { unit: 0n, asked: 0n, page: 0 }),
    },
  ],
} satisfies Partial<Feature>
