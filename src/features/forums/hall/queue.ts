import type { ForumQuestion } from '../../../generated/prisma/client.ts'
import { press } from '../../../platform/dialog/button.ts'
import { leaf } from '../../../platform/dialog/pages.ts'
import { joinHtml } from '../../../platform/html.ts'
import type { Html } from '../../../platform/html.ts'
import type { Turn, View } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { hallButton } from '../buttons.ts'
import { demandForum } from '../forums.ts'
import { deedButton, queueButton, queuedButton } from './buttons.ts'
import { listQuestions } from './questions.ts'

const perPage = 5

/** What the facilitator has still to answer, by up-votes. */
export const onQueue = press(queueButton, 'planner', async (turn, { forum, page }) => showQueue(turn, forum, { page }))

export const onQueued = press(queuedButton, 'planner', async (turn, { question: id }) => {
  const question = await turn.db.forumQuestion.findUnique({ where: { id } })
  if (question === null) throw new Refusal('platform:buttonOld')
  await demandForum(turn, question.forumId)
  if (question.state !== 'open' && question.state !== 'waiting') return showQueue(turn, question.forumId)
  turn.replace(await questionView(turn, question))
})

/** A page of the open questions in the place of what was pressed; `lead`: what has just been done. */
export async function showQueue(
  turn: Turn,
  forumId: bigint,
  { page: wanted = 0, lead }: { page?: number; lead?: Html } = {},
): Promise<void> {
  const { voice } = turn
  const { title } = await demandForum(turn, forumId)
  const open = (await listQuestions(turn.db, forumId)).filter(({ state }) => state === 'open' || state === 'waiting')
  const pages = Math.max(1, Math.ceil(open.length / perPage))
  const { page, turning } = leaf(voice, { wanted, pages }, (to, label) =>
    queueButton.with(label, { forum: forumId, page: to }),
  )
  const shown = open.slice(page * perPage, (page + 1) * perPage)
  turn.replace({
    text: joinHtml([
      lead,
      voice.t(open.length === 0 ? 'forums:queueNone' : 'forums:queueTitle', { title }),
      ...shown.map(({ number, text, upvotes: count, isFlagged, state }) =>
        joinHtml(
          [
            voice.t('forums:queueLine', { number, text }),
            joinHtml(
              [
                voice.t('forums:questionCount', { count }),
                isFlagged ? voice.t('forums:queueFlagged') : undefined,
                state === 'waiting' ? voice.t('forums:queueUnseen') : undefined,
              ],
              ' · ',
            ),
          ],
          '\n',
        ),
      ),
    ]),
    buttons: [
      ...(shown.length === 0
        ? []
        : [
            shown.map(({ id, number }) =>
              queuedButton.with(voice.label('forums:modNumber', { number }), { question: id }),
            ),
          ]),
      ...turning,
      [
        queueButton.with(voice.label('forums:refresh'), { forum: forumId, page }),
        hallButton.with(voice.label('forums:backToHall'), { forum: forumId }),
      ],
    ],
  })
}

/** One open question, and what can be done with it. */
async function questionView(turn: Turn, { id, forumId, number, text, state, isFlagged }: ForumQuestion): Promise<View> {
  const { label } = turn
  const question = id
  const count = await turn.db.forumUpvote.count({ where: { questionId: id } })
  return {
    text: joinHtml([
      turn.t('forums:queueOne', { number, text }),
      turn.t('forums:questionCount', { count }),
      isFlagged ? turn.t(state === 'waiting' ? 'forums:queueWaits' : 'forums:modFlagged') : undefined,
    ]),
    buttons: [
      ...(state === 'waiting' ? [[deedButton.with(label('forums:showOnPage'), { question, deed: 'show' })]] : []),
      [deedButton.with(label('forums:answered'), { question, deed: 'answered' })],
      [deedButton.with(label('forums:answeredNote'), { question, deed: 'note' })],
      [deedButton.with(label('forums:modReject'), { question, deed: 'reject' })],
      [queueButton.with(label('forums:modBack'), { forum: forumId, page: 0 })],
    ],
  }
}
