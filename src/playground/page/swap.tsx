import type { PropsWithChildren } from 'hono/jsx'
import type { JSX } from 'hono/jsx/jsx-runtime'

/** A part of an answer that htmx puts where `target` (a selector) says, whatever asked for the answer. */
export function Swap({ target, how = 'innerMorph', children }: PropsWithChildren<{ target: string; how?: string }>) {
  return (
    <hx-partial hx-target={target} hx-swap={how}>
      {children}
    </hx-partial>
  )
}

/** An element as text. No part of this page is asynchronous, so none is a promise. */
export function htmlOf(element: JSX.Element): string {
  if (element instanceof Promise) throw new TypeError('An asynchronous component cannot be drawn here.')
  return element.toString()
}
