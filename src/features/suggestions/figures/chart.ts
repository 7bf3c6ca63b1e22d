import { barSection } from '../../../platform/charts/bars.ts'
import type { BarGroup } from '../../../platform/charts/bars.ts'
import { pictureOf } from '../../../platform/charts/frame.ts'
import { stairSection } from '../../../platform/charts/steps.ts'
import type { Stairs } from '../../../platform/charts/steps.ts'
import type { Voice } from '../../../platform/texts.ts'
import type { ResponseDays } from '../../../platform/work.ts'
import { share } from '../../../shared/statistics/share.ts'
import type { Part, Tallies, Tally } from './tallies.ts'
import { nameOf } from './units.ts'

const blue = '#376bb0'
const green = '#1f9d6b'
/** Of what is not reached: as long as the longest, but no figure. */
const pale = '#f0d9c8'
/** Two groups of more bars make a picture that nobody reads on a phone. */
const mostBars = 20
const longestName = 120
/** The end of the curve is drawn until so much is left: single old cases would make the rest small. */
const tail = 0.05

/** How long it takes until an answer, in all and in each part, and how many answers are in time. */
export function figuresChart(
  voice: Voice,
  heading: { title: string; under: string },
  { parts, total }: Tallies,
  responseDays: ResponseDays,
) {
  const largest = parts.toSorted((a, b) => b.n - a.n).slice(0, mostBars)
  return pictureOf(heading, [
    ...(total.ended > 0 ? [stairSection(stairs(voice, total, limitsOf(responseDays)))] : []),
    // One part is the whole.
    ...(parts.length < 2
      ? []
      : [barSection(medianBars(voice, largest, parts.length)), barSection(shareBars(voice, largest))]),
  ])
}

/** The different limits of an answer, the shortest first. */
function limitsOf({ question, appreciation, suggestion, complaint, inspection }: ResponseDays): number[] {
  return [...new Set([question, appreciation, suggestion, complaint, inspection])].toSorted((a, b) => a - b)
}

function stairs(voice: Voice, { survival, limit: usual }: Tally, limits: number[]): Stairs {
  const { steps, median } = survival
  const low = steps.find(({ left }) => left <= tail) ?? steps.at(-1)
  const end = Math.max(low?.time ?? 0, limits[0] ?? 0)
  const reached = Math.max(end, ...limits.filter((limit) => limit <= Math.max(usual, 2 * end)))
  const half = steps.find(({ time }) => time === median)
  return {
    heading: voice.label('suggestions:chartUnanswered'),
    steps: steps.map(({ time, left }) => ({ at: time, percent: 100 * left })),
    most: Math.max(1, Math.ceil(reached * 1.1)),
    unit: voice.label('suggestions:chartDays'),
    color: blue,
    marks: limits.map((days) => ({ at: days, text: voice.label('suggestions:chartLimit', { days }) })),
    point: half && {
      at: half.time,
      percent: 100 * half.left,
      text: voice.label('suggestions:chartHalf', { median: half.time }),
    },
  }
}

/** Those that are answered soonest first, those of which not half are answered last. */
function medianBars(voice: Voice, largest: Part[], all: number): BarGroup {
  const medianOf = ({ survival }: Part) => survival.median ?? Infinity
  const shown = largest.toSorted((a, b) => medianOf(a) - medianOf(b) || b.n - a.n)
  const most = Math.max(1, ...shown.flatMap(({ survival }) => survival.median ?? []))
  const heading =
    shown.length < all
      ? voice.label('suggestions:chartMediansMost', { some: shown.length, all })
      : voice.label('suggestions:chartMedians')
  const bars = shown.map((part) => {
    const { n } = part
    const { median } = part.survival
    const name = nameOf(voice, part, longestName)
    if (median === undefined)
      return { name, value: most, text: voice.label('suggestions:chartNoMedian', { n }), color: pale }
    return { name, value: median, text: voice.label('suggestions:chartMedian', { median, n }), color: blue }
  })
  return { heading, most, bars, hasLongNames: true }
}

/** Those of which most were answered in time first. */
function shareBars(voice: Voice, largest: Part[]): BarGroup {
  const percentOf = ({ inTime, ended }: Part) => (ended === 0 ? -1 : (100 * inTime) / ended)
  const bars = largest
    .toSorted((a, b) => percentOf(b) - percentOf(a) || b.ended - a.ended)
    .map((part) => {
      const { inTime: some, ended: all } = part
      const text =
        all === 0
          ? voice.label('suggestions:chartNoneEnded')
          : voice.label('suggestions:chartShare', { percent: share(some, all), some, all })
      return { name: nameOf(voice, part, longestName), value: Math.max(0, percentOf(part)), text, color: green }
    })
  return { heading: voice.label('suggestions:chartShares'), most: 100, bars, hasLongNames: true }
}
