import type { EChartsOption } from 'echarts'
import type { ChartSize } from './chart.ts'
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
const width = 720
const margin = 28
const titleLine = 32
const headingRoom = { first: 84, next: 74 }
const textRoom = 154
const gap = 12
/** ECharts keeps so much free around a title. */
const padding = 5
/** Letters on one of two lines: of a title, and of a long name. */
const letters = { title: 46, name: 34 }

/** How high a row is, and how many lines a name has: the fewer bars, the more room has each. */
const looks = [
  { most: 12, row: 46, lines: 2, fontSize: 16 },
  { most: 24, row: 33, lines: 1, fontSize: 16 },
  { most: mostBars, row: 27, lines: 1, fontSize: 15 },
]
const shortLook = { row: 36, lines: 1, fontSize: 16 }
const lastLook = { row: 27, lines: 1, fontSize: 15 }

const ink = { title: '#12263f', text: '#33475b', faint: '#6b7c93', track: '#edf1f6' }

/** Groups of horizontal bars below each other, under a title of two lines at most. */
export function barChart(
  { title, under }: { title: string; under: string },
  groups: BarGroup[],
): { option: EChartsOption; size: ChartSize } {
  const lines = linesOf(title, letters.title, 2)
  const underTop = margin + titleLine * lines.length + 4
  const placed = place(groups, underTop)
  return {
    size: { width, height: (placed.at(-1)?.end ?? underTop + margin) + margin },
    option: {
      title: [
        heading(lines.join('\n'), margin, { fontSize: 25, lineHeight: titleLine, color: ink.title }),
        heading(under, underTop, {
          fontSize: 16,
          fontWeight: 'normal',
          color: ink.faint,
          ...within(width - 2 * margin),
        }),
        ...placed.map(({ group, top }) => heading(group.heading, top - 32, { fontSize: 18, color: ink.title })),
      ],
      grid: placed.map(({ top, end, left }) => ({ left, right: textRoom, top, height: end - top })),
      xAxis: placed.map(({ group: { most: max } }, gridIndex) => ({
        type: 'value',
        gridIndex,
        min: 0,
        max,
        show: false,
      })),
      yAxis: placed.flatMap(({ names, group: { bars }, left, look: { fontSize } }, gridIndex) => [
        axis(gridIndex, 'left', names, { fontSize, color: ink.text, margin: gap, ...within(left - gap - margin) }),
        axis(
          gridIndex,
          'right',
          bars.map(({ text }) => text),
          { fontSize, color: ink.title, margin: gap },
        ),
      ]),
      series: placed.map(({ group: { bars }, look: { row } }, index) => ({
        type: 'bar',
        xAxisIndex: index,
        // Each group has two axes of words.
        yAxisIndex: 2 * index,
        data: bars.map(({ value, color }) => ({ value, itemStyle: { color } })),
        barWidth: Math.round(row * 0.56),
        itemStyle: { borderRadius: 4 },
        showBackground: true,
        backgroundStyle: { color: ink.track, borderRadius: 4 },
      })),
    },
  }
}

function place(groups: BarGroup[], from: number) {
  let end = from
  return groups.map((group, index) => {
    const { bars, hasLongNames } = group
    const look = hasLongNames ? (looks.find(({ most }) => bars.length <= most) ?? lastLook) : shortLook
    const top = end + (index === 0 ? headingRoom.first : headingRoom.next)
    end = top + bars.length * look.row
    const names = bars.map(({ name }) => (look.lines === 1 ? name : linesOf(name, letters.name, 2).join('\n')))
    return { group, look, top, end, names, left: hasLongNames ? 338 : 220 }
  })
}

function heading(text: string, top: number, textStyle: object) {
  return { text, left: margin - padding, top: top - padding, textStyle }
}

function axis(gridIndex: number, position: 'left' | 'right', data: string[], label: object) {
  return {
    type: 'category' as const,
    gridIndex,
    position,
    data,
    inverse: true,
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: { interval: 0, ...label },
  }
}

/** Cuts off what needs more room. */
function within(room: number) {
  return { width: room, overflow: 'truncate' as const }
}
