import { z } from 'zod'
import { button, press } from '../../../platform/dialog/button.ts'
import type { Archive } from '../../../platform/feature.ts'
import { record } from '../../../shared/audit/record.ts'
import { demandForum } from '../forums.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { packing } from './packing.ts'

const mostListed = 12

/** Gives a forum's open data. */
const dataButton = button('forum.data', { forum: z.coerce.bigint() })

/** Forums that have closed, for "/ekspor". */
export const openDataArchive: Archive = {
  name: 'forumData',
  label: 'forums:openData',
  right: 'planner',
  async open(turn) {
    const forums = await turn.db.forum.findMany({
      where: { state: { in: ['closed', 'published'] } },
      orderBy: { closedAt: 'desc' },
      take: mostListed,
    })
    if (forums.length === 0) return turn.answer({ text: turn.t('forums:openDataNone') })
    turn.answer({
      text: turn.t('forums:openDataWhich'),
      buttons: forums.map(({ id, title, code }) => [
        dataButton.with(turn.label('forums:openDataForum', { title, code }), { forum: id }),
      ]),
    })
  },
}

export const onData = press(dataButton, 'planner', async (turn, { forum: id }) => {
  const forum = await demandForum(turn, id)
  if (forum.state !== 'closed' && forum.state !== 'published') throw new Refusal('forums:openDataEarly')
  if ((await turn.db.forumVote.count({ where: { forumId: id } })) === 0) throw new Refusal('forums:openDataEmpty')
  turn.answer({ text: turn.t('forums:openDataBegun', { title: forum.title }) })
  await record(turn.db, turn.who.telegramId, { action: 'exported', object: `forum:${forum.id}` }, turn.now)
  const { chatId, botName, voice } = turn
  await turn.begin(packing, { chatId: String(chatId), language: voice.language, forumId: String(id), botName })
})
