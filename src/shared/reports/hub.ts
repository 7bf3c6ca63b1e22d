import type { InlineKeyboardButton } from '@grammyjs/types'
import { button } from '../../platform/dialog/button.ts'
import type { Report } from '../../platform/feature.ts'
import type { Turn } from '../../platform/inbox/turn.ts'

/** Opens the list of everything that can be looked at. */
export const hubButton = button('reports.hub', {})

/** What who speaks may look at. */
export function reportsFor({ reports, may }: Pick<Turn, 'reports' | 'may'>): Report[] {
  return reports.filter(({ right }) => may(right))
}

/** The row below a report that leads back to the others, where there are some. */
export function hubRow(turn: Pick<Turn, 'reports' | 'may' | 'label'>): InlineKeyboardButton[][] {
  return reportsFor(turn).length < 2 ? [] : [[hubButton.with(turn.label('planning:hubBack'), {})]]
}
