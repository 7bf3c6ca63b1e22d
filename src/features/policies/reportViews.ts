import { z } from 'zod'
import { button } from '../../platform/dialog/button.ts'
import { leaf } from '../../platform/dialog/pages.ts'
import type { Turn, View } from '../../platform/inbox/turn.ts'
import { hubRow } from '../../shared/reports/hub.ts'
import type { Edition } from '../../shared/policies/versions.ts'
import { cut } from '../../shared/policies/places.ts'

/** The policies that have a report, on pages, and the report of one. */
export const reportsButton = button('policy.reports', { page: z.coerce.number().int().min(0).max(10_000) })
export const reportButton = button('policy.report', { version: z.coerce.bigint() })

const perPage = 8
const longest = 50

/** Asks for which policy the report is wanted. */
export function reportsView(turn: Turn, editions: Edition[], wanted: number): View {
  if (editions.length === 0) {
    const buttons = hubRow(turn)
    return { text: turn.t('policies:reportNone'), ...(buttons.length > 0 && { buttons }) }
  }
  const pages = Math.ceil(editions.length / perPage)
  const { page, turning } = leaf(turn, { wanted, pages }, (to, label) => reportsButton.with(label, { page: to }))
  const shown = editions.slice(page * perPage, (page + 1) * perPage)
  return {
    text: turn.t('policies:reportChoose'),
    buttons: [
      ...shown.map(({ id, title, policy }) => {
        const words = cut(title, longest)
        const label = policy.withdrawnAt === null ? words : turn.label('policies:reportWithdrawn', { title: words })
        return [reportButton.with(label, { version: id })]
      }),
      ...turning,
      ...hubRow(turn),
    ],
  }
}
