import type { ForumStatement } from '../../../generated/prisma/client.ts'
import { press } from '../../../platform/dialog/button.ts'
import { leaf } from '../../../platform/dialog/pages.ts'
import { joinHtml } from '../../../platform/html.ts'
import type { Html } from '../../../platform/html.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { forumButton } from '../buttons.ts'
import { publishedOf } from '../findings/published.ts'
import type { Shares } from '../findings/published.ts'
import { shareWords, sharesOf } from '../findings/words.ts'
import { demandForum, isOpen } from '../forums.ts'
import { appealButton } from '../moderation/buttons.ts'
import { reasonText } from '../moderation/reasons.ts'
import { ownButton } from './buttons.ts'
import { keepQuiet } from './quiet.ts'
import { ownStatements } from './statements.ts'

const perPage = 6

/** One's own statements, what became of each, and how people vote on it, as far as that is told to anybody. */
export const onOwn = press(ownButton, 'all', async (turn, { forum: id, page: wanted }) => {
  const forum = await demandForum(turn, id)
  keepQuiet(turn, forum)
  const own = await ownStatements(turn.db, turn.settings, forum, turn.who.telegramId)
  const pages = Math.max(1, Math.ceil(own.length / perPage))
  const { page, turning } = leaf(turn.voice, { wanted, pages }, (to, label) =>
    ownButton.with(label, { forum: id, page: to }),
  )
  const shares = (await publishedOf(turn.db, id))?.published.shares ?? []
  const lines: Html[] = []
  for (const one of own.slice(page * perPage, (page + 1) * perPage)) lines.push(await lineOf(turn, one, shares))
  turn.replace({
    text: joinHtml([
      turn.t(own.length === 0 ? 'forums:ownEmpty' : 'forums:ownTitle', { title: forum.title }),
      ...lines,
    ]),
    buttons: [
      ...own
        .slice(page * perPage, (page + 1) * perPage)
        .filter(({ state, appealState }) => state === 'rejected' && appealState === null && isOpen(forum, turn.now))
        .map(({ id: statement, number }) => [
          appealButton.with(turn.label('forums:appealAgainst', { number }), { statement }),
        ]),
      ...turning,
      [forumButton.with(turn.label('forums:about'), { forum: id })],
    ],
  })
})

async function lineOf(
  turn: Turn,
  { text, number, state, reason, mergedIntoId, appealState }: ForumStatement,
  shares: Shares[],
) {
  switch (state) {
    case 'waiting':
      return joinHtml([turn.t('forums:ownWaiting', { text }), votesOf(turn, shares, number)], '\n')
    case 'accepted':
      return joinHtml([turn.t('forums:ownAccepted', { text }), votesOf(turn, shares, number)], '\n')
    case 'rejected':
      return joinHtml(
        [
          turn.t('forums:ownRejected', { number, text, reason: reasonText(turn.voice, reason ?? '') }),
          appealState === 'waiting' ? turn.t('forums:ownAppealed') : undefined,
          appealState === 'declined' ? turn.t('forums:ownDeclined') : undefined,
        ],
        '\n',
      )
    case 'merged': {
      const other = mergedIntoId && (await turn.db.forumStatement.findUnique({ where: { id: mergedIntoId } }))
      if (!other) return turn.t('forums:ownMerged', { text, other: '' })
      return joinHtml(
        [turn.t('forums:ownMerged', { text, other: other.text }), votesOf(turn, shares, other.number)],
        '\n',
      )
    }
  }
}

/** Rounded, and of the votes until the groups were last found: from single new votes nobody can tell whose they are. */
function votesOf({ voice }: Turn, all: Shares[], number: number): Html | undefined {
  const own = sharesOf(all, number)
  const [agree, disagree, pass] = [own?.agree, own?.disagree, own?.pass].map((share) => shareWords(voice, share))
  return agree && disagree && pass ? voice.t('forums:ownVotes', { agree, disagree, pass }) : undefined
}
