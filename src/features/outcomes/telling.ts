import { z } from 'zod'
import type { Outcome } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import { on } from '../../platform/events/events.ts'
import { post } from '../../platform/outbox/outbox.ts'
import type { Posted } from '../../platform/outbox/outbox.ts'
import { begin, task } from '../../platform/tasks/tasks.ts'
import type { Work } from '../../platform/work.ts'
import { spoken } from '../../shared/people/admins.ts'
import { recipientsOf } from '../../shared/people/recipients.ts'
import { policyPublished } from '../../shared/policies/events.ts'
import { noticeTo } from '../../shared/tickets/telling.ts'
import { newsView } from './newsView.ts'
import { noteTold, readTold } from './noting.ts'
import { placeOf } from './places.ts'
import type { Place } from './places.ts'
import { readersOf } from './readers.ts'
import { utterancesOf } from './utterances.ts'
import type { Utterance } from './utterances.ts'

/** People who are told in one transaction, at most. */
const most = 100

/** An outcome whose telling is going on. */
interface Telling {
  outcome: Outcome
  place: Place | null
  /** All that each person said; under null what nobody owns any more. */
  said: Map<bigint | null, Utterance[]>
}

/**
 * Tells everyone whom an outcome concerns, each once, also when it is begun again: because it was interrupted, or because
 * more was added. Who has said anything of which it is noted that its author was told, was told.
 */
export const telling = task({
  name: 'outcomes.telling',
  payload: z.object({ outcome: z.string() }),
  async run(work, { outcome: id }, signal) {
    const { database, settings } = work
    const db = database.client
    const outcome = await db.outcome.findUnique({ where: { id: BigInt(id) } })
    if (outcome === null || outcome.toldAt === null) return async () => []
    await addMerged(db, outcome.id)
    const said = await utterancesOf(db, outcome.id, settings)
    const place = await placeOf(db, outcome)
    const untold = [...said].flatMap(([account, all]) => (account === null || all.some(isTold) ? [] : account))
    for (const accounts of evenly(untold)) {
      signal.throwIfAborted()
      work.handOver(await db.$transaction((tx) => tellSome(work, tx, { outcome, place, said }, accounts)))
    }
    return async (tx) => {
      await noteTold(tx, outcome.id, [...said.values()].flat())
      return []
    }
  },
  // Nobody waits for a word: it is begun again in the morning.
  failed: () => async () => [],
})

/** A version was published: what waited for it is told. */
export const listener = on(policyPublished, 'outcomes.telling', async (tx, { policyId, number }, now) => {
  const waiting = await tx.$queryRaw<{ id: bigint }[]>`
    SELECT id FROM outcome
    WHERE policy_id = ${BigInt(policyId)} AND told_at IS NULL AND after_number < ${number}::int
    ORDER BY id FOR UPDATE`
  await tx.outcome.updateMany({ where: { id: { in: waiting.map(({ id }) => id) } }, data: { toldAt: now } })
  for (const { id } of waiting) await begin(tx, telling, { outcome: String(id) }, now)
})

/** What was merged into a ticket is followed there: its author is told, too. */
async function addMerged(db: Db, outcomeId: bigint) {
  await db.$executeRaw`
    WITH RECURSIVE followed AS (
      SELECT ticket_id AS id FROM outcome_source WHERE outcome_id = ${outcomeId} AND ticket_id IS NOT NULL
      UNION
      SELECT ticket.id FROM ticket JOIN followed ON ticket.merged_into_id = followed.id
    )
    INSERT INTO outcome_source (outcome_id, ticket_id) SELECT ${outcomeId}::bigint, id FROM followed ORDER BY id
    ON CONFLICT DO NOTHING`
}

/**
 * Writes to these, but for those who have been told meanwhile, and notes it. All of it is fleeting, also what goes to those
 * who gave their name: else whoever is named and has no such message would be one of those who are not.
 */
async function tellSome(work: Work, tx: Db, { outcome, place, said }: Telling, accounts: bigint[]): Promise<Posted[]> {
  // Whoever else tells it, for this attempt was thought dead, waits here.
  await tx.$queryRaw`SELECT id FROM outcome WHERE id = ${outcome.id} FOR UPDATE`
  const isToldNow = await readTold(tx, outcome.id)
  const left = accounts.filter((account) => !said.get(account)?.some(isToldNow))
  const mayRead = await readersOf(tx, outcome.policyId, work)
  const envelopes = (await recipientsOf(tx, left, work.settings, mayRead)).map((recipient) => {
    const { telegramId, mayRead: isReader } = recipient
    const news = { outcome, place: isReader ? place : null, ...sorted(said.get(telegramId) ?? []) }
    return noticeTo(recipient, newsView(work.voice(spoken(recipient.language)), news), { fleeting: true })
  })
  await noteTold(
    tx,
    outcome.id,
    left.flatMap((account) => said.get(account) ?? []),
  )
  return post(tx, envelopes, work.clock.now())
}

const isTold = (utterance: Utterance) => utterance.isTold

/** In parts of about the same size: noted together, few people could be told apart from others by what is noted of them. */
function evenly(accounts: bigint[]): bigint[][] {
  const parts = Math.ceil(accounts.length / most)
  const size = Math.ceil(accounts.length / Math.max(1, parts))
  return Array.from({ length: parts }, (_, part) => accounts.slice(part * size, (part + 1) * size))
}

/** What somebody said, by what it is. */
function sorted(utterances: Utterance[]) {
  const all = utterances.map(({ of }) => of)
  return {
    written: all.flatMap((of) => ('source' in of && 'ticket' in of ? of.ticket : [])),
    supported: all.flatMap((of) => ('support' in of ? of.ticket : [])),
    asked: all.flatMap((of) => ('question' in of ? of.question : [])),
  }
}
