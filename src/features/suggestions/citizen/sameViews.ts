import type { Option } from '../../../platform/dialog/dialog.ts'
import { joinHtml } from '../../../platform/html.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { cut } from '../../../shared/policies/places.ts'
import { stateKey } from '../../../shared/tickets/words.ts'
import type { Answers } from './answers.ts'

/** Letters that are shown of each. */
const longest = 500

/** What others have said already, in the words of a planner. */
export async function askSame(turn: Turn, ids: string[]) {
  const tickets = await publicTickets(turn, ids)
  return joinHtml([
    turn.t('suggestions:askSame'),
    ...tickets.map(({ publicText, state }, index) =>
      turn.t('suggestions:sameLine', {
        n: index + 1,
        text: cut(publicText, longest),
        state: turn.label(stateKey[state]),
      }),
    ),
  ])
}

/** "Ini juga keluhan saya" for each, and none of them. */
export async function sameOptions(turn: Turn, ids: string[]): Promise<Option<Answers['same']>[][]> {
  const tickets = await publicTickets(turn, ids)
  const label = (n: number) =>
    tickets.length === 1 ? turn.label('suggestions:same') : turn.label('suggestions:sameNumber', { n })
  return [
    ...tickets.map(({ id }, index) => [{ id: String(id), label: label(index + 1), value: { ticket: String(id) } }]),
    [{ id: 'none', label: turn.label('suggestions:sameNone'), value: { ticket: null } }],
  ]
}

/** Those that still are public, in their order. */
async function publicTickets({ db }: Turn, ids: string[]) {
  const rows = await db.ticket.findMany({
    where: { id: { in: ids.map(BigInt) }, publicText: { not: null } },
    select: { id: true, publicText: true, state: true },
  })
  return ids.flatMap((id) => {
    const row = rows.find((one) => String(one.id) === id)
    return row === undefined || row.publicText === null ? [] : [{ ...row, publicText: row.publicText }]
  })
}
