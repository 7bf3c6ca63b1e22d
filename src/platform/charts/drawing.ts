// What a thread does to draw a chart: option → SVG → PNG.
import { fileURLToPath } from 'node:url'
import { Resvg } from '@resvg/resvg-js'
import type { EChartsOption } from 'echarts'
import { init } from 'echarts/dist/echarts.esm.min.mjs'
import type { ChartSize } from './chart.ts'

/** Narrow, so that ECharts, which reckons with the widths of Helvetica, leaves the room that it needs. */
const family = 'DejaVu Sans Condensed'
const fontFiles = [
  import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf'),
  import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf'),
].map((url) => fileURLToPath(url))

/** Draws a chart as PNG, two pixels to a point. */
export function draw({ option, size }: { option: EChartsOption; size: ChartSize }): Uint8Array {
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...size })
  try {
    chart.setOption({ animation: false, backgroundColor: '#ffffff', textStyle: { fontFamily: family }, ...option })
    const picture = new Resvg(chart.renderToSVGString(), {
      fitTo: { mode: 'zoom', value: 2 },
      // The machine's own fonts differ, and may not be there.
      font: { loadSystemFonts: false, fontFiles, defaultFontFamily: family },
    })
    return picture.render().asPng()
  } finally {
    chart.dispose()
  }
}
