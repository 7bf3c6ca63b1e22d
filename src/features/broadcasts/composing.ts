import { z } from 'zod'
import { dialog } from '../../platform/dialog/dialog.ts'
import { quietEnd } from '../../platform/outbox/quietHours.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Turn } from '../../platform/inbox/turn.ts'
import { Audience, count, simpleKinds } from '../../shared/audiences/audience.ts'
import { audienceText, kindKey } from '../../shared/audiences/words.ts'
import { announce } from './actions.ts'
import { Content, readContent } from './content.ts'
import { clockTime, confirmView, progressView, readKeyboard } from './views.ts'
import { quietNow } from './rules.ts'

/** "/umumkan": content, audience, a preview exactly as it will be received, and off it goes. */
export const composing = dialog({
  name: 'broadcasts.compose',
  title: 'broadcasts:composing',
  right: 'planner',
  opening: z.object({}),
  answers: z.object({ content: Content, audience: Audience, when: z.enum(['now', 'morning']) }),
  steps: [
    { key: 'content', ask: (turn) => turn.t('broadcasts:askContent'), read: readContent },
    {
      key: 'audience',
      ask: (turn) => turn.t('broadcasts:askAudience'),
      options: (turn) => [
        simpleKinds.map((kind) => ({
          id: kind,
          label: turn.label(kindKey[kind]),
          value: { kind },
        })),
      ],
    },
    {
      key: 'when',
      async ask(turn, { content, audience }) {
        if (content === undefined || audience === undefined) throw new Refusal('platform:dialogGone')
        const number = await count(turn.db, audience, turn, 'announcements')
        if (number.reachable === 0) {
          const values = { audience: turn.label(kindKey[audience.kind]), count: number.lost }
          throw new Refusal(number.lost === 0 ? 'broadcasts:nobody' : 'broadcasts:nobodyReachable', values)
        }
        return confirmView(turn, turn.label(kindKey[audience.kind]), number)
      },
      async show(turn, { content }) {
        if (content !== undefined) await preview(turn, content)
      },
      options(turn) {
        const now = { id: 'now', value: 'now' as const }
        const quiet = quietNow(turn.now, turn.settings)
        if (quiet === null) return [[{ ...now, label: turn.label('broadcasts:sendNow') }]]
        const time = clockTime(turn.voice, quietEnd(turn.now, turn.settings.timeZone, quiet), turn.settings.timeZone)
        return [
          [{ ...now, label: turn.label('broadcasts:sendNowAnyway') }],
          [{ id: 'morning', value: 'morning' as const, label: turn.label('broadcasts:sendAt', { time }) }],
        ]
      },
    },
  ],
  async done(turn, { content, audience, when }) {
    if (content === undefined || audience === undefined || when === undefined) throw new Refusal('platform:dialogGone')
    const { db, now, voice, settings } = turn
    const ignoresQuiet = when === 'now' && quietNow(now, settings) !== null
    const broadcast = await announce(
      db,
      {
        authorChat: turn.chatId,
        language: voice.language,
        content,
        audience,
        audienceText: await audienceText(db, voice, audience, turn, now),
        keepsQuiet: !ignoresQuiet,
      },
      { settings, groups: turn.groups, readKeyboard: (language, id) => readKeyboard(turn.voiceIn(language), id) },
      now,
    )
    const fates = { sent: 0, unreachable: 0, failed: 0, left: broadcast.total }
    const progressId = await turn.post({
      method: 'sendMessage',
      payload: progressView(voice, settings, broadcast, fates, now),
    })
    await db.broadcast.update({ where: { id: broadcast.id }, data: { progressId } })
  },
})

/** Shows the announcement to its author as its recipients will see it; its words are forgotten once it is shown. */
async function preview(turn: Turn, { method, payload, fileId }: Content) {
  if (fileId === null) return void (await turn.post({ method, payload }))
  const content = await turn.db.content.create({ data: { method, payload: {}, fileId: BigInt(fileId) } })
  await turn.post({ method, payload, contentId: content.id })
}
