import { press } from '../../../platform/dialog/button.ts'
import { joinHtml } from '../../../platform/html.ts'
import { forumButton } from '../buttons.ts'
import { demandForum } from '../forums.ts'
import { rulesButton } from './buttons.ts'
import { reasonLabel, reasonsOf, reasonText, tallyReasons } from './reasons.ts'

/** What a forum accepts, and its log of rejections: how many for which reason, without names and texts. */
export const onRules = press(rulesButton, 'all', async (turn, { forum: id }) => {
  const forum = await demandForum(turn, id)
  if (!forum.isNamed) turn.hush()
  const rejected = await turn.db.forumStatement.findMany({
    where: { forumId: id, state: 'rejected' },
    select: { reason: true },
  })
  const reasons = reasonsOf(forum).map((reason) =>
    turn.t('forums:rulesReason', { reason: reasonLabel(turn.voice, reason), text: reasonText(turn.voice, reason) }),
  )
  const counts = tallyReasons(forum, rejected).map(({ reason, count }) =>
    turn.t('forums:rulesCount', {
      total: count,
      reason: reason === null ? turn.label('forums:reasonOther') : reasonLabel(turn.voice, reason),
    }),
  )
  turn.replace({
    text: joinHtml([
      turn.t('forums:rulesHead', { title: forum.title }),
      turn.t(forum.moderation === 'before' ? 'forums:rulesBefore' : 'forums:rulesAfter'),
      joinHtml([turn.t('forums:rulesWhy'), ...(forum.reasons.length > 0 ? ownReasons(forum.reasons) : reasons)], '\n'),
      turn.t('forums:rulesAppeal'),
      joinHtml([turn.t('forums:rulesLog', { total: rejected.length }), ...counts], '\n'),
    ]),
    buttons: [[forumButton.with(turn.label('forums:newsOpen'), { forum: id })]],
  })

  function ownReasons(own: string[]) {
    return own.map((reason) => turn.t('forums:rulesOwn', { reason }))
  }
})
