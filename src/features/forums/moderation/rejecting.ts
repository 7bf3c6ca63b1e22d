import { z } from 'zod'
import { dialog, words } from '../../../platform/dialog/dialog.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { standings } from './buttons.ts'
import { decide } from './decisions.ts'
import { demandStatement, showQueue, takeAsSeen } from './queue.ts'

const longest = 300

/** A rejection in a moderator's own words, which the author reads. */
export const rejecting = dialog({
  name: 'forums.rejecting',
  title: 'forums:rejecting',
  right: 'planner',
  apart: true,
  opening: z.object({ statement: z.string(), was: z.enum(standings) }),
  answers: z.object({ reason: z.string() }),
  steps: [
    {
      key: 'reason',
      async ask(turn, _sofar, { statement }) {
        const { number, text } = await demandStatement(turn, BigInt(statement))
        return turn.t('forums:modAskWords', { number, text, max: longest })
      },
      read: words(5, longest),
    },
  ],
  async done(turn, { reason }, { statement: id, was }) {
    if (reason === undefined) throw new Refusal('platform:dialogGone')
    const statement = await takeAsSeen(turn, BigInt(id), was)
    if (statement === null) return
    const { number, forumId } = await decide(turn, statement, { kind: 'rejected', reason })
    await showQueue(turn, forumId, { from: statement.id, to: 'n' }, turn.t('forums:modRejected', { number }))
  },
})
