import { z } from 'zod'
import { dayOf } from '../../../platform/calendar.ts'
import { chartPicture } from '../../../platform/charts/chart.ts'
import { press } from '../../../platform/dialog/button.ts'
import type { Press } from '../../../platform/dialog/button.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { writeDay } from '../../../platform/moments.ts'
import { task } from '../../../platform/tasks/tasks.ts'
import { languages } from '../../../platform/texts.ts'
import { handOver, tellFault } from '../../../shared/people/handing.ts'
import { placeLater, placeName, placeOf } from '../../../shared/units/overseeing.ts'
import { chartButton } from './buttons.ts'
import { figuresChart } from './chart.ts'
import { figuresOf } from './lines.ts'
import { periodKey, periods } from './periods.ts'
import type { Period } from './periods.ts'
import { talliesOf } from './reports.ts'

/** What is drawn for whom, in JSON. */
const Order = z.object({
  /** "0": all that they may see. */
  unit: z.string(),
  period: z.enum(periods),
  chatId: z.string(),
  language: z.enum(languages),
})

/** Draws how tickets are answered, of what its reader may see by then. */
export const charting = task({
  name: 'tickets.charting',
  payload: Order,
  async run(work, { unit, period, chatId, language }, signal) {
    const { database, clock, settings } = work
    const place = await placeLater(work, BigInt(chatId), BigInt(unit))
    if (place === null) return async () => []
    const voice = work.voice(language)
    const tallies = await talliesOf(database.client, place, period, settings, clock.now())
    const title = voice.label('suggestions:reportTickets')
    const shown = { period: voice.label(periodKey[period]), place: placeName(voice, place) }
    const day = writeDay(dayOf(clock.now(), settings.timeZone), language)
    const heading = { title, under: voice.label('suggestions:chartUnder', { ...shown, day }) }
    const { option, size } = figuresChart(voice, heading, tallies, settings.responseDays)
    const figures = figuresOf(voice, tallies.total).join(' · ')
    return handOver(BigInt(chatId), {
      name: 'chart.png',
      type: 'image/png',
      isPhoto: true,
      bytes: await chartPicture(option, size, signal),
      caption: voice.t('suggestions:chartCaption', { title, ...shown, figures }),
    })
  },
  failed: (work, { chatId, language }, reference) => tellFault(work.voice(language), BigInt(chatId), reference),
})

/** Sends the picture. */
export const onChart: Press = press(chartButton, 'overseer', async (turn, { unit, period }) => {
  await placeOf(turn, unit)
  await orderChart(turn, unit, period)
  turn.alert('suggestions:chartMaking')
})

/** Has the picture drawn for who speaks. */
export async function orderChart(turn: Turn, unit: bigint, period: Period): Promise<void> {
  const { who, voice } = turn
  const order = { unit: String(unit), period, chatId: String(who.telegramId), language: voice.language }
  await turn.begin(charting, order)
}
