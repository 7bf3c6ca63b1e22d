import { z } from 'zod'
import { barSection } from '../../../platform/charts/bars.ts'
import { chartPicture } from '../../../platform/charts/chart.ts'
import { pictureOf } from '../../../platform/charts/frame.ts'
import { button, press } from '../../../platform/dialog/button.ts'
import type { Report } from '../../../platform/feature.ts'
import { joinHtml } from '../../../platform/html.ts'
import { task } from '../../../platform/tasks/tasks.ts'
import { languages } from '../../../platform/texts.ts'
import { handOver, tellFault } from '../../../shared/people/handing.ts'
import { hubRow } from '../../../shared/reports/hub.ts'
import { turnout } from '../participants.ts'
import { publishedOf } from './published.ts'
import { stateKey } from './words.ts'

const most = 12
const color = '#0072B2'

/** Draws how many took part in each of the last forums. */
const chartButton = button('forum.chart', {})

/** How the last forums went: counts that run the work, and whether there are clear groups. */
export const forumsReport: Report = {
  name: 'forums',
  label: 'forums:report',
  right: 'planner',
  async open(turn) {
    const { db } = turn
    const forums = await db.forum.findMany({
      where: { state: { in: ['open', 'closed', 'published'] } },
      orderBy: { openedAt: 'desc' },
      take: most,
    })
    const lines = []
    for (const { id, title, state } of forums) {
      const found = await publishedOf(db, id)
      const statements = await db.forumStatement.count({ where: { forumId: id, state: 'accepted' } })
      const values = { title, state: turn.label(stateKey[state]), ...(await turnout(db, id)), statements }
      const groups = found?.published.groups
      lines.push(
        groups
          ? turn.t('forums:reportLineGroups', { ...values, count: groups.list.length })
          : turn.t('forums:reportLine', values),
      )
    }
    turn.replace({
      text: joinHtml([turn.t(lines.length === 0 ? 'forums:reportNone' : 'forums:reportTitle'), ...lines]),
      buttons: [
        ...(lines.length === 0 ? [] : [[chartButton.with(turn.label('forums:reportChart'), {})]]),
        ...hubRow(turn),
      ],
    })
  },
}

export const onReported = press(chartButton, 'planner', async (turn) => {
  const { chatId, voice } = turn
  await turn.begin(charting, { chatId: String(chatId), language: voice.language })
})

/** Draws the bars and sends them. */
export const charting = task({
  name: 'forums.charting',
  payload: z.object({ chatId: z.string(), language: z.enum(languages) }),
  async run(work, { chatId, language }, signal) {
    const db = work.database.client
    const voice = work.voice(language)
    const forums = await db.forum.findMany({
      where: { state: { in: ['open', 'closed', 'published'] } },
      orderBy: { openedAt: 'desc' },
      take: most,
    })
    const bars = []
    for (const { id, title } of forums) {
      const { people, votes } = await turnout(db, id)
      bars.push({ name: title, value: people, text: voice.label('forums:reportBar', { people, votes }), color })
    }
    const section = barSection({
      heading: voice.label('forums:reportPeople'),
      most: Math.max(1, ...bars.map(({ value }) => value)),
      bars,
      hasLongNames: true,
    })
    const { option, size } = pictureOf({ title: voice.label('forums:reportHead'), under: '' }, [section])
    return handOver(BigInt(chatId), {
      name: 'forums.png',
      type: 'image/png',
      isPhoto: true,
      bytes: await chartPicture(option, size, signal),
      caption: voice.t('forums:reportHead'),
    })
  },
  failed: (work, { chatId, language }, reference) => tellFault(work.voice(language), BigInt(chatId), reference),
})
