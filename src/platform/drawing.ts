import type { JSX } from 'hono/jsx/jsx-runtime'

/** A drawn element as HTML. */
export function htmlOf(element: JSX.Element): string {
  if (element instanceof Promise) throw new TypeError('An asynchronous component cannot be drawn here')
  return element.toString()
}
