import { Hono, type Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { TurnableClock } from '../types.ts'
import { liveBackstage } from './backstage.tsx'
import { watchChanges } from './changes.ts'
import { liveColumns } from './live.tsx'
import type { NextDue } from './panel.tsx'
import { readShowing } from './showing.ts'
import type { View } from './view.ts'

interface Parts {
  viewOf: (c: Context) => View
  clock: TurnableClock
  nextDue: () => Promise<NextDue>
}

const pause = 100
const heartbeat = 15_000

/**
 * Serves /stream: server-sent events whose data are htmx swaps. The first brings the page up to date (so a page that was
 * disconnected may simply ask again), later ones follow at most ten times a second, each holding all that has changed.
 */
export function streamRoutes({ viewOf, clock, nextDue }: Parts): Hono {
  return new Hono().get('/stream', (c) => {
    const view = viewOf(c)
    const showing = readShowing(view.world, { show: c.req.query('show'), panel: c.req.query('panel') })
    c.header('X-Accel-Buffering', 'no')
    return streamSSE(c, async (stream) => {
      // Watching before drawing: what happens meanwhile is drawn twice rather than missed.
      const watcher = watchChanges(view.world)
      stream.onAbort(() => watcher.stop())
      try {
        const columns = liveColumns(view, showing)
        const backstage = liveBackstage(view, showing, clock, nextDue)
        let spoken = performance.now()
        const whole = columns.whole() + (await backstage.swaps(watcher.take(), spoken, true))
        await stream.writeSSE({ data: whole })
        while (!stream.aborted) {
          const end = columns.nextEnd()
          const quiet = showing.panel ? 1000 : heartbeat
          await watcher.change(Math.max(0, Math.min(quiet, (end ?? Infinity) - performance.now())))
          if (stream.aborted) break
          const now = performance.now()
          const changes = watcher.take()
          const html = columns.swaps(changes, now) + (await backstage.swaps(changes, now))
          if (html !== '') await stream.writeSSE({ data: html })
          else if (now - spoken > heartbeat) await stream.write(': here\n\n')
          else {
            await stream.sleep(pause)
            continue
          }
          spoken = now
          await stream.sleep(pause)
        }
      } finally {
        watcher.stop()
      }
    })
  })
}
