import type { EChartsOption, SeriesOption, XAXisComponentOption, YAXisComponentOption } from 'echarts'
import type { ChartSize } from './chart.ts'
import { linesOf } from './lines.ts'

/** A part of a picture: what is drawn under a heading, over the whole width. */
export interface Section {
  heading: string
  /** In points, as everything here: of what is drawn, and what its words need above and below it, left and right of it. */
  height: number
  above: number
  below: number
  left: number
  right: number
  x: XAXisComponentOption
  ys: YAXisComponentOption[]
  /** Drawn along the first of the axes. */
  series: SeriesOption[]
}

const width = 720
export const margin = 28
export const ink = { title: '#12263f', text: '#33475b', faint: '#6b7c93', track: '#edf1f6' }

const titleLine = 32
const headingRoom = { first: 84, next: 74 }
/** ECharts keeps so much free around a title. */
const padding = 5
/** Letters on one of two lines of a title. */
const titleLetters = 46

/** Sections below each other, under a title of two lines at most. */
export function pictureOf(
  { title, under }: { title: string; under: string },
  sections: Section[],
): { option: EChartsOption; size: ChartSize } {
  const lines = linesOf(title, titleLetters, 2)
  const underTop = margin + titleLine * lines.length + 4
  const placed = place(sections, underTop)
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
        ...placed.map(({ section, top }) =>
          heading(section.heading, top - section.above - 32, { fontSize: 18, color: ink.title }),
        ),
      ],
      grid: placed.map(({ section: { left, right, height }, top }) => ({ left, right, top, height })),
      xAxis: placed.map(({ section: { x } }, gridIndex) => ({ ...x, gridIndex })),
      yAxis: placed.flatMap(({ section: { ys } }, gridIndex) => ys.map((y) => ({ ...y, gridIndex }))),
      series: placed.flatMap(({ section: { series }, firstY: yAxisIndex }, xAxisIndex) =>
        series.map((one) => ({ ...one, xAxisIndex, yAxisIndex })),
      ),
    },
  }
}

/** Cuts off what needs more room. */
export function within(room: number) {
  return { width: room, overflow: 'truncate' as const }
}

function place(sections: Section[], from: number) {
  let [end, firstY] = [from, 0]
  return sections.map((section, index) => {
    const top = end + (index === 0 ? headingRoom.first : headingRoom.next) + section.above
    end = top + section.height + section.below
    const placed = { section, top, end, firstY }
    firstY += section.ys.length
    return placed
  })
}

function heading(text: string, top: number, textStyle: object) {
  return { text, left: margin - padding, top: top - padding, textStyle }
}
