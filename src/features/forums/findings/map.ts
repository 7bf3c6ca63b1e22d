import type { EChartsOption } from 'echarts'
import type { ChartSize } from '../../../platform/charts/chart.ts'
import { ink } from '../../../platform/charts/frame.ts'
import { linesOf } from '../../../platform/charts/lines.ts'
import type { Voice } from '../../../platform/texts.ts'
import type { PublishedFindings, Shape } from './published.ts'
import { legible } from './shapes.ts'

/** Told apart also by those who see colours otherwise (Okabe and Ito), and by their strokes. */
const looks = [
  { color: '#0072b2', dash: 'solid' },
  { color: '#d55e00', dash: [12, 6] },
  { color: '#009e73', dash: [3, 4] },
  { color: '#cc79a7', dash: [16, 5, 3, 5] },
  { color: '#7a6a00', dash: [6, 6] },
] as const
const ownColor = '#12263f'

/** In points. */
const size: ChartSize = { width: 720, height: 668 }
/** Letters on one of the two lines that say how it is read. */
const howLetters = 84
const field = { left: 60, right: 660, top: 120, bottom: 540 }

interface Point {
  x: number
  y: number
}

/**
 * The opinion map as a chart: an ellipse for each group that is told, so that no single person's place shows, and one's own
 * place where `you` is given. null: no groups are told.
 */
export function drawMap(
  { groups }: PublishedFindings,
  voice: Voice,
  { title, you }: { title: string; you?: Point },
): { option: EChartsOption; size: ChartSize } | null {
  if (groups === null || groups.list.length === 0) return null
  const shapes = legible(groups.list.map(({ shape }) => shape))
  const place = placer(shapes, you)
  const own = you && place.point(you)
  const drawn = groups.list.map(({ index, name, people, shape }, n) => {
    const look = looks[index % looks.length] ?? looks[0]
    const label = voice.label('forums:mapGroup', { name, count: people })
    return { ...look, label, name, at: place.point(shape), points: place.outline(shapes[n] ?? shape) }
  })
  return {
    size,
    option: {
      title: {
        text: linesOf(title, 46, 2).join('\n'),
        left: 23,
        top: 23,
        textStyle: { fontSize: 25, lineHeight: 32, color: ink.title },
      },
      graphic: [
        ...drawn.map(({ color, dash, points }) => ({
          type: 'polygon' as const,
          shape: { points },
          style: { fill: `${color}33`, stroke: color, lineWidth: 4, lineDash: dash === 'solid' ? null : [...dash] },
        })),
        ...drawn.map(({ name, at }) => words(at, name, { fontSize: 34, fontWeight: 'bold', fill: ink.title })),
        ...(own === undefined
          ? []
          : [
              {
                type: 'circle' as const,
                shape: { cx: own.x, cy: own.y, r: 11 },
                style: { fill: ownColor, stroke: '#ffffff', lineWidth: 4 },
              },
              words(
                besideOwn(
                  own,
                  drawn.map(({ at }) => at),
                ),
                voice.label('forums:mapYou'),
                {
                  fontSize: 20,
                  fontWeight: 'bold',
                  fill: ownColor,
                  backgroundColor: '#ffffffd0',
                  padding: [2, 5],
                },
              ),
            ]),
        ...drawn.map(({ color, label }, n) =>
          words({ x: 28 + (n % 3) * 225, y: 574 + Math.floor(n / 3) * 26 }, label, {
            fontSize: 17,
            fontWeight: 'bold',
            fill: color,
            align: 'left',
          }),
        ),
        ...linesOf(voice.label('forums:mapHow'), howLetters, 2).map((line, n) =>
          words({ x: 28, y: 628 + n * 20 }, line, { fontSize: 15, fill: ink.faint, align: 'left' }),
        ),
      ],
    },
  }
}

function words({ x, y }: Point, text: string, style: object) {
  const fontFamily = 'DejaVu Sans Condensed'
  return {
    type: 'text' as const,
    x,
    y,
    style: { text, align: 'center' as const, verticalAlign: 'middle' as const, fontFamily, ...style },
  }
}

/** From places in the plane of opinions to points of the picture, of which they fill the field. */
function placer(shapes: Shape[], you: Point | undefined) {
  const ends = [...shapes.flatMap((shape) => ring(shape)), ...(you === undefined ? [] : [you])]
  const [xs, ys] = [ends.map(({ x }) => x), ends.map(({ y }) => y)]
  const middle = { x: (Math.min(...xs) + Math.max(...xs)) / 2, y: (Math.min(...ys) + Math.max(...ys)) / 2 }
  const scale = Math.min(
    (field.right - field.left) / Math.max(0.1, Math.max(...xs) - Math.min(...xs)),
    (field.bottom - field.top) / Math.max(0.1, Math.max(...ys) - Math.min(...ys)),
  )
  const point = ({ x, y }: Point): Point => ({
    x: (field.left + field.right) / 2 + (x - middle.x) * scale,
    y: (field.top + field.bottom) / 2 - (y - middle.y) * scale,
  })
  const outline = (shape: Shape) =>
    ring(shape).map((one): [number, number] => {
      const { x, y } = point(one)
      return [x, y]
    })
  return { point, outline }
}

/** Where one's own label hides no group's letter: above one's place, else below it. */
function besideOwn({ x, y }: Point, letters: Point[]): Point {
  const above = { x, y: y - 30 }
  const isHidden = letters.some((one) => Math.abs(one.x - x) < 80 && Math.abs(one.y - above.y) < 34)
  return isHidden ? { x, y: y + 30 } : above
}

const corners = 60

/** Points along an ellipse. */
function ring({ x, y, rx, ry, angle }: Shape): Point[] {
  return Array.from({ length: corners }, (_, n) => {
    const turn = (2 * Math.PI * n) / corners
    const [along, across] = [rx * Math.cos(turn), ry * Math.sin(turn)]
    return {
      x: x + along * Math.cos(angle) - across * Math.sin(angle),
      y: y + along * Math.sin(angle) + across * Math.cos(angle),
    }
  })
}
