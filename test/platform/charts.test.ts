import type { EChartsOption } from 'echarts'
import { expect, test } from 'vitest'
import { barSection, mostBars } from '../../src/platform/charts/bars.ts'
import { chartPicture } from '../../src/platform/charts/chart.ts'
import { pictureOf } from '../../src/platform/charts/frame.ts'
import { linesOf } from '../../src/platform/charts/lines.ts'
import { stairSection } from '../../src/platform/charts/steps.ts'

const never = new AbortController().signal
const size = { width: 300, height: 200 }
const bars = (name: string): EChartsOption => ({
  xAxis: { type: 'value', show: false },
  yAxis: { type: 'category', data: [name], axisLine: { show: false }, axisTick: { show: false } },
  series: [{ type: 'bar', data: [3] }],
})

const bar = (n: number) => ({ name: `Dinas ${n}`, value: n, text: String(n), color: '#000' })

/** Width and height as a PNG's header has them. */
function sizeOf(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer)
  return { width: view.getUint32(16), height: view.getUint32(20) }
}

test('is a PNG with two pixels to a point', async () => {
  const picture = await chartPicture(bars('Dinas'), size, never)
  expect(Buffer.from(picture.subarray(0, 8)).toString('latin1')).toBe('\u0089PNG\r\n\u001A\n')
  expect(sizeOf(picture)).toEqual({ width: 600, height: 400 })
})

test('has its texts, in the font that is brought along, and is the same each time', async () => {
  const [bare, named, other, again] = await Promise.all(
    ['', 'Dinas Kesehatan', 'Dinas Pendidikan', 'Dinas Kesehatan'].map((name) => chartPicture(bars(name), size, never)),
  )
  expect(named).toEqual(again)
  expect(named).not.toEqual(other)
  expect(named?.length).toBeGreaterThan((bare?.length ?? 0) + 500)
})

test('takes a text with markup as it stands', async () => {
  const picture = await chartPicture(bars('<b>A & "B"</b>'), size, never)
  expect(sizeOf(picture).width).toBe(600)
})

test('is made of data only, and ends when nobody wants it', async () => {
  const lively = { ...bars('Dinas'), xAxis: { type: 'value', axisLabel: { formatter: () => 'x' } } } as EChartsOption
  await expect(chartPicture(lively, size, never)).rejects.toThrow('could not be cloned')
  await expect(chartPicture(bars('Dinas'), size, AbortSignal.abort(new Error('Enough')))).rejects.toThrow('Enough')
})

test('a name is broken between words, and cut where there is no room left; capitals need more of it', () => {
  expect(linesOf('Dinas Kesehatan', 20, 2)).toEqual(['Dinas Kesehatan'])
  expect(linesOf('Badan Kepegawaian dan Pengembangan', 20, 2)).toEqual(['Badan Kepegawaian', 'dan Pengembangan'])
  expect(linesOf('Badan Kepegawaian dan Pengembangan Sumber Daya', 20, 2)).toEqual([
    'Badan Kepegawaian',
    'dan Pengembangan S…',
  ])
  expect(linesOf('DINAS KESEHATAN', 16, 1)).toEqual(['DINAS KESEH…'])
  expect(linesOf('  ', 20, 2)).toEqual([])
})

test('groups of bars take as much room as they have bars, and stay below what Telegram takes as a picture', async () => {
  const group = (count: number) => ({
    heading: 'Unit',
    most: 40,
    bars: Array.from({ length: count }, (_, n) => bar(n)),
    hasLongNames: true,
  })
  const head = { title: 'Laporan', under: 'Senin' }
  const few = pictureOf(head, [barSection(group(2))])
  const many = pictureOf(head, [{ ...group(7), hasLongNames: false }, group(mostBars)].map(barSection))
  expect(few.size.width).toBe(many.size.width)
  expect(few.size.height).toBeLessThan(many.size.height)
  const picture = sizeOf(await chartPicture(many.option, many.size, never))
  expect(picture.width + picture.height).toBeLessThanOrEqual(10_000)
})

test('a share that falls in steps is drawn below bars, with its marks as far as the axis goes', async () => {
  const stairs = (steps: { at: number; percent: number }[], text: string) =>
    stairSection({
      heading: 'Belum dijawab',
      steps,
      most: 20,
      unit: 'hari kerja',
      color: '#376bb0',
      marks: [
        { at: 14, text: 'batas' },
        { at: 60, text: 'batas' },
      ],
      point: { at: 6, percent: 40, text },
    })
  const falling = [
    { at: 2, percent: 80 },
    { at: 6, percent: 40 },
    { at: 70, percent: 10 },
  ]
  const bars = barSection({ heading: 'Unit', most: 1, bars: [bar(1)], hasLongNames: false })
  const draw = (section: ReturnType<typeof stairs>) => {
    const { option, size: wanted } = pictureOf({ title: 'Laporan', under: 'Senin' }, [bars, section])
    return chartPicture(option, wanted, never)
  }
  const [one, other, empty] = await Promise.all([
    draw(stairs(falling, 'median 6')),
    draw(stairs(falling, 'median 7')),
    draw(stairs([], '')),
  ])
  expect(sizeOf(one)).toEqual(sizeOf(empty))
  expect(one).not.toEqual(other)
})
