import { z } from 'zod'
import type { Ticket } from '../../../generated/prisma/client.ts'
import type { Option } from '../../../platform/dialog/dialog.ts'
import { dialog } from '../../../platform/dialog/dialog.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { readUnit } from '../../../shared/audiences/choosing.ts'
import { codeOf } from '../../../shared/tickets/codes.ts'
import { listUnits, unitLabel } from '../../../shared/units/units.ts'
import { doDeed, sayDone, stillOpen } from './doing.ts'
import { tellHeads } from './headNotices.ts'
import { seeTicket } from './rights.ts'
import { unitNameOf } from './telling.ts'

/** "Teruskan": to which unit. */
export const forwarding = dialog({
  name: 'desk.forwarding',
  title: 'suggestions:deskForwarding',
  right: 'overseer',
  apart: true,
  // At which unit it was when it was begun; '': at none.
  opening: z.object({ ticket: z.string(), unit: z.string() }),
  answers: z.object({ unit: z.string() }),
  steps: [
    {
      key: 'unit',
      async ask(turn, _, { ticket }) {
        return turn.t('suggestions:deskAskUnit', { code: codeOf(await seeTicket(turn, BigInt(ticket))) })
      },
      options: (turn, _, { ticket }) => unitOptions(turn, BigInt(ticket)),
      async read(turn, message) {
        const [unit] = await readUnit(turn, message)
        if (unit === undefined) throw new Refusal('audiences:unitUnknown')
        return unit
      },
    },
  ],
  async done(turn, { unit }, { ticket: id, unit: before }) {
    if (unit === undefined) throw new Refusal('platform:dialogGone')
    const isSame = ({ unitId }: Ticket) => String(unitId ?? '') === before
    const open = await stillOpen(turn, BigInt(id), { kind: 'forwarded' }, isSame)
    if (open === null) return
    if (String(open.unitId) === unit) throw new Refusal('suggestions:deskThereAlready')
    const { ticket } = await doDeed(turn, BigInt(id), { kind: 'forwarded', unitId: BigInt(unit) })
    const told = await tellHeads(turn, ticket)
    const values = { code: codeOf(ticket), unit: (await unitNameOf(turn.db, ticket)) ?? '' }
    sayDone(
      turn,
      ticket,
      told === 0
        ? turn.t('suggestions:deskForwardedToNobody', values)
        : turn.t('suggestions:deskForwardedTo', { ...values, count: told }),
    )
  },
})

/** The unit that the author named first, then every unit. */
async function unitOptions(turn: Turn, ticketId: bigint): Promise<Option<string>[][]> {
  const { namedUnitId, unitId } = await seeTicket(turn, ticketId)
  const units = (await listUnits(turn.db)).filter(({ id }) => id !== unitId)
  const named = units.find(({ id }) => id === namedUnitId)
  return [
    ...(named === undefined
      ? []
      : [
          [
            {
              id: 'named',
              label: turn.label('suggestions:deskNamedUnit', { unit: named.name }),
              value: String(named.id),
            },
          ],
        ]),
    ...units.map((unit) => [{ id: String(unit.id), label: unitLabel(unit), value: String(unit.id) }]),
  ]
}
