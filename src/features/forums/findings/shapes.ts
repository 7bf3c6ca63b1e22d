import type { Shape } from './published.ts'

/** Half axes in standard deviations: of a normal distribution in the plane, such an ellipse holds about 68 of 100. */
const deviations = 1.5
const leastRadius = 0.2

/** The ellipse around most of these points: their mean, and the principal axes of their covariance. */
export function shapeOf(points: { x: number; y: number }[]): Shape {
  const mean = (of: (point: { x: number; y: number }) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / Math.max(1, points.length)
  const [x, y] = [mean((point) => point.x), mean((point) => point.y)]
  const xx = mean((point) => (point.x - x) ** 2)
  const yy = mean((point) => (point.y - y) ** 2)
  const xy = mean((point) => (point.x - x) * (point.y - y))
  const half = Math.hypot((xx - yy) / 2, xy)
  const radius = (variance: number) => rounded(Math.max(leastRadius, deviations * Math.sqrt(Math.max(0, variance))))
  return {
    x: rounded(x),
    y: rounded(y),
    rx: radius((xx + yy) / 2 + half),
    ry: radius((xx + yy) / 2 - half),
    angle: rounded(Math.atan2(2 * xy, xx - yy) / 2),
  }
}

/** Of how far the groups lie apart, the least half axis with which one is seen behind its letter. */
const leastSeen = 0.09

/** The same ellipses for a picture: of people who think nearly alike, large enough to be seen. */
export function legible(shapes: Shape[]): Shape[] {
  const spread = (of: (shape: Shape) => number) => Math.max(...shapes.map(of)) - Math.min(...shapes.map(of))
  const least =
    leastSeen *
    Math.max(
      spread(({ x }) => x),
      spread(({ y }) => y),
    )
  return shapes.map((shape) => ({ ...shape, rx: Math.max(shape.rx, least), ry: Math.max(shape.ry, least) }))
}

/** So that no single person's place shows in it. */
const rounded = (value: number) => Math.round(value * 10) / 10
