import type { QuestionnaireDraftState } from '../../../generated/prisma/client.ts'
import { awaitAnswer } from '../../../platform/dialog/awaiting.ts'
import { press } from '../../../platform/dialog/button.ts'
import { parameters } from '../../../platform/inbox/turn.ts'
import type { Turn, View } from '../../../platform/inbox/turn.ts'
import { said } from '../../../shared/questionnaires/definition.ts'
import { startButton } from '../rounds/buttons.ts'
import { waiting } from './drafting.ts'
import { endDraft, keepDefinition, takeReady } from './drafts.ts'
import { cutButton, draftButton, draftView, dropButton, publishButton } from './draftViews.ts'
import { publishDraft } from './publishing.ts'
import { surveyDraft } from './surveying.ts'

/** Shows a draft below what was said, in the place of where it was shown before, and waits for a corrected file. */
export async function showDraft(turn: Turn, id: bigint): Promise<void> {
  const before = await turn.db.questionnaireDraft.findUniqueOrThrow({ where: { id }, select: { shownId: true } })
  await retireShown(turn, before)
  const shownId = await turn.post({ method: 'sendMessage', payload: parameters(await viewOf(turn, id)) })
  await turn.db.questionnaireDraft.update({ where: { id }, data: { shownId } })
  await awaitAnswer(turn.db, waiting, { chatId: turn.chatId, language: turn.voice.language }, turn.now)
}

/** Takes the buttons off the message in which a draft was shown. */
export async function retireShown(turn: Turn, { shownId }: { shownId: bigint | null }): Promise<void> {
  if (shownId !== null) await turn.post({ method: 'editMessageReplyMarkup', targetId: shownId, payload: {} })
}

/** Says of a draft in whose place another file was sent that it is so, where it was still being read; else as above. */
export async function replaceShown(
  turn: Turn,
  draft: { shownId: bigint | null; state: QuestionnaireDraftState },
): Promise<void> {
  if (draft.state !== 'reading' || draft.shownId === null) return retireShown(turn, draft)
  const payload = parameters({ text: turn.t('questionnaires:draftReplaced') })
  await turn.post({ method: 'editMessageText', targetId: draft.shownId, payload })
}

/** Turns the pages of a draft's questions. */
export const onDraft = press(draftButton, 'planner', async (turn, { id, page }) =>
  turn.replace(await viewOf(turn, id, page)),
)

/** Publishes a draft. */
export const onPublish = press(publishButton, 'planner', async (turn, { id }) => {
  const { db, chatId, now, who, voice } = turn
  const { questionnaireId, definition, number } = await publishDraft(
    db,
    await takeReady(db, id, chatId),
    who.telegramId,
    now,
  )
  await forgetFile(turn)
  const title = said(definition.title, voice.language)
  turn.replace({
    text: turn.t('questionnaires:published', { title, number }),
    buttons: [[startButton.with(turn.label('questionnaires:startRound'), { questionnaire: questionnaireId })]],
  })
})

/** Ends a draft that is not wanted. */
export const onDrop = press(dropButton, 'planner', async (turn, { id }) => {
  await endDraft(turn.db, await takeReady(turn.db, id, turn.chatId), 'dropped', turn.now)
  await forgetFile(turn)
  turn.replace({ text: turn.t('questionnaires:draftCancelled') })
})

/** Takes the last question away. */
export const onCut = press(cutButton, 'planner', async (turn, { id }) => {
  const draft = await takeReady(turn.db, id, turn.chatId)
  const { definition } = draft
  await keepDefinition(turn.db, draft, { ...definition, questions: definition.questions.slice(0, -1) })
  turn.replace(await viewOf(turn, id))
})

async function viewOf(turn: Turn, id: bigint, page = 0): Promise<View> {
  const { db, voice, now, chatId } = turn
  return draftView(voice, await surveyDraft(db, voice, await takeReady(db, id, chatId), turn, now), page)
}

async function forgetFile({ db, chatId }: Turn) {
  await db.dialog.deleteMany({ where: { chatId, name: waiting.name } })
}
