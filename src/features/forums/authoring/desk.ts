import { z } from 'zod'
import { press } from '../../../platform/dialog/button.ts'
import { qrPicture } from '../../../platform/qr.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { task } from '../../../platform/tasks/tasks.ts'
import { languages } from '../../../platform/texts.ts'
import { handOver, tellFault } from '../../../shared/people/handing.ts'
import { record } from '../../../shared/audit/record.ts'
import { deskButton } from '../buttons.ts'
import { demandCounted, publishFindings } from '../findings/publishing.ts'
import { demandForum, linkOf } from '../forums.ts'
import * as button from './buttons.ts'
import { deskView, dropView, openingView, publishingView } from './deskViews.ts'
import { openForum } from './lifecycle.ts'
import { faultOf, takeForum } from './plan.ts'

const onDesk = press(deskButton, 'planner', async (turn, { forum }) =>
  turn.replace(await deskView(turn, await demandForum(turn, forum))),
)

const onOpen = press(button.openButton, 'planner', async (turn, { forum: id, sure }) => {
  const { db, now, who } = turn
  const forum = await takeForum(db, id, ['draft'])
  const fault = faultOf(
    { ...forum, opensAt: forum.opensAt.toISOString(), closesAt: forum.closesAt.toISOString() },
    turn,
  )
  if (fault !== null) throw new Refusal(fault === 'forums:closesEarly' ? 'forums:closesTooSoon' : fault)
  if (sure === 'ask') return turn.replace(await openingView(turn, forum))
  if (forum.opensAt > now) await db.forum.update({ where: { id }, data: { state: 'planned' } })
  else {
    await openForum(db, forum, turn, now)
    turn.wake('outbox')
  }
  await record(db, who.telegramId, { action: 'openedForum', object: `forum:${id}` }, now)
  turn.replace(await deskView(turn, await demandForum(turn, id)))
})

const onUnplan = press(button.unplanButton, 'planner', async (turn, { forum: id }) => {
  await takeForum(turn.db, id, ['planned'])
  turn.replace(await deskView(turn, await turn.db.forum.update({ where: { id }, data: { state: 'draft' } })))
})

const onDrop = press(button.dropButton, 'planner', async (turn, { forum: id, sure }) => {
  const forum = await takeForum(turn.db, id, ['draft'])
  if (sure === 'ask') return turn.replace(dropView(turn, forum))
  await turn.db.forum.delete({ where: { id } })
  turn.replace({ text: turn.t('forums:dropped', { title: forum.title }) })
})

const onPublish = press(button.publishButton, 'planner', async (turn, { forum: id, sure }) => {
  const forum = await takeForum(turn.db, id, ['closed'])
  if (sure === 'ask') {
    await demandCounted(turn.db, id)
    return turn.replace(await publishingView(turn, forum))
  }
  await publishFindings(turn, forum)
  turn.replace(await deskView(turn, await demandForum(turn, id)))
})

const onLink = press(button.linkButton, 'planner', async (turn, { forum: id }) => {
  const forum = await demandForum(turn, id)
  const { title, code } = forum
  const { chatId, voice, botName } = turn
  await turn.begin(linking, {
    chatId: String(chatId),
    language: voice.language,
    link: linkOf(botName, forum),
    title,
    code,
  })
})

const Payload = z.object({
  chatId: z.string(),
  language: z.enum(languages),
  link: z.string(),
  title: z.string(),
  code: z.string(),
})

/** Draws a forum's link as a picture that phones read, and sends it. */
export const linking = task({
  name: 'forums.linking',
  payload: Payload,
  async run(work, { chatId, language, link, title, code }) {
    const bytes = await qrPicture(link)
    const caption = work.voice(language).t('forums:qrCaption', { link, title, code })
    const name = `forum-${code}.png`
    return handOver(BigInt(chatId), { name, type: 'image/png', bytes, caption })
  },
  failed: (work, { chatId, language }, reference) => tellFault(work.voice(language), BigInt(chatId), reference),
})

export const deskPresses = [onDesk, onOpen, onUnplan, onDrop, onPublish, onLink]
