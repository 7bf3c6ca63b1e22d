import { z } from 'zod'
import { press } from '../../../platform/dialog/button.ts'
import { dialog, words } from '../../../platform/dialog/dialog.ts'
import type { Dialog } from '../../../platform/dialog/dialog.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { isOwn } from '../../../shared/tickets/authors.ts'
import { demandForum, demandOpen } from '../forums.ts'
import { appealButton } from './buttons.ts'
import { takeStatement } from './statements.ts'
import type { Moderated } from './statements.ts'

const longest = 500
/** Which statement it is, sealed where its forum is anonymous: else the open dialog would tell whose it is. */
const Opening = z.object({ statement: z.string(), isSealed: z.boolean() })
type Opening = z.infer<typeof Opening>

/** Why an author thinks that a rejection was wrong. */
export const appealing: Dialog<Opening> = {
  ...dialog<Opening, { reason: string }>({
    name: 'forums.appealing',
    title: 'forums:appealing',
    right: 'all',
    opening: Opening,
    answers: z.object({ reason: z.string() }),
    apart: true,
    steps: [
      {
        key: 'reason',
        async ask(turn, _sofar, opening) {
          const { text } = await demandOwn(turn, idIn(turn, opening))
          return turn.t('forums:appealAsk', { text, max: longest })
        },
        read: words(10, longest),
      },
    ],
    async done(turn, { reason }, opening) {
      if (reason === undefined) throw new Refusal('platform:dialogGone')
      const { id, text } = await demandOwn(turn, idIn(turn, opening))
      await turn.db.forumStatement.update({ where: { id }, data: { appeal: reason, appealState: 'waiting' } })
      turn.answer({ text: turn.t('forums:appealSent', { text }) })
    },
  }),
  seals: async (_turn, opening) => Opening.parse(opening).isSealed,
}

/** "Ajukan banding", below what the author was told. */
export const onAppeal = press(appealButton, 'all', async (turn, { statement: id }) => {
  const { forum } = await demandOwn(turn, id)
  await turn.open(appealing, openingOf(turn, id, forum))
})

/** The statement of who speaks, if they may appeal: once, while the forum is open. */
async function demandOwn(turn: Turn, id: bigint): Promise<Moderated> {
  const statement = await takeStatement(turn.db, id)
  if (statement === null) throw new Refusal('platform:buttonOld')
  const forum = await demandForum(turn, statement.forumId)
  if (!forum.isNamed) turn.hush()
  if (!(await isOwn(turn.db, turn.settings, statement, turn.who.telegramId))) throw new Refusal('forums:appealOthers')
  if (statement.appealState !== null) throw new Refusal('forums:appealOnce')
  if (statement.state !== 'rejected') throw new Refusal('forums:appealNeedless')
  demandOpen(forum, turn.now)
  return statement
}

function openingOf({ settings: { sealing } }: Turn, id: bigint, { isNamed }: { isNamed: boolean }): Opening {
  if (isNamed) return { statement: String(id), isSealed: false }
  if (sealing === null) throw new Refusal('forums:onlyNamed')
  return { statement: Buffer.from(sealing.seal(String(id).padStart(20, '0'))).toString('base64'), isSealed: true }
}

function idIn({ settings: { sealing } }: Turn, { statement, isSealed }: Opening): bigint {
  if (!isSealed) return BigInt(statement)
  if (sealing === null) throw new Refusal('platform:dialogGone')
  return BigInt(sealing.unseal(Buffer.from(statement, 'base64')))
}
