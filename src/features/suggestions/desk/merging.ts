import { z } from 'zod'
import { dialog } from '../../../platform/dialog/dialog.ts'
import type { Message } from '@grammyjs/types'
import type { Ticket } from '../../../generated/prisma/client.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { cut } from '../../../shared/policies/places.ts'
import { codeOf, readCode } from '../../../shared/tickets/codes.ts'
import { isOpen } from '../../../shared/tickets/standing.ts'
import { doDeed, sayDone, stillOpen } from './doing.ts'
import { moveSupport } from './supporters.ts'
import { demandTicket, seeTicket } from './rights.ts'

/** Letters that are shown of either text. */
const longest = 500

/** "Gabungkan": into which other ticket, and whether both are really about the same. */
export const merging = dialog({
  name: 'desk.merging',
  title: 'suggestions:deskMerging',
  right: 'overseer',
  apart: true,
  opening: z.object({ ticket: z.string() }),
  answers: z.object({ into: z.string(), sure: z.literal(true) }),
  steps: [
    {
      key: 'into',
      async ask(turn, _, { ticket }) {
        return turn.t('suggestions:deskAskInto', { code: codeOf(await seeTicket(turn, BigInt(ticket))) })
      },
      async read(turn, message, _, { ticket }) {
        return String((await readTarget(turn, message, BigInt(ticket))).id)
      },
    },
    {
      key: 'sure',
      async ask(turn, { into = '0' }, { ticket }) {
        const [from, to] = [await seeTicket(turn, BigInt(ticket)), await seeTicket(turn, BigInt(into))]
        return turn.t('suggestions:deskAskMerge', {
          code: codeOf(from),
          text: cut(from.text, longest),
          other: codeOf(to),
          otherText: cut(to.text, longest),
        })
      },
      options: (turn) => [[{ id: 'yes', label: turn.label('suggestions:deskMergeNow'), value: true }]],
    },
  ],
  async done(turn, { into }, { ticket: id }) {
    if (into === undefined) throw new Refusal('platform:dialogGone')
    // Always in the same order, so that two who merge do not wait for one another.
    const [first, second] = [BigInt(id), BigInt(into)].toSorted((a, b) => (a < b ? -1 : 1))
    for (const one of [first, second]) if (one !== undefined) await demandTicket(turn, one)
    const target = await demandTicket(turn, BigInt(into))
    if (!isOpen(target)) return turn.answer({ text: turn.t('suggestions:deskIntoGone', { code: codeOf(target) }) })
    if ((await stillOpen(turn, BigInt(id), { kind: 'merged' })) === null) return
    const said = { kind: 'merged', number: target.id, mergedInto: codeOf(target) } as const
    const { ticket } = await doDeed(turn, BigInt(id), said)
    await moveSupport(turn.db, ticket, target, turn.settings)
    sayDone(turn, ticket, turn.t('suggestions:deskMerged', { code: codeOf(ticket), other: codeOf(target) }))
  },
})

async function readTarget(turn: Turn, { text = '' }: Message, from: bigint): Promise<Ticket> {
  const numbered = readCode(text)
  if (numbered === undefined) throw new Refusal('suggestions:deskNoCode')
  const found = await turn.db.ticket.findUnique({ where: { year_number: numbered }, select: { id: true } })
  if (found === null) throw new Refusal('tickets:unknown')
  if (found.id === from) throw new Refusal('suggestions:deskSameTicket')
  const target = await seeTicket(turn, found.id)
  if (!isOpen(target)) throw new Refusal('suggestions:deskIntoGone', { code: codeOf(target) })
  return target
}
