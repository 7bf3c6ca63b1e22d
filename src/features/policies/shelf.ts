import { press } from '../../platform/dialog/button.ts'
import type { Press } from '../../platform/dialog/button.ts'
import type { Start } from '../../platform/feature.ts'
import { joinHtml } from '../../platform/html.ts'
import type { Turn, View } from '../../platform/inbox/turn.ts'
import { countTold } from '../../shared/outcomes/told.ts'
import { demandReadable, shelfOf } from '../../shared/policies/access.ts'
import { withdrawPolicy } from './actions.ts'
import { cardView, versionsView, withdrawView } from './cardViews.ts'
import type { versionsButton, withdrawButton } from './cardViews.ts'
import { openDesk } from './desk.ts'
import { policyStart, readLink } from '../../shared/policies/links.ts'
import { countOpen } from './questions.ts'
import { paragraphAt } from './reading.ts'
import type { listButton } from './readingButtons.ts'
import type { cardButton } from '../../shared/policies/buttons.ts'
import { reasonsFor } from './relevances.ts'
import { shelfView } from './shelfViews.ts'
import type { Standing } from './shelfViews.ts'
import { withheldChannel } from '../../platform/outbox/holding.ts'
import { Refusal } from '../../platform/refusal.ts'
import { editionsOf, headingsOf, listEditions, newestEdition } from '../../shared/policies/versions.ts'
import type { Edition } from '../../shared/policies/versions.ts'

/** "/kebijakan": what one may read, what is asked of one first. */
export async function showShelf(turn: Turn): Promise<void> {
  turn.answer(await shelfAt(turn, 0))
}

/** Turns the pages of it. */
export function onList(kind: typeof listButton): Press {
  return press(kind, 'all', async (turn, { page }) => turn.replace(await shelfAt(turn, page)))
}

/** What a policy is, and where one stands with it. */
export function onCard(kind: typeof cardButton): Press {
  return press(kind, 'all', async (turn, { policy }) => turn.replace(await cardOf(turn, policy)))
}

/** All versions of a policy: those that no longer hold stay readable. */
export function onVersions(kind: typeof versionsButton): Press {
  return press(kind, 'all', async (turn, { policy, page }) => {
    const edition = await newestEdition(turn.db, policy)
    await demandReadable(turn, edition)
    const shelved = await shelfOf(turn, await editionsOf(turn.db, edition))
    const versions = shelved.map(({ edition: one }) => one)
    turn.replace(versionsView(turn, edition, versions, page))
  })
}

/** Withdraws a policy, after having asked. */
export function onWithdraw(kind: typeof withdrawButton): Press {
  return press(kind, 'planner', async (turn, { policy, sure }) => {
    const edition = await newestEdition(turn.db, policy)
    if (sure === 'ask') return turn.replace(withdrawView(turn, edition))
    if (sure === 'y') {
      await withdrawPolicy(turn.db, policy, turn.who.telegramId, turn.now)
      turn.wake(withheldChannel)
    }
    turn.replace(await cardOf(turn, policy))
  })
}

/** Opens a policy, or a paragraph of it, by a link. Who may read it only as an employee is asked who they are first. */
export const opened: Start = {
  name: policyStart,
  right: 'all',
  async run(turn, argument) {
    const link = readLink(argument)
    if (link === undefined) throw new Refusal('policies:unknown')
    const edition = await newestEdition(turn.db, link.policy)
    if (turn.who.stranger && (await shelfOf(turn, [edition])).length === 0) return false
    await demandReadable(turn, edition)
    if (link.identity === null) turn.answer(await cardOf(turn, link.policy))
    else turn.answer(await paragraphOrCard(turn, edition, link.identity))
    return true
  },
}

async function paragraphOrCard(turn: Turn, edition: Edition, identity: number): Promise<View> {
  // What has changed for them is shown so; a look at another paragraph does not move them.
  const own = await openDesk(turn, edition)
  const desk = own.route.stops.includes(identity) ? own : await openDesk(turn, edition, 'a')
  if (desk.route.stops.includes(identity)) return paragraphAt(turn, desk, identity, { moves: false })
  const card = await cardOf(turn, edition.policyId)
  return { ...card, text: joinHtml([turn.t('policies:paragraphGone'), card.text]) }
}

async function shelfAt(turn: Turn, page: number): Promise<View> {
  const { db } = turn
  const shelf = await shelfOf(turn, await listEditions(db))
  const readings = await db.policyReading.findMany({
    where: {
      versionId: { in: shelf.map(({ edition }) => edition.id) },
      person: { telegramId: turn.who.telegramId, consentAt: { not: null } },
    },
  })
  const standings = shelf.map((one): Standing => {
    const reading = readings.find(({ versionId }) => versionId === one.edition.id) ?? null
    return { ...one, reading }
  })
  return shelfView(turn, standings, page)
}

async function cardOf(turn: Turn, policyId: bigint): Promise<View> {
  const { db } = turn
  const edition = await newestEdition(db, policyId)
  const { isMine } = await demandReadable(turn, edition)
  const reading = await db.policyReading.findFirst({
    where: { versionId: edition.id, person: { telegramId: turn.who.telegramId, consentAt: { not: null } } },
  })
  const isPlanner = turn.may('planner')
  return cardView(turn, {
    standing: { edition, isMine, reading },
    headings: await headingsOf(db, edition.id),
    reasons: (await reasonsFor(turn, edition)).length,
    open: isPlanner ? await countOpen(db, policyId) : null,
    outcomes: await countTold(db, policyId),
  })
}
