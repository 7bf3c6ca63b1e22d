import { z } from 'zod'
import { dayOf } from '../../../platform/calendar.ts'
import { chartPicture } from '../../../platform/charts/chart.ts'
import { press } from '../../../platform/dialog/button.ts'
import type { Press } from '../../../platform/dialog/button.ts'
import { writeDay } from '../../../platform/moments.ts'
import { task } from '../../../platform/tasks/tasks.ts'
import { languages } from '../../../platform/texts.ts'
import { handOver, tellFault } from '../../../shared/people/handing.ts'
import { said } from '../../../shared/questionnaires/definition.ts'
import { placeLater, placeName, placeOf } from '../../../shared/units/overseeing.ts'
import { chartButton } from './buttons.ts'
import { resultsChart } from './chart.ts'
import { askedRound, resultsOf } from './reports.ts'

/** Draws the results of a round, of what their reader may see by then. */
export const charting = task({
  name: 'questionnaires.charting',
  payload: z.object({ round: z.string(), unit: z.string(), chatId: z.string(), language: z.enum(languages) }),
  async run(work, { round: id, unit, chatId, language }, signal) {
    const { database, clock, settings } = work
    const now = clock.now()
    const place = await placeLater(work, BigInt(chatId), BigInt(unit))
    if (place === null) return async () => []
    const results = await database.client.$transaction((tx) => resultsOf(tx, BigInt(id), place, settings, now))
    const voice = work.voice(language)
    const title = said(results.round.definition.title, language)
    const shown = placeName(voice, place)
    const opened = writeDay(dayOf(results.round.opensAt, settings.timeZone), language)
    const under = voice.label('questionnaires:resChartUnder', { number: id, opened, place: shown })
    const shortDay = (at: Date) => dayOf(at, settings.timeZone).split('-').slice(1).toReversed().join('/')
    const chart = resultsChart(voice, { title, under }, results, shortDay)
    if (chart === null) return async () => []
    return handOver(BigInt(chatId), {
      name: 'results.png',
      type: 'image/png',
      isPhoto: true,
      bytes: await chartPicture(chart.option, chart.size, signal),
      caption: voice.t('questionnaires:resChartCaption', { title, number: id, place: shown }),
    })
  },
  failed: (work, { chatId, language }, reference) => tellFault(work.voice(language), BigInt(chatId), reference),
})

/** "Grafik". */
export const onChart: Press = press(chartButton, 'overseer', async (turn, { round, unit }) => {
  await placeOf(turn, unit)
  await askedRound(turn.db, round)
  const { who, voice } = turn
  await turn.begin(charting, {
    round: String(round),
    unit: String(unit),
    chatId: String(who.telegramId),
    language: voice.language,
  })
  turn.alert('questionnaires:resChartMaking')
})
