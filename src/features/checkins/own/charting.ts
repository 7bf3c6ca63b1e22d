import { z } from 'zod'
import { dayOf } from '../../../platform/calendar.ts'
import { chartPicture } from '../../../platform/charts/chart.ts'
import { pictureOf } from '../../../platform/charts/frame.ts'
import { trendSection } from '../../../platform/charts/trend.ts'
import { press } from '../../../platform/dialog/button.ts'
import type { Press } from '../../../platform/dialog/button.ts'
import { joinHtml } from '../../../platform/html.ts'
import { writeDay } from '../../../platform/moments.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { task } from '../../../platform/tasks/tasks.ts'
import { languages } from '../../../platform/texts.ts'
import type { Voice } from '../../../platform/texts.ts'
import { handOver, tellFault } from '../../../shared/people/handing.ts'
import { ownChartButton } from '../buttons.ts'
import { shortDay } from '../days.ts'
import { ownIdOf } from '../people.ts'
import { roleColor, roleKey } from '../scales.ts'
import { readAnswered } from './answered.ts'
import { ownLines } from './trend.ts'
import type { OwnLine } from './trend.ts'
import { lineText } from './words.ts'

/** Draws somebody's own check-ins for themselves. */
export const ownCharting = task({
  name: 'checkins.charting',
  payload: z.object({ chatId: z.string(), language: z.enum(languages) }),
  async run(work, { chatId, language }, signal) {
    const { database, settings, clock } = work
    const person = await database.client.person.findUnique({
      where: { telegramId: BigInt(chatId) },
      select: { id: true },
    })
    const lines = person === null ? [] : ownLines(await readAnswered(database.client, person.id))
    if (lines.length === 0) return async () => []
    const voice = work.voice(language)
    const day = writeDay(dayOf(clock.now(), settings.timeZone), language)
    const { option, size } = ownChart(voice, lines, { day, timeZone: settings.timeZone })
    return handOver(BigInt(chatId), {
      name: 'checkin.png',
      type: 'image/png',
      isPhoto: true,
      bytes: await chartPicture(option, size, signal),
      caption: joinHtml([voice.t('checkins:ownCaption'), ...lines.map((line) => lineText(voice, line))], '\n'),
    })
  },
  failed: (work, { chatId, language }, reference) => tellFault(work.voice(language), BigInt(chatId), reference),
})

/** "Grafik saya". */
export const onOwnChart: Press = press(ownChartButton, 'employee', async (turn) => {
  const answered = await readAnswered(turn.db, await ownIdOf(turn.db, turn.who))
  if (ownLines(answered).length === 0) throw new Refusal('checkins:lastNone')
  await turn.begin(ownCharting, { chatId: String(turn.who.telegramId), language: turn.voice.language })
  turn.alert('checkins:chartMaking')
})

/** A section for each line, below each other. */
function ownChart(voice: Voice, lines: OwnLine[], { day, timeZone }: { day: string; timeZone: string }) {
  return pictureOf(
    { title: voice.label('checkins:ownChartTitle'), under: voice.label('checkins:ownChartUnder', { day }) },
    lines.map(({ role, points, least, most }) =>
      trendSection({
        heading: voice.label(roleKey[role]),
        points: points.map(({ at, value }) => ({ name: shortDay(at, timeZone), value })),
        least,
        most,
        color: roleColor[role],
      }),
    ),
  )
}
