import { ink, margin } from './frame.ts'
import type { Section } from './frame.ts'

/** A share that falls in steps, in percent, with what is marked along it. */
export interface Stairs {
  heading: string
  /** From 0 on, in order; the share holds until the next step. */
  steps: { at: number; percent: number }[]
  /** Where the axis ends. */
  most: number
  /** What the axis below is of. */
  unit: string
  color: string
  /** Dashed lines upright, each with what it is. */
  marks: { at: number; text: string }[]
  /** A point of the line, with what it is. */
  point: { at: number; percent: number; text: string } | undefined
}

/** In points. */
const height = 230
const above = 22
const below = 56
const left = margin + 50
const fontSize = 15

/** A line that falls in steps as a part of a picture. */
export function stairSection({ heading, steps, most, unit, color, marks, point }: Stairs): Section {
  const shown = steps.filter(({ at }) => at <= most)
  const last = shown.at(-1)?.percent ?? 100
  return {
    heading,
    height,
    above,
    below,
    left,
    right: margin + 12,
    x: {
      type: 'value',
      min: 0,
      max: most,
      name: unit,
      nameLocation: 'middle',
      nameGap: 32,
      nameTextStyle: { fontSize, color: ink.faint },
      axisLabel: { fontSize, color: ink.text, showMaxLabel: false },
      axisLine: { lineStyle: { color: ink.faint } },
      axisTick: { show: false },
      splitLine: { show: false },
    },
    ys: [
      {
        type: 'value',
        min: 0,
        max: 100,
        interval: 25,
        axisLabel: { fontSize, color: ink.text, formatter: '{value}%' },
        splitLine: { lineStyle: { color: ink.track, width: 2 } },
      },
    ],
    series: [
      {
        type: 'line',
        step: 'end',
        data: [[0, 100], ...shown.map(({ at, percent }) => [at, percent]), [most, last]],
        symbol: 'none',
        lineStyle: { color, width: 3 },
        areaStyle: { color, opacity: 0.08 },
        markLine: {
          symbol: 'none',
          silent: true,
          data: marks.filter(({ at }) => at <= most).map(markOf),
        },
        ...(point !== undefined &&
          point.at <= most && { markPoint: { silent: true, data: [pointOf(point, most, color)] } }),
      },
    ],
  }
}

function markOf({ at, text }: { at: number; text: string }) {
  return {
    xAxis: at,
    lineStyle: { color: '#c2410c', type: 'dashed' as const, width: 2 },
    label: { formatter: text, fontSize, color: '#c2410c', position: 'end' as const },
  }
}

function pointOf({ at, percent, text }: { at: number; percent: number; text: string }, most: number, color: string) {
  // Near the end of the axis there is no room to the right of it: there the words stand below the line.
  const place = at < most * 0.7 ? { position: 'right' as const } : { position: 'left' as const, offset: [0, 22] }
  return {
    name: text,
    coord: [at, percent],
    symbol: 'circle',
    symbolSize: 13,
    itemStyle: { color, borderColor: '#ffffff', borderWidth: 2 },
    label: {
      ...place,
      formatter: text,
      fontSize: 16,
      fontWeight: 'bold' as const,
      color: ink.title,
      // A mark may run through it.
      backgroundColor: '#ffffffd0',
      padding: [2, 4],
    },
  }
}
