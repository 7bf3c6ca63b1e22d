import { joinHtml } from '../../../platform/html.ts'
import type { View } from '../../../platform/inbox/turn.ts'
import type { Voice } from '../../../platform/texts.ts'
import { forumButton } from '../buttons.ts'
import { appealButton, rulesButton } from './buttons.ts'
import { reasonText } from './reasons.ts'
import type { Moderated } from './statements.ts'

/** What its author is told about the decision on a statement. */
export function newsView(voice: Voice, statement: Moderated, { isAppeal }: { isAppeal: boolean }): View {
  const { id, forum, text, state, reason, mergedInto, appealState } = statement
  const values = { title: forum.title, text }
  const open = [forumButton.with(voice.label('forums:newsOpen'), { forum: forum.id })]
  const rules = [rulesButton.with(voice.label('forums:rules'), { forum: forum.id })]
  if (state === 'accepted')
    return {
      text: joinHtml([
        voice.t(isAppeal ? 'forums:newsGranted' : 'forums:newsAccepted', values),
        forum.state === 'open' ? undefined : voice.t('forums:newsLate'),
      ]),
      buttons: [open],
    }
  if (state === 'merged')
    return { text: voice.t('forums:newsMerged', { ...values, other: mergedInto?.text ?? '' }), buttons: [open] }
  // While the forum is open only: afterwards nobody could vote on it.
  const mayAppeal = appealState === null && forum.state === 'open'
  return {
    text: joinHtml([
      voice.t(isAppeal ? 'forums:newsDeclined' : 'forums:newsRejected', values),
      voice.t('forums:newsReason', { reason: reason === null ? '' : reasonText(voice, reason) }),
      mayAppeal ? voice.t('forums:newsMayAppeal') : isAppeal ? voice.t('forums:newsFinal') : undefined,
    ]),
    buttons: [...(mayAppeal ? [[appealButton.with(voice.label('forums:appeal'), { statement: id })]] : []), rules],
  }
}
