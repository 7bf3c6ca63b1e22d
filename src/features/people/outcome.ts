import { parameters } from '../../platform/inbox/turn.ts'
import type { Turn } from '../../platform/inbox/turn.ts'
import { Refusal } from '../../platform/refusal.ts'
import { listAdmins } from '../../shared/people/admins.ts'
import { quietOf } from '../../shared/people/quiet.ts'
import { findProfile } from './actions.ts'
import { keyOf, subjectOf } from './links.ts'
import type { Outcome } from './links.ts'
import { linkedView, requestView, saidView } from './linkViews.ts'

/** Says what came of it; what an admin has to decide is put before all of them. */
export async function sayOutcome(turn: Turn, outcome: Outcome): Promise<void> {
  switch (outcome.kind) {
    case 'unknown':
      return turn.answer(saidView(turn.t('people:numberUnknown')))
    case 'already':
      return turn.answer(saidView(turn.t('people:alreadyYours')))
    case 'waits':
      return turn.answer(saidView(turn.t('people:requestWaits', { number: String(outcome.id) })))
    case 'linked':
      await turn.meet()
      return turn.answer(linkedView(turn, await findProfile(turn.db, turn.who.telegramId)))
    case 'asked':
      await tellAdmins(turn, outcome)
      return turn.answer(saidView(turn.t('people:requestSent', { number: String(outcome.id) })))
  }
}

async function tellAdmins(turn: Turn, request: Extract<Outcome, { kind: 'asked' }>) {
  const admins = await listAdmins(turn.db, turn.settings.adminIds)
  if (admins.length === 0) throw new Refusal('people:noAdmin')
  for (const { telegramId, language } of admins)
    await turn.post({
      lane: 'notice',
      chatId: telegramId,
      method: 'sendMessage',
      payload: parameters(requestView(turn.voiceIn(language), request)),
      subject: subjectOf(request.entry.id),
      dedupeKey: `${keyOf(request.id)}${telegramId}`,
      quiet: await quietOf(turn.db, telegramId, turn.settings),
    })
}
