import type { Voice } from '../../../platform/texts.ts'
import { legible } from '../findings/shapes.ts'
import type { PublishedGroup, PublishedGroups, Shape } from '../findings/published.ts'

/** Colours and strokes of hall.css, told apart also by those who see colours otherwise. */
const looks = 5
const degrees = 180 / Math.PI
/** Of the picture, in its own units; opinions lie between some -5 and 5. */
const width = 600
const height = 440
const margin = 16

/** The groups that are told as ellipses, with their names, and sizes below: no single person's place shows. */
export function OpinionMap({ voice, groups }: { voice: Voice; groups: PublishedGroups }) {
  const shapes = legible(groups.list.map(({ shape }) => shape))
  const { scale, x, y } = placer(shapes)
  const lookOf = ({ index }: PublishedGroup) => `look-${index % looks}`
  return (
    <>
      <svg class="opinion-map" aria-hidden="true" viewBox={`0 0 ${width} ${height}`}>
        {groups.list.map((group, n) => {
          const shape = shapes[n] ?? group.shape
          const turned = `rotate(${Math.round(-shape.angle * degrees)} ${x(shape)} ${y(shape)})`
          const [rx, ry] = [Math.round(shape.rx * scale), Math.round(shape.ry * scale)]
          return <ellipse class={lookOf(group)} cx={x(shape)} cy={y(shape)} rx={rx} ry={ry} transform={turned} />
        })}
        {groups.list.map(({ name, shape }) => (
          <text x={x(shape)} y={y(shape)} text-anchor="middle" dominant-baseline="central">
            {name}
          </text>
        ))}
      </svg>
      <ul class="legend">
        {groups.list.map((group) => (
          <li class={lookOf(group)}>{voice.label('forums:liveGroup', { name: group.name, count: group.people })}</li>
        ))}
      </ul>
    </>
  )
}

/** From the plane of opinions to the picture, which the ellipses fill. */
function placer(shapes: Shape[]) {
  const ends = shapes.map(({ x, y, rx, ry, angle }) => {
    const across = Math.hypot(rx * Math.cos(angle), ry * Math.sin(angle))
    const up = Math.hypot(rx * Math.sin(angle), ry * Math.cos(angle))
    return { left: x - across, right: x + across, low: y - up, high: y + up }
  })
  const [left, right] = [Math.min(...ends.map((end) => end.left)), Math.max(...ends.map((end) => end.right))]
  const [low, high] = [Math.min(...ends.map((end) => end.low)), Math.max(...ends.map((end) => end.high))]
  const least = 0.1
  const scale = Math.min(
    (width - 2 * margin) / Math.max(least, right - left),
    (height - 2 * margin) / Math.max(least, high - low),
  )
  return {
    scale,
    x: ({ x }: Shape) => Math.round(width / 2 + (x - (left + right) / 2) * scale),
    y: ({ y }: Shape) => Math.round(height / 2 - (y - (low + high) / 2) * scale),
  }
}
