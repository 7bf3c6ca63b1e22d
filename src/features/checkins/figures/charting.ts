import { z } from 'zod'
import { dayOf } from '../../../platform/calendar.ts'
import { chartPicture } from '../../../platform/charts/chart.ts'
import { pictureOf } from '../../../platform/charts/frame.ts'
import { trendSection } from '../../../platform/charts/trend.ts'
import { press } from '../../../platform/dialog/button.ts'
import type { Press } from '../../../platform/dialog/button.ts'
import { writeDay } from '../../../platform/moments.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { task } from '../../../platform/tasks/tasks.ts'
import { languages } from '../../../platform/texts.ts'
import type { Voice } from '../../../platform/texts.ts'
import { handOver, tellFault } from '../../../shared/people/handing.ts'
import { said } from '../../../shared/questionnaires/definition.ts'
import { placeLater, placeOf } from '../../../shared/units/overseeing.ts'
import { unitChartButton } from '../buttons.ts'
import { shortDay } from '../days.ts'
import { lineRoles, roleColor, roleKey } from '../scales.ts'
import { reportOf } from './reports.ts'
import type { UnitFigure } from './reports.ts'

/** Draws what is published of a place, of what its reader may see by then. */
export const unitCharting = task({
  name: 'checkins.unitCharting',
  payload: z.object({ unit: z.string(), asked: z.string(), chatId: z.string(), language: z.enum(languages) }),
  async run(work, { unit, asked, chatId, language }, signal) {
    const { database, settings, clock } = work
    const place = await placeLater(work, BigInt(chatId), BigInt(unit))
    if (place === null) return async () => []
    const report = await reportOf(database.client, place, BigInt(asked), settings)
    const [first] = report.units
    if (report.asked === null || first === undefined) return async () => []
    const voice = work.voice(language)
    const title = said(report.asked.title, language)
    const shown = first.unit?.name ?? voice.label('units:all')
    const day = writeDay(dayOf(clock.now(), settings.timeZone), language)
    const under = voice.label('checkins:chartUnder', { place: shown, day })
    const { option, size } = unitChart(voice, { title, under }, first, settings.timeZone)
    return handOver(BigInt(chatId), {
      name: 'checkins.png',
      type: 'image/png',
      isPhoto: true,
      bytes: await chartPicture(option, size, signal),
      caption: voice.t('checkins:chartCaption', { title, place: shown }),
    })
  },
  failed: (work, { chatId, language }, reference) => tellFault(work.voice(language), BigInt(chatId), reference),
})

/** "Grafik". */
export const onUnitChart: Press = press(unitChartButton, 'overseer', async (turn, { unit, asked }) => {
  const report = await reportOf(turn.db, await placeOf(turn, unit), asked, turn.settings)
  if (report.units.length === 0) throw new Refusal('checkins:chartNone')
  const { who, voice } = turn
  await turn.begin(unitCharting, {
    unit: String(unit),
    asked: String(asked),
    chatId: String(who.telegramId),
    language: voice.language,
  })
  turn.alert('checkins:chartMaking')
})

function unitChart(voice: Voice, heading: { title: string; under: string }, { lines }: UnitFigure, timeZone: string) {
  const sections = lineRoles.flatMap((role) => {
    const line = lines[role]
    if (line === null) return []
    const { least, most, means } = line
    const points = means.map(({ at, mean }) => ({ name: shortDay(at, timeZone), value: mean }))
    return [trendSection({ heading: voice.label(roleKey[role]), points, least, most, color: roleColor[role] })]
  })
  return pictureOf(heading, sections)
}
