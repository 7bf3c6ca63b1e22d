import { z } from 'zod'
import { dayOf } from '../../../platform/calendar.ts'
import { barSection } from '../../../platform/charts/bars.ts'
import type { BarGroup } from '../../../platform/charts/bars.ts'
import { chartPicture } from '../../../platform/charts/chart.ts'
import { pictureOf } from '../../../platform/charts/frame.ts'
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
import { purposeKey } from '../measuring/purposes.ts'
import { chartButton } from './buttons.ts'
import type { Funnel } from './funnels.ts'
import { findSeen, reportOf } from './reports.ts'
import type { Asked } from './reports.ts'

const blue = '#376bb0'
const green = '#1f9d6b'

/** Draws how a training went, of what its reader may see by then. */
export const charting = task({
  name: 'trainings.charting',
  payload: z.object({ training: z.string(), chatId: z.string(), language: z.enum(languages) }),
  async run(work, { training, chatId, language }, signal) {
    const { database, clock, settings } = work
    const place = await placeLater(work, BigInt(chatId), 0n)
    if (place === null) return async () => []
    const voice = work.voice(language)
    const report = await reportOf(database.client, BigInt(training), place, settings).catch(refusedAsNull)
    if (report === null) return async () => []
    const { title } = report.training
    const day = writeDay(dayOf(clock.now(), settings.timeZone), language)
    const { option, size } = pictureOf({ title, under: voice.label('trainings:chartUnder', { day }) }, [
      barSection(funnelBars(voice, report.funnel)),
      ...report.asked.flatMap((asked) => meanBars(voice, asked)).map((group) => barSection(group)),
    ])
    return handOver(BigInt(chatId), {
      name: 'chart.png',
      type: 'image/png',
      isPhoto: true,
      bytes: await chartPicture(option, size, signal),
      caption: voice.t('trainings:chartCaption', { title }),
    })
  },
  failed: (work, { chatId, language }, reference) => tellFault(work.voice(language), BigInt(chatId), reference),
})

/** It may be theirs no longer by now. */
function refusedAsNull(error: unknown): null {
  if (error instanceof Refusal) return null
  throw error
}

/** Sends the picture. */
export const onChart: Press = press(chartButton, 'overseer', async (turn, { id }) => {
  await findSeen(turn.db, id, await placeOf(turn, 0n))
  const { voice, who } = turn
  await turn.begin(charting, { training: String(id), chatId: String(who.telegramId), language: voice.language })
  turn.alert('trainings:chartMaking')
})

/** From those who were asked to come to those who said how it was. */
function funnelBars(voice: Voice, funnel: Funnel): BarGroup {
  const { invited, own, placed, confirmed, attended, evaluated } = funnel
  const steps = [
    { key: 'trainings:stepInvited', value: invited + own },
    { key: 'trainings:stepPlaced', value: placed },
    { key: 'trainings:stepConfirmed', value: confirmed },
    { key: 'trainings:stepAttended', value: attended },
    ...(evaluated === null ? [] : [{ key: 'trainings:stepEvaluated', value: evaluated } as const]),
  ] as const
  return {
    heading: voice.label('trainings:chartFunnel'),
    most: Math.max(1, ...steps.map(({ value }) => value)),
    hasLongNames: false,
    bars: steps.map(({ key, value }) => ({
      name: voice.label(key),
      value,
      text: voice.label('trainings:chartPeople', { count: value }),
      color: blue,
    })),
  }
}

/** The published means of the scales from 1 to 5. */
function meanBars(voice: Voice, { purpose, definition, figures }: Asked): BarGroup[] {
  const bars = definition.questions.flatMap(({ key, kind, text }) => {
    const mean = kind === 'scale5' ? figures?.means.get(key)?.mean : undefined
    if (mean === undefined) return []
    return [
      {
        name: said(text, voice.language),
        value: mean,
        text: voice.label('trainings:chartMean', { mean }),
        color: green,
      },
    ]
  })
  if (bars.length === 0) return []
  const heading = voice.label('trainings:chartAsked', { purpose: voice.label(purposeKey[purpose]) })
  return [{ heading, most: 5, bars, hasLongNames: true }]
}
