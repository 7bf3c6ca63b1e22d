import type { Start } from '../../platform/feature.ts'
import type { Turn } from '../../platform/inbox/turn.ts'
import { Refusal } from '../../platform/refusal.ts'
import { countUse, findInvitation, invitationStart, useUp } from '../../shared/invitations/invitation.ts'
import { accept } from './links.ts'
import { sayOutcome } from './outcome.ts'
import { menuView } from './views.ts'

/** Opens an invitation: a personal one links with its roster entry, a guest's only brings somebody in. */
export const invited: Start = {
  name: invitationStart,
  right: 'member',
  async run(turn, secret) {
    const { db, now, who } = turn
    const invitation = await findInvitation(db, secret)
    if (invitation === null) throw new Refusal('people:invitationUnknown')
    const { id, kind, rosterEntryId, expiresAt, closedAt } = invitation
    if (closedAt !== null) throw new Refusal('people:invitationUsed')
    if (expiresAt <= now) throw new Refusal('people:invitationExpired')
    if (kind === 'guest' || rosterEntryId === null) return welcomeGuest(turn, id)
    const outcome = await accept(db, who.telegramId, rosterEntryId, now)
    if (outcome.kind === 'unknown') throw new Refusal('people:invitationUnknown')
    // What only waits for a word, or was theirs already, leaves the link as it was.
    if (outcome.kind === 'linked' && !(await useUp(db, id, now))) throw new Refusal('people:invitationUsed')
    if (outcome.kind === 'linked') await sayWhom(turn, rosterEntryId)
    await sayOutcome(turn, outcome)
  },
}

/** Whoever got somebody else's card shall notice. */
async function sayWhom(turn: Turn, id: bigint) {
  const { name } = await turn.db.rosterEntry.findUniqueOrThrow({ where: { id }, select: { name: true } })
  turn.answer({ text: turn.t('people:invitedAs', { name }) })
}

/** Counts those whom it brought in, not those who were here. */
async function welcomeGuest(turn: Turn, id: bigint) {
  const { db, now, who } = turn
  const isNew = await db.person.count({ where: { telegramId: who.telegramId, consentAt: now } })
  if (isNew > 0) await countUse(db, id)
  else turn.answer(menuView(turn, turn.t('people:guestKnown')))
}
