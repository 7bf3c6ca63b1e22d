import { z } from 'zod'
import { press } from '../../../platform/dialog/button.ts'
import { dialog } from '../../../platform/dialog/dialog.ts'
import type { Option } from '../../../platform/dialog/dialog.ts'
import { joinHtml } from '../../../platform/html.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { tasksChannel } from '../../../platform/tasks/tasks.ts'
import { noteActivity } from '../activity.ts'
import { joinButton, writeButton } from '../buttons.ts'
import { demandForum, demandOpen, isOpen } from '../forums.ts'
import { join } from '../participants.ts'
import { InForum, sealedWhereAnonymous } from '../sealed.ts'
import { addStatement, demandNew, demandRoom, findAlike, longest } from './statements.ts'
import { showStatement } from './voting.ts'
import { keepQuiet } from './quiet.ts'

const shortest = 10

/** A statement in one's own words: after a look at those that are like it. */
export const writing = sealedWhereAnonymous(
  dialog({
    name: 'forums.writing',
    title: 'forums:writing',
    right: 'member',
    apart: true,
    opening: InForum,
    answers: z.object({ text: z.string(), sure: z.literal(true) }),
    steps: [
      {
        key: 'text',
        ask: async (turn, _sofar, { forum }) =>
          turn.t('forums:askStatement', { max: longest, question: (await openForum(turn, forum)).question }),
        async read(turn, { text: given }, _sofar, { forum }) {
          const text = given?.replaceAll(/\s+/g, ' ').trim()
          if (text === undefined) throw new Refusal('platform:wordsExpected')
          const count = Array.from(text).length
          if (count < shortest) throw new Refusal('platform:wordsShort', { count: shortest })
          if (count > longest) throw new Refusal('forums:statementLong', { count, over: count - longest, max: longest })
          if (!/\p{L}/u.test(text)) throw new Refusal('forums:statementWordless')
          await demandNew(turn.db, await openForum(turn, forum), text)
          return text
        },
      },
      {
        key: 'sure',
        async ask(turn, { text = '' }, { forum }) {
          const found = await openForum(turn, forum)
          const similar = await findAlike(turn.db, found, text)
          return joinHtml([
            turn.t('forums:statementPreview', { text }),
            similar.length === 0
              ? undefined
              : turn.t('forums:statementAlike', { list: similar.map((one, n) => `${n + 1}. ${one.text}`).join('\n') }),
            found.isNamed ? turn.t('forums:statementWithName') : undefined,
            turn.t(found.moderation === 'before' ? 'forums:statementThenWaits' : 'forums:statementThenShows'),
          ])
        },
        async options(turn, { text = '' }, { forum }) {
          const similar = await findAlike(turn.db, await openForum(turn, forum), text)
          return [
            ...similar.map(({ id }, n): Option<true>[] => [
              {
                id: `s${id}`,
                label: turn.label('forums:voteOnAlike', { number: n + 1 }),
                act: (pressed) => showStatement(pressed, BigInt(forum), id),
              },
            ]),
            [{ id: 'y', label: turn.label(similar.length === 0 ? 'forums:send' : 'forums:sendAnyway'), value: true }],
          ]
        },
      },
    ],
    async done(turn, { text }, { forum: id }) {
      if (text === undefined) throw new Refusal('platform:dialogGone')
      const forum = await openForum(turn, id)
      const { db, settings, now, who } = turn
      keepQuiet(turn, forum)
      await demandRoom(db, settings, forum, who.telegramId, now)
      await demandNew(db, forum, text)
      await join(db, settings, forum, who.telegramId)
      await addStatement(db, settings, forum, { telegramId: who.telegramId, text }, now)
      await noteActivity(db, forum.id, now)
      turn.wake(tasksChannel)
      turn.replace({
        text: turn.t(forum.moderation === 'before' ? 'forums:statementWaits' : 'forums:statementShown', { text }),
        buttons: [
          [joinButton.with(turn.label('forums:voteOn'), { forum: forum.id })],
          [writeButton.with(turn.label('forums:writeAnother'), { forum: forum.id })],
        ],
      })
    },
  }),
  async ({ now }, forum) => (isOpen(forum, now) ? null : 'forums:isClosed'),
)

export const onWrite = press(writeButton, 'member', async (turn, { forum }) => {
  await demandRoom(turn.db, turn.settings, await openForum(turn, String(forum)), turn.who.telegramId, turn.now)
  await turn.open(writing, { forum: String(forum) })
})

async function openForum(turn: Turn, id: string) {
  const forum = await demandForum(turn, BigInt(id))
  demandOpen(forum, turn.now)
  keepQuiet(turn, forum)
  return forum
}
