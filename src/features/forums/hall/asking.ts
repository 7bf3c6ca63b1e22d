import { z } from 'zod'
import { press } from '../../../platform/dialog/button.ts'
import { dialog } from '../../../platform/dialog/dialog.ts'
import type { Option } from '../../../platform/dialog/dialog.ts'
import { joinHtml } from '../../../platform/html.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { demandForum } from '../forums.ts'
import { join } from '../participants.ts'
import { InForum, sealedWhereAnonymous } from '../sealed.ts'
import { keepQuiet } from '../taking/quiet.ts'
import { askButton, questionsButton } from './buttons.ts'
import { demandRunning, runningHall } from './halls.ts'
import { addQuestion, demandRoom, findAlike, longest } from './questions.ts'
import { support } from './supporting.ts'

const shortest = 5

/** A question to the hall: after a look at those that are like it. */
export const asking = sealedWhereAnonymous(
  dialog({
    name: 'forums.asking',
    title: 'forums:asking',
    right: 'member',
    apart: true,
    opening: InForum,
    answers: z.object({ text: z.string(), sure: z.literal(true) }),
    steps: [
      {
        key: 'text',
        async ask(turn, _sofar, { forum: id }) {
          const { title, isNamed } = await heldForum(turn, id)
          return joinHtml([
            turn.t('forums:askHall', { title, max: longest }),
            turn.t(isNamed ? 'forums:askHallNamed' : 'forums:askHallAnonymous'),
          ])
        },
        async read(turn, { text: given }, _sofar, { forum: id }) {
          const text = given?.replaceAll(/\s+/g, ' ').trim()
          if (text === undefined) throw new Refusal('platform:wordsExpected')
          const count = Array.from(text).length
          if (count < shortest) throw new Refusal('platform:wordsShort', { count: shortest })
          if (count > longest) throw new Refusal('platform:wordsLong', { count, max: longest })
          await demandRoom(turn.db, turn.settings, await heldForum(turn, id), turn.who.telegramId, text)
          return text
        },
      },
      {
        key: 'sure',
        async ask(turn, { text = '' }, { forum: id }) {
          const similar = await findAlike(turn.db, (await heldForum(turn, id)).id, text)
          const list = similar.map((one, n) => `${n + 1}. ${one.text}`).join('\n')
          return joinHtml([
            turn.t('forums:questionPreview', { text }),
            similar.length === 0 ? undefined : turn.t('forums:questionAlike', { list }),
          ])
        },
        async options(turn, { text = '' }, { forum: id }) {
          const similar = await findAlike(turn.db, (await heldForum(turn, id)).id, text)
          return [
            ...similar.map((one, n): Option<true>[] => [
              {
                id: `s${one.id}`,
                label: turn.label('forums:supportAlike', { number: n + 1 }),
                async act(pressed) {
                  await support(pressed, await heldForum(pressed, id), one.id)
                  pressed.alert('forums:supported')
                },
              },
            ]),
            [{ id: 'y', label: turn.label(similar.length === 0 ? 'forums:send' : 'forums:askAnyway'), value: true }],
          ]
        },
      },
    ],
    async done(turn, { text }, { forum: id }) {
      if (text === undefined) throw new Refusal('platform:dialogGone')
      const forum = await heldForum(turn, id)
      const { db, settings, now, who } = turn
      await demandRoom(db, settings, forum, who.telegramId, text)
      await join(db, settings, forum, who.telegramId)
      const { isFlagged } = await addQuestion(db, settings, forum, { telegramId: who.telegramId, text }, now)
      turn.replace({
        text: joinHtml([
          turn.t('forums:questionAsked', { text }),
          isFlagged ? turn.t('forums:questionFlagged') : undefined,
        ]),
        buttons: [[questionsButton.with(turn.label('forums:questions'), { forum: forum.id, page: 0 })]],
      })
    },
  }),
  async ({ db, now }, forum) => ((await runningHall(db, forum, now)) === null ? 'forums:hallNotRunning' : null),
)

export const onAsk = press(askButton, 'member', async (turn, { forum: id }) => {
  const forum = await heldForum(turn, String(id))
  await demandRoom(turn.db, turn.settings, forum, turn.who.telegramId)
  await turn.open(asking, { forum: String(id) })
})

async function heldForum(turn: Turn, id: string) {
  const forum = await demandForum(turn, BigInt(id))
  await demandRunning(turn.db, forum, turn.now)
  keepQuiet(turn, forum)
  return forum
}
