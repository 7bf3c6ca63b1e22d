import type { Voice } from '../../../../platform/texts.ts'
import { layOutMap } from '../../findings/map.ts'
import type { PublishedFindings } from '../../findings/published.ts'

const size = { width: 900, height: 620 }
const degrees = 180 / Math.PI
/** Told apart also by those who see colours otherwise, and on a dark ground. */
const colors = ['#56b4e9', '#e69f00', '#2fd6a3', '#e59ac6', '#f0e442']

/** The opinion groups of at least k people as ellipses, with their names and sizes. */
export function OpinionMap({ voice, findings }: { voice: Voice; findings: PublishedFindings }) {
  const { drawn } = layOutMap(findings, null, size)
  const nameOf = ({ name, size: count }: { name: string; size: number }) =>
    voice.label('forums:liveGroup', { name, count })
  return (
    <svg
      class="opinion-map"
      role="img"
      aria-label={drawn.map(nameOf).join(', ')}
      viewBox={`0 0 ${size.width} ${size.height}`}
    >
      {drawn.map(({ shape: { x, y, rx, ry, angle } }, n) => (
        <ellipse
          cx={x}
          cy={y}
          rx={rx}
          ry={ry}
          transform={`rotate(${angle * degrees} ${x} ${y})`}
          fill={colors[n % colors.length]}
          fill-opacity="0.3"
          stroke={colors[n % colors.length]}
          stroke-width="5"
        />
      ))}
      {drawn.map((group) => (
        <text x={group.shape.x} y={group.shape.y} text-anchor="middle" dominant-baseline="central">
          {nameOf(group)}
        </text>
      ))}
    </svg>
  )
}
