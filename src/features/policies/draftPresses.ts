import { awaitAnswer } from '../../platform/dialog/awaiting.ts'
import { press } from '../../platform/dialog/button.ts'
import type { Press } from '../../platform/dialog/button.ts'
import { eventsChannel } from '../../platform/events/events.ts'
import { joinHtml } from '../../platform/html.ts'
import { parameters } from '../../platform/inbox/turn.ts'
import type { Turn, View } from '../../platform/inbox/turn.ts'
import { withheldChannel } from '../../platform/outbox/holding.ts'
import { Refusal } from '../../platform/refusal.ts'
import { publish } from './actions.ts'
import { announceDate, announceVersion } from './announcing.ts'
import { endDraft, placeAnew, takeReady } from './drafts.ts'
import { demandPdf } from './original.ts'
import { waiting } from './drafting.ts'
import { draftView } from './draftViews.ts'
import type { draftButton, dropButton, pairsButton, placeButton, placesButton, publishButton } from './draftViews.ts'
import { decidePair } from './draftPairs.ts'
import { pairView } from './pairViews.ts'
import type { pairButton } from './pairViews.ts'
import { placesView, publishedView } from './placeViews.ts'
import { surveyDraft } from './surveying.ts'
import type { Survey } from './surveying.ts'
import { editionOf, listEditions } from '../../shared/policies/versions.ts'

/** Shows a draft below what was said, in the place of where it was shown before, and waits for a corrected file. */
export async function showDraft(turn: Turn, id: bigint): Promise<void> {
  const before = await turn.db.policyDraft.findUniqueOrThrow({ where: { id }, select: { shownId: true } })
  await retireShown(turn, before)
  const shownId = await turn.post({ method: 'sendMessage', payload: parameters(await viewOf(turn, id)) })
  await turn.db.policyDraft.update({ where: { id }, data: { shownId } })
  await awaitFile(turn)
}

/** Turns the pages of what was found. */
export function onDraft(kind: typeof draftButton): Press {
  return press(kind, 'planner', async (turn, { id, page }) => turn.replace(await viewOf(turn, id, page)))
}

/** Publishes a draft, all of it or nothing, and announces it. */
export function onPublish(kind: typeof publishButton): Press {
  return press(kind, 'planner', async (turn, { id, before }) => {
    const { db, chatId, voice, now } = turn
    const draft = await placeAnew(db, await takeReady(db, id, chatId))
    await demandPdf(db, draft.originalId)
    const survey = await surveyDraft(db, voice, draft, turn, now)
    // One that was withdrawn since then is no longer what it is a version of.
    if ((survey.previous?.id ?? 0n) !== before) return turn.replace(outdatedView(turn, survey))
    const version = await publish(db, survey, { by: turn.who.telegramId, voiceIn: turn.voiceIn, scope: turn }, now)
    const edition = await editionOf(db, version)
    if (survey.previous !== null)
      await announceDate(db, survey.previous, edition, { voiceIn: turn.voiceIn, scope: turn }, now)
    const told = await announceVersion(db, edition, { voiceIn: turn.voiceIn, scope: turn }, now)
    for (const channel of [withheldChannel, 'outbox', eventsChannel]) turn.wake(channel)
    await forgetFile(turn)
    turn.replace(publishedView(turn, edition, told))
  })
}

/** Ends a draft that is not wanted. */
export function onDrop(kind: typeof dropButton): Press {
  return press(kind, 'planner', async (turn, { id }) => {
    await endDraft(turn.db, await takeReady(turn.db, id, turn.chatId), 'dropped', turn.now)
    await forgetFile(turn)
    turn.replace({ text: turn.t('policies:draftCancelled') })
  })
}

/** Offers the policies of which the draft may be the next version. */
export function onPlaces(kind: typeof placesButton): Press {
  return press(kind, 'planner', async (turn, { id, page }) => {
    const draft = await takeReady(turn.db, id, turn.chatId)
    const editions = await listEditions(turn.db)
    turn.replace(placesView(turn, draft, editions, page))
  })
}

/** Says which policy a draft belongs to; 0: a new one. What was decided about pairs was about another. */
export function onPlace(kind: typeof placeButton): Press {
  return press(kind, 'planner', async (turn, { id, policy }) => {
    const { db } = turn
    await takeReady(db, id, turn.chatId)
    if (policy !== 0n && (await db.policy.count({ where: { id: policy } })) === 0) throw new Refusal('policies:unknown')
    const policyId = policy === 0n ? null : policy
    await db.policyDraft.update({ where: { id }, data: { policyId, isPlaced: true, decisions: {} } })
    turn.replace(await viewOf(turn, id))
  })
}

/** Shows the first pair that has to be decided. */
export function onPairs(kind: typeof pairsButton): Press {
  return press(kind, 'planner', async (turn, { id }) => showPair(turn, id))
}

/** Says whether two paragraphs are the same one, and shows the next pair, or the draft. */
export function onPair(kind: typeof pairButton): Press {
  return press(kind, 'planner', async (turn, { id, place, old, same }) => {
    const { db, voice, now, chatId } = turn
    const survey = await surveyDraft(db, voice, await takeReady(db, id, chatId), turn, now)
    await decidePair(db, survey.draft, survey.pairing, { place, old, same: same === 'y' })
    await showPair(turn, id)
  })
}

/** Another version has been published since the draft was shown: what has changed is another thing now. */
function outdatedView({ voice }: Turn, survey: Survey): View {
  const view = draftView(voice, survey, 0)
  return { ...view, text: joinHtml([voice.t('policies:draftOutdated'), view.text]) }
}

/** Takes the buttons off the message in which a draft was shown. */
export async function retireShown(turn: Turn, { shownId }: { shownId: bigint | null }): Promise<void> {
  if (shownId !== null) await turn.post({ method: 'editMessageReplyMarkup', targetId: shownId, payload: {} })
}

async function showPair(turn: Turn, id: bigint) {
  const { db, voice, now, chatId } = turn
  const survey = await surveyDraft(db, voice, await takeReady(db, id, chatId), turn, now)
  turn.replace((await pairView(db, voice, survey)) ?? draftView(voice, survey, 0))
}

async function viewOf(turn: Turn, id: bigint, page = 0): Promise<View> {
  const { db, voice, now, chatId } = turn
  return draftView(voice, await surveyDraft(db, voice, await takeReady(db, id, chatId), turn, now), page)
}

/** Waits for the draft's file, or for its original. */
export async function awaitFile({ db, chatId, voice, now }: Turn) {
  await awaitAnswer(db, waiting, { chatId, language: voice.language }, now)
}

async function forgetFile({ db, chatId }: Turn) {
  await db.dialog.deleteMany({ where: { chatId, name: waiting.name } })
}
