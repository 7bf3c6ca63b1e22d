import { barSection, mostBars } from '../../platform/charts/bars.ts'
import type { BarGroup } from '../../platform/charts/bars.ts'
import { pictureOf } from '../../platform/charts/frame.ts'
import type { Voice } from '../../platform/texts.ts'
import { share } from '../../shared/statistics/share.ts'
import { partName } from '../../shared/units/parted.ts'
import type { Funnel, Part } from './funnel.ts'
import { stageKey, stagesIn } from './funnelViews.ts'

/** From what nobody has done to what they shall do. */
const blues = ['#c9d8ea', '#adc6e4', '#8db0dc', '#6d99d1', '#4f82c4', '#376bb0']
const green = '#1f9d6b'

/** The stages of a version as bars, and below them what share of each part has acknowledged it. */
export function funnelChart(voice: Voice, heading: { title: string; under: string }, funnel: Funnel) {
  const stages = stageBars(voice, funnel)
  // One part is the whole.
  const groups = funnel.parts.length < 2 ? [stages] : [stages, partBars(voice, funnel)]
  return pictureOf(heading, groups.map(barSection))
}

function stageBars(voice: Voice, funnel: Funnel): BarGroup {
  const { total } = funnel
  const bars = stagesIn(funnel).map((stage, index) => {
    const some = total[stage]
    const percent = share(some, total.roster)
    return {
      name: voice.label(stageKey[stage]),
      value: some,
      text:
        stage === 'roster'
          ? voice.label('policies:chartWhole', { some })
          : voice.label('policies:chartStage', { some, percent }),
      color: stage === 'acknowledged' ? green : (blues[index] ?? green),
    }
  })
  return { heading: voice.label('policies:chartStages'), most: Math.max(1, total.roster), bars, hasLongNames: false }
}

/** The largest parts, those of which most have acknowledged it first. */
function partBars(voice: Voice, { parts }: Funnel): BarGroup {
  const largest = parts.toSorted((a, b) => b.roster - a.roster).slice(0, mostBars)
  const shown = largest.toSorted((a, b) => percentOf(b) - percentOf(a) || b.roster - a.roster)
  const heading =
    shown.length < parts.length
      ? voice.label('policies:chartUnitsMost', { some: shown.length, all: parts.length })
      : voice.label('policies:chartUnits')
  const bars = shown.map((part) => {
    const { acknowledged: some, roster: all } = part
    const text = voice.label('policies:chartUnit', { percent: share(some, all), some, all })
    return { name: partName(voice, part), value: percentOf(part), text, color: green }
  })
  return { heading, most: 100, bars, hasLongNames: true }
}

function percentOf({ acknowledged, roster }: Part): number {
  return (100 * acknowledged) / roster
}
