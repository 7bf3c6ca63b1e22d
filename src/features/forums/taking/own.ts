import type { ForumStatement } from '../../../generated/prisma/client.ts'
import { press } from '../../../platform/dialog/button.ts'
import { leaf } from '../../../platform/dialog/pages.ts'
import { joinHtml } from '../../../platform/html.ts'
import type { Html } from '../../../platform/html.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { forumButton } from '../buttons.ts'
import { demandForum } from '../forums.ts'
import { reasonText } from '../moderation/reasons.ts'
import { ownButton } from './buttons.ts'
import { keepQuiet } from './quiet.ts'
import { ownStatements } from './statements.ts'

const perPage = 6

/** One's own statements, and what became of each. */
export const onOwn = press(ownButton, 'all', async (turn, { forum: id, page: wanted }) => {
  const forum = await demandForum(turn, id)
  keepQuiet(turn, forum)
  const own = await ownStatements(turn.db, turn.settings, forum, turn.who.telegramId)
  const pages = Math.max(1, Math.ceil(own.length / perPage))
  const { page, turning } = leaf(turn.voice, { wanted, pages }, (to, label) =>
    ownButton.with(label, { forum: id, page: to }),
  )
  const lines: Html[] = []
  for (const one of own.slice(page * perPage, (page + 1) * perPage)) lines.push(await lineOf(turn, one))
  turn.replace({
    text: joinHtml([
      turn.t(own.length === 0 ? 'forums:ownEmpty' : 'forums:ownTitle', { title: forum.title }),
      ...lines,
    ]),
    buttons: [...turning, [forumButton.with(turn.label('forums:about'), { forum: id })]],
  })
})

async function lineOf(turn: Turn, { text, state, reason, mergedIntoId }: ForumStatement): Promise<Html> {
  switch (state) {
    case 'waiting':
      return turn.t('forums:ownWaiting', { text })
    case 'accepted':
      return turn.t('forums:ownAccepted', { text })
    case 'rejected':
      return turn.t('forums:ownRejected', { text, reason: reasonText(turn.voice, reason ?? '') })
    case 'merged': {
      const other = mergedIntoId && (await turn.db.forumStatement.findUnique({ where: { id: mergedIntoId } }))
      return turn.t('forums:ownMerged', { text, other: other ? other.text : '' })
    }
  }
}
