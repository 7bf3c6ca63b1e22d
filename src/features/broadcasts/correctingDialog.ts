import { z } from 'zod'
import type { Broadcast } from '../../generated/prisma/client.ts'
import { dialog } from '../../platform/dialog/dialog.ts'
import type { Turn } from '../../platform/inbox/turn.ts'
import { Refusal } from '../../platform/refusal.ts'
import { fates } from '../../shared/deliveries/fates.ts'
import { subjectOf } from './actions.ts'
import { Content, readContent } from './content.ts'
import { contentToCorrect, correct, replacement } from './correcting.ts'
import { actorOf, tellChange } from './panels.ts'
import { preview } from './preview.ts'
import { take } from './running.ts'

const Opening = z.object({ id: z.string().regex(/^\d{1,19}$/) })

/** "Perbaiki": the new content, a preview exactly as it will stand at the recipients, and the last word. */
export const correcting = dialog({
  name: 'broadcasts.correct',
  title: 'broadcasts:correcting',
  right: 'planner',
  opening: Opening,
  answers: z.object({ content: Content, sure: z.literal(true) }),
  steps: [
    {
      key: 'content',
      async ask(turn, _sofar, opening) {
        const { content } = await find(turn, opening)
        const number = opening.id
        return turn.t(content.method === 'sendMessage' ? 'broadcasts:askWords' : 'broadcasts:askFile', { number })
      },
      // Below the message by which the broadcast is controlled, which stays.
      show: () => Promise.resolve(),
      async read(turn, message, _sofar, opening) {
        const { content } = await find(turn, opening)
        return replacement(content, await readContent(turn, message))
      },
    },
    {
      key: 'sure',
      async ask(turn, _sofar, opening) {
        const { broadcast } = await find(turn, opening)
        const { sent, left, held } = await fates(turn.db, subjectOf(broadcast.id))
        return turn.t('broadcasts:askCorrect', { number: opening.id, sent, unsent: left + held })
      },
      async show(turn, { content }, opening) {
        const { broadcast } = await find(turn, opening)
        if (content !== undefined) await preview(turn, content, { reads: broadcast.asksReading, isTest: true })
      },
      options: (turn) => [[{ id: 'yes', label: turn.label('broadcasts:correct'), value: true as const }]],
    },
  ],
  async done(turn, { content, sure }, { id }) {
    if (content === undefined || sure === undefined) throw new Refusal('platform:dialogGone')
    const { edited } = await correct(turn.db, BigInt(id), content, actorOf(turn), turn.now)
    tellChange(turn)
    turn.answer({ text: turn.t('broadcasts:correctDone', { number: id, edited }) })
  },
})

/** The broadcast and what it says now, for who has the say over it; refused when it can no longer be corrected. */
async function find(turn: Turn, { id }: z.infer<typeof Opening>): Promise<{ broadcast: Broadcast; content: Content }> {
  const broadcast = await take(turn.db, BigInt(id), actorOf(turn))
  return { broadcast, content: await contentToCorrect(turn.db, broadcast) }
}
