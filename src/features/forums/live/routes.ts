import { z } from 'zod'
import { Hono } from 'hono'
import type { Context, MiddlewareHandler } from 'hono'
import { qrPath } from '../../../platform/qr.ts'
import type { Work } from '../../../platform/work.ts'
import { linkOf } from '../forums.ts'
import { assetRoutes } from './assets.ts'
import { livePage, unknownPage } from './page.tsx'
import { pagePath } from './paths.ts'
import { openWatch } from './watching.ts'
import type { Watch } from './watching.ts'

/** As people type it, in either case. */
const Code = z.string().regex(/^[a-z0-9]{6}$/i)

/** The page that a hall sees on the projector: without login, and without anything about a person. */
export function liveRoutes(work: Work): Hono {
  const watches = new Map<bigint, Watch>()

  /** The watch of a forum that has been opened, by its code; null: there is none. */
  async function find(code: string): Promise<{ code: string; watch: Watch } | null> {
    if (!Code.safeParse(code).success) return null
    const forum = await work.database.client.forum.findFirst({
      where: { code: code.toUpperCase(), state: { in: ['open', 'closed', 'published'] } },
      select: { id: true, code: true },
    })
    if (forum === null) return null
    const known = watches.get(forum.id)
    if (known !== undefined) return { code: forum.code, watch: known }
    const bot = work.botName()
    const link = linkOf(bot, forum)
    const watch = openWatch(work, forum.id, { link, bot, code: forum.code, qr: await qrPath(link) })
    // Before Telegram has said who the bot is, no link leads anywhere: it is made anew the next time.
    if (bot !== '') watches.set(forum.id, watch)
    return { code: forum.code, watch: watches.get(forum.id) ?? watch }
  }

  const routes = new Hono()
  routes.use('/forum/*', headers)
  routes.route('/', assetRoutes())
  routes.get('/forum/:code/live', async (c) => {
    const voice = work.voice(languageOf(c))
    const found = await find(c.req.param('code'))
    c.header('Cache-Control', 'no-store')
    if (found === null) return c.html(unknownPage(voice), 404)
    const stream = `${pagePath(found)}/stream?lang=${voice.language}`
    return c.html(livePage(voice, { ...(await found.watch.draw(voice.language)), stream }))
  })
  routes.get('/forum/:code/live/stream', async (c) => {
    const language = languageOf(c)
    const found = await find(c.req.param('code'))
    if (found === null) return c.text(work.voice(language).label('forums:liveUnknown'), 404)
    const stream = await found.watch.follow(language)
    if (stream === null) return c.text(work.voice(language).label('forums:liveFullHouse'), 503, { 'Retry-After': '30' })
    return c.body(stream, 200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no',
    })
  })
  return routes
}

const languageOf = (c: Context) => (c.req.query('lang') === 'en' ? 'en' : 'id')

/** Scripts and styles from here only, and no inline ones; the empty picture is the icon. */
const headers: MiddlewareHandler = async (c, next) => {
  await next()
  c.header('X-Content-Type-Options', 'nosniff')
  c.header('Referrer-Policy', 'no-referrer')
  c.header(
    'Content-Security-Policy',
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  )
}
