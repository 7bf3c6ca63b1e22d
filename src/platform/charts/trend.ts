import { ink, margin } from './frame.ts'
import type { Section } from './frame.ts'

/** Values one after the other, such as of each week. */
export interface Trend {
  heading: string
  /** What stands below each value; null: there is no value at that place. */
  points: { name: string; value: number | null }[]
  /** Where the scale begins and ends. */
  least: number
  most: number
  color: string
}

/** In points. */
const height = 190
const above = 14
const below = 36
const fontSize = 15

/** A line through values as a part of a picture. */
export function trendSection({ heading, points, least, most, color }: Trend): Section {
  return {
    heading,
    height,
    above,
    below,
    left: margin + 40,
    right: margin + 16,
    x: {
      type: 'category',
      data: points.map(({ name }) => name),
      axisLabel: { fontSize, color: ink.text },
      axisLine: { lineStyle: { color: ink.faint } },
      axisTick: { show: false },
    },
    ys: [
      {
        type: 'value',
        min: least,
        max: most,
        // A scale of few points has a line for each.
        ...(most - least <= 5 && { interval: 1 }),
        axisLabel: { fontSize, color: ink.text },
        splitLine: { lineStyle: { color: ink.track, width: 2 } },
      },
    ],
    series: [
      {
        type: 'line',
        data: points.map(({ value }) => value),
        connectNulls: true,
        symbol: 'circle',
        symbolSize: 11,
        clip: false,
        lineStyle: { color, width: 3 },
        itemStyle: { color },
        label: { show: points.length <= 12, fontSize, color: ink.title },
      },
    ],
  }
}
