import { press } from '../../platform/dialog/button.ts'
import type { Press } from '../../platform/dialog/button.ts'
import { leaf } from '../../platform/dialog/pages.ts'
import type { Turn } from '../../platform/inbox/turn.ts'
import { ledgerButton } from '../../shared/outcomes/buttons.ts'
import { cardButton as policyButton } from '../../shared/policies/buttons.ts'
import { cardButton } from './buttons.ts'
import { lineOf } from './statements.ts'

const perPage = 8
/** Letters of a button. */
const longest = 60

const onLedger = press(ledgerButton, 'planner', async (turn, { policy, page }) => showLedger(turn, policy, page))

export const ledgerPresses: Press[] = [onLedger]

/** The outcomes of a policy, or of all (0), those first that nobody has been told of, in the place of what was pressed. */
export async function showLedger(turn: Turn, policy: bigint, wanted: number): Promise<void> {
  const { db, voice } = turn
  const where = policy === 0n ? {} : { policyId: policy }
  const total = await db.outcome.count({ where })
  const waiting = await db.outcome.count({ where: { ...where, toldAt: null } })
  const pages = Math.max(1, Math.ceil(total / perPage))
  const { page, turning } = leaf(voice, { wanted, pages }, (to, label) =>
    ledgerButton.with(label, { policy, page: to }),
  )
  const rows = await db.outcome.findMany({
    where,
    orderBy: [{ toldAt: { sort: 'desc', nulls: 'first' } }, { id: 'desc' }],
    skip: page * perPage,
    take: perPage,
  })
  turn.replace({
    text:
      total === 0
        ? voice.t('outcomes:ledgerNone')
        : voice.t(policy === 0n ? 'outcomes:ledgerAll' : 'outcomes:ledgerOf', { count: total, waiting }),
    buttons: [
      ...rows.map((row) => {
        const line = lineOf(voice, row, longest)
        const label = row.toldAt === null ? voice.label('outcomes:waiting', { line }) : line
        return [cardButton.with(label, { outcome: row.id, page: 0 })]
      }),
      ...turning,
      policy === 0n
        ? []
        : [
            policyButton.with(voice.label('outcomes:toPolicy'), { policy }),
            ledgerButton.with(voice.label('outcomes:ledger'), { policy: 0n, page: 0 }),
          ],
    ].filter((row) => row.length > 0),
  })
}
