import type { Voice } from '../../../platform/texts.ts'
import type { PublishedGroup, PublishedGroups, Shape } from '../findings/published.ts'

/** Told apart also by those who see colours otherwise, on a dark ground, and by their strokes. */
const looks = [
  { color: '#56b4e9', dash: 'none' },
  { color: '#ffb000', dash: '14 8' },
  { color: '#2fd6a3', dash: '4 6' },
  { color: '#f29bd0', dash: '18 6 4 6' },
  { color: '#f0e442', dash: '8 8' },
] as const
const degrees = 180 / Math.PI
/** Of the picture, in its own units; opinions lie between some -5 and 5. */
const width = 900
const height = 600
const margin = 40

/** The groups that are told as ellipses, with their names and sizes: no single person's place shows. */
export function OpinionMap({ voice, groups }: { voice: Voice; groups: PublishedGroups }) {
  const { scale, x, y } = placer(groups.list.map(({ shape }) => shape))
  const nameOf = ({ name, people: count }: PublishedGroup) => voice.label('forums:liveGroup', { name, count })
  return (
    <svg
      class="opinion-map"
      role="img"
      aria-label={groups.list.map(nameOf).join(', ')}
      viewBox={`0 0 ${width} ${height}`}
    >
      {groups.list.map(({ index, shape }) => {
        const look = looks[index % looks.length] ?? looks[0]
        return (
          <ellipse
            cx={x(shape)}
            cy={y(shape)}
            rx={Math.round(shape.rx * scale)}
            ry={Math.round(shape.ry * scale)}
            transform={`rotate(${Math.round(-shape.angle * degrees)} ${x(shape)} ${y(shape)})`}
            fill={look.color}
            fill-opacity="0.3"
            stroke={look.color}
            stroke-width="5"
            stroke-dasharray={look.dash}
          />
        )
      })}
      {groups.list.map((group) => (
        <text x={x(group.shape)} y={y(group.shape)} text-anchor="middle" dominant-baseline="central">
          {nameOf(group)}
        </text>
      ))}
    </svg>
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
