import { Hono, type Context } from 'hono'
import { getCookie } from 'hono/cookie'
import { HTTPException } from 'hono/http-exception'
import { z } from 'zod'
import type { Hooks, TurnableClock, World } from '../types.ts'
import { actRoutes } from './acts.ts'
import { assetRoutes } from './assets.ts'
import { controlRoutes } from './controls.tsx'
import { fileRoutes } from './files.ts'
import { pageHeaders, sameOriginOnly } from './guard.ts'
import { Page } from './layout.tsx'
import { OlderMessages } from './list.tsx'
import type { NextDue } from './panel.tsx'
import { Unsendable } from './sending.ts'
import { readShowing } from './showing.ts'
import { streamRoutes } from './stream.ts'
import { htmlOf } from './swap.tsx'
import { fill, languageOf, wordsIn } from './texts.ts'
import { Toast } from './toasts.tsx'
import type { View } from './view.ts'

const number = z.coerce.number().int()
const older = z.object({
  person: number,
  chat: number,
  thread: number.optional(),
  before: number,
  reach: number.optional(),
})

/** Everything below /playground: the page, its live stream, what people do on it, files and assets. */
export function pageRoutes(playground: { world: World; hooks(): Hooks | undefined; clock: TurnableClock }): Hono {
  const { world, clock } = playground
  const hooks = () => playground.hooks()
  const viewOf = (c: Context): View => {
    const language = languageOf(getCookie(c, 'playground-language'))
    return { world, language, words: wordsIn(language) }
  }
  const nextDue = async (): Promise<NextDue> => (await hooks()?.nextDue()) ?? (hooks() ? null : 'absent')
  const failed = (c: Context, reason: string, status: 400 | 404 | 413 | 500) => {
    const { words } = viewOf(c)
    const text = fill(words.failed, { reason })
    // A plain form has no htmx to show a toast: it gets the sentence as a page.
    if (c.req.header('hx-request') !== 'true') return c.text(text, status)
    return c.html(<Toast target="#notices" text={text} failed ok={words.ok} />, status)
  }

  const routes = new Hono().basePath('/playground')
  routes.use(pageHeaders)
  routes.use(sameOriginOnly((c) => viewOf(c).words.refused))
  routes.get('/', async (c) => {
    const view = viewOf(c)
    const showing = readShowing(world, { show: c.req.query('show'), panel: c.req.query('panel') })
    c.header('Cache-Control', 'no-store')
    const page = <Page view={view} showing={showing} clock={clock} nextDue={await nextDue()} />
    return c.html(`<!doctype html>${htmlOf(page)}`)
  })
  routes.get('/older', (c) => {
    const { before, reach, ...place } = older.parse(c.req.query())
    return c.html(
      <OlderMessages view={viewOf(c)} place={{ ...place, thread: place.thread }} before={before} reach={reach} />,
    )
  })
  routes.route('/', assetRoutes())
  routes.route('/', fileRoutes(world))
  routes.route('/', streamRoutes({ viewOf, clock, nextDue }))
  routes.route(
    '/',
    actRoutes(world, (c) => failed(c, viewOf(c).words.tooLarge, 413)),
  )
  routes.route('/', controlRoutes({ world, clock, hooks, viewOf, nextDue }))
  routes.notFound((c) => failed(c, viewOf(c).words.notFound, 404))
  routes.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse()
    if (error instanceof Unsendable) return failed(c, viewOf(c).words[error.key], 400)
    return failed(c, error instanceof z.ZodError ? z.prettifyError(error) : error.message, 400)
  })
  return routes
}
