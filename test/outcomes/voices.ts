// What people said, as it stands in a city without going through the dialogs of others' tests.
import { expect } from 'vitest'
import { codeOf } from '../../src/shared/tickets/codes.ts'
import { ownedBy } from '../../src/shared/tickets/authors.ts'
import { happen } from '../../src/shared/tickets/log.ts'
import { submit } from '../../src/shared/tickets/submission.ts'
import type { openStaffedCity } from '../support/city.ts'

export type City = Awaited<ReturnType<typeof openStaffedCity>>
type Actor = City['ani']

/** Whoever submits, supports and answers in a city. */
export function voicesIn(city: City) {
  const db = () => city.app.work.database.client
  const settings = () => city.app.work.settings
  const now = () => city.clock.now()
  return {
    db,
    /** Submits a suggestion; gives its row, with its code. */
    async submits(
      author: Actor,
      text: string,
      { isAnonymous = false, paragraphId }: { isAnonymous?: boolean; paragraphId?: bigint } = {},
    ) {
      const said = { telegramId: BigInt(author.id), isAnonymous, kind: 'suggestion' as const, text, paragraphId }
      const { ticket } = await db().$transaction((tx) => submit(tx, said, settings(), now()))
      return { ...ticket, code: codeOf(ticket) }
    },
    async supports(supporter: { id: number }, ticketId: bigint, isAnonymous = false) {
      const owner = await ownedBy(db(), settings(), { telegramId: BigInt(supporter.id), isAnonymous })
      await db().ticketSupport.create({ data: { ticketId, ...owner } })
    },
    async answers(officer: Actor, ticketId: bigint, text: string) {
      const deed = { kind: 'answered' as const, by: { officer: BigInt(officer.id) }, text }
      await db().$transaction((tx) => happen(tx, ticketId, deed, settings(), now()))
    },
    /** A paragraph of the newest version of the policy of that title. */
    async paragraphOf(title: string, identity: number) {
      return db().policyParagraph.findFirstOrThrow({
        where: { identity, version: { title } },
        orderBy: { version: { number: 'desc' } },
        include: { version: { select: { policyId: true } } },
      })
    },
    /** "Catat tindak lanjut" on a ticket, or on a question. */
    concludes: (planner: Actor, id: bigint, kind: 'ticket' | 'question' = 'ticket') =>
      planner.forges(`outcome.write|${kind}|${id}`),
  }
}

/** What somebody was told of outcomes. */
export const newsOf = (actor: { saw: string[] }) =>
  actor.saw.filter((text) => text.startsWith('Anda usul, kami lakukan\n'))

/** Answers what the dialog asks, from the policy to when everyone is told. */
export async function writes(
  planner: Actor,
  { at, kind = '✅ Diterima', sentence, when }: { at: string[]; kind?: string; sentence: string; when: string },
): Promise<void> {
  for (const label of at) await planner.presses(label)
  await planner.presses(kind)
  await planner.says(sentence)
  expect(planner.saw.at(-1)).toContain(sentence)
  await planner.presses(when)
}
