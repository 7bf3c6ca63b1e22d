import type { InlineKeyboardButton } from '@grammyjs/types'
import type { Forum } from '../../../generated/prisma/client.ts'
import { joinHtml } from '../../../platform/html.ts'
import type { Turn, View } from '../../../platform/inbox/turn.ts'
import { forumButton, joinButton, positionButton, writeButton } from '../buttons.ts'
import { backButton, voteButton } from './buttons.ts'
import type { Asked, Progress } from './asked.ts'
import { voteValues } from './votes.ts'
import type { VoteSign } from './votes.ts'

const signKeys = { y: 'forums:agree', n: 'forums:disagree', s: 'forums:pass' } as const satisfies Record<
  VoteSign,
  string
>

/** A statement to vote on; one that was voted on before says how. `back`: the vote on it; 0: it is a new one. */
export function askedView(
  turn: Turn,
  { id: forum, title }: Pick<Forum, 'id' | 'title'>,
  { id: statement, text, author, value }: Asked,
  { progress, back }: { progress: Progress; back: bigint },
): View {
  const vote = (sign: VoteSign) => {
    const label = turn.label(signKeys[sign])
    const isOwn = value === voteValues[sign]
    return voteButton.with(isOwn ? turn.label('platform:chosen', { label }) : label, { forum, statement, sign })
  }
  return {
    text: joinHtml([
      turn.t(author === null ? 'forums:asked' : 'forums:askedBy', { title, text, author: author ?? '' }),
      turn.t(value === null ? 'forums:progress' : 'forums:progressChanging', { ...progress }),
    ]),
    buttons: [
      [vote('y'), vote('n')],
      [
        vote('s'),
        ...(progress.voted > (value === null ? 0 : 1)
          ? [backButton.with(turn.label('forums:back'), { forum, vote: back })]
          : []),
      ],
      ...(value === null ? [] : [[joinButton.with(turn.label('forums:goOn'), { forum })]]),
      ...furtherRows(turn, forum),
    ],
  }
}

/** That all has been voted on, and what can be done now. */
export function doneView(turn: Turn, { id: forum, title }: Pick<Forum, 'id' | 'title'>, { voted }: Progress): View {
  const back = voted > 0 ? [[backButton.with(turn.label('forums:back'), { forum, vote: 0n })]] : []
  const again = [[joinButton.with(turn.label('forums:lookAgain'), { forum })]]
  return {
    text: turn.t(voted === 0 ? 'forums:nothingAsked' : 'forums:allVoted', { title, count: voted }),
    buttons: [...again, ...back, ...furtherRows(turn, forum)],
  }
}

function furtherRows(turn: Turn, forum: bigint): InlineKeyboardButton[][] {
  return [
    [
      writeButton.with(turn.label('forums:write'), { forum }),
      positionButton.with(turn.label('forums:position'), { forum }),
    ],
    [forumButton.with(turn.label('forums:about'), { forum })],
  ]
}
