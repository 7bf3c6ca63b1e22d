import { dayOf } from '../../platform/calendar.ts'
import { chartPicture } from '../../platform/charts/chart.ts'
import { press } from '../../platform/dialog/button.ts'
import type { Press } from '../../platform/dialog/button.ts'
import type { Turn } from '../../platform/inbox/turn.ts'
import { writeDay } from '../../platform/moments.ts'
import { task } from '../../platform/tasks/tasks.ts'
import { handOver, tellFault } from '../../shared/people/handing.ts'
import { share } from '../../shared/statistics/share.ts'
import { placeLater, placeName, placeOf } from '../../shared/units/overseeing.ts'
import { funnelOf } from './funnel.ts'
import { funnelChart } from './funnelChart.ts'
import type { chartButton } from './funnelViews.ts'
import { Order, orderOf } from './ordering.ts'
import { editionOf } from '../../shared/policies/versions.ts'

/** Draws how far a version has got, of what its reader may see by then. */
export const charting = task({
  name: 'policies.charting',
  payload: Order,
  async run(work, { version, unit, chatId, language }, signal) {
    const { database, clock, settings } = work
    const place = await placeLater(work, BigInt(chatId), BigInt(unit))
    if (place === null) return async () => []
    const voice = work.voice(language)
    const { title, number } = await editionOf(database.client, BigInt(version))
    const funnel = await funnelOf(database.client, BigInt(version), place.scope, settings)
    const shown = placeName(voice, place)
    const day = writeDay(dayOf(clock.now(), settings.timeZone), language)
    const under = voice.label('policies:chartUnder', { number, place: shown, day })
    const { option, size } = funnelChart(voice, { title, under }, funnel)
    const { acknowledged: some, roster: all } = funnel.total
    return handOver(BigInt(chatId), {
      name: 'chart.png',
      type: 'image/png',
      isPhoto: true,
      bytes: await chartPicture(option, size, signal),
      caption: voice.t('policies:chartCaption', { title, number, place: shown, some, all, percent: share(some, all) }),
    })
  },
  failed: (work, { chatId, language }, reference) => tellFault(work.voice(language), BigInt(chatId), reference),
})

/** Sends the picture of a report. */
export function onChart(kind: typeof chartButton): Press {
  return press(kind, 'overseer', async (turn, { version, unit }) => {
    await placeOf(turn, unit)
    await editionOf(turn.db, version)
    await orderChart(turn, version, unit)
    turn.alert('policies:chartMaking')
  })
}

/** Has the picture drawn for who speaks. */
export async function orderChart(turn: Turn, version: bigint, unit: bigint): Promise<void> {
  await turn.begin(charting, orderOf(turn, version, unit))
}
