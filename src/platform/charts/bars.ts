import { ink, margin, within } from './frame.ts'
import type { Section } from './frame.ts'
import { linesOf } from './lines.ts'

/** A bar with its name before it and what it says behind it. */
interface Bar {
  name: string
  /** From 0 to the most of its group. */
  value: number
  text: string
  color: string
}

/** Bars below each other under a heading, from the top on. */
export interface BarGroup {
  heading: string
  most: number
  bars: Bar[]
  /** Names of more than two or three words. */
  hasLongNames: boolean
}

/** More bars in a group than these are not readable on a phone. */
export const mostBars = 40

/** In points. */
const textRoom = 154
const gap = 12
/** Letters on a line of a long name. */
const nameLetters = 34

/** How high a row is, and how many lines a name has: the fewer bars, the more room has each. */
const looks = [
  { most: 12, row: 46, lines: 2, fontSize: 16 },
  { most: 24, row: 33, lines: 1, fontSize: 16 },
  { most: mostBars, row: 27, lines: 1, fontSize: 15 },
]
const shortLook = { row: 36, lines: 1, fontSize: 16 }
const lastLook = { row: 27, lines: 1, fontSize: 15 }

/** A group of horizontal bars as a part of a picture. */
export function barSection({ heading, most, bars, hasLongNames }: BarGroup): Section {
  const look = hasLongNames ? (looks.find((one) => bars.length <= one.most) ?? lastLook) : shortLook
  const { row, fontSize } = look
  const left = hasLongNames ? 338 : 220
  const names = bars.map(({ name }) => (look.lines === 1 ? name : linesOf(name, nameLetters, 2).join('\n')))
  const texts = bars.map(({ text }) => text)
  return {
    heading,
    height: bars.length * row,
    above: 0,
    below: 0,
    left,
    right: textRoom,
    x: { type: 'value', min: 0, max: most, show: false },
    ys: [
      axis('left', names, { fontSize, color: ink.text, margin: gap, ...within(left - gap - margin) }),
      axis('right', texts, { fontSize, color: ink.title, margin: gap }),
    ],
    series: [
      {
        type: 'bar',
        data: bars.map(({ value, color }) => ({ value, itemStyle: { color } })),
        barWidth: Math.round(row * 0.56),
        itemStyle: { borderRadius: 4 },
        showBackground: true,
        backgroundStyle: { color: ink.track, borderRadius: 4 },
      },
    ],
  }
}

function axis(position: 'left' | 'right', data: string[], label: object) {
  return {
    type: 'category' as const,
    position,
    data,
    inverse: true,
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: { interval: 0, ...label },
  }
}
