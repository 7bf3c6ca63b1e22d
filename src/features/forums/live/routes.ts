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

const Code = z.string().regex(/^[A-Z0-9]{6}$/)

/** The page that a hall sees on the projector: without login, and without anything about a person. */
export function liveRoutes(work: Work): Hono {
  /** By the codes of their forums, which nobody takes back once they have been opened: 2,000 who come at once ask nobody. */
  const watches = new Map<string, Watch>()

  /** The watch of a forum that has been opened; null: there is none. */
  async function find(given: string): Promise<{ code: string; watch: Watch } | null> {
    const code = given.toUpperCase()
    const known = watches.get(code)
    if (known !== undefined) return { code, watch: known }
    if (!Code.safeParse(code).success) return null
    const forum = await work.database.client.forum.findFirst({
      where: { code, state: { in: ['open', 'closed', 'published'] } },
      select: { id: true },
    })
    if (forum === null) return null
    const bot = work.botName()
    const link = linkOf(bot, { code })
    const made = openWatch(work, forum.id, { link, bot, code, qr: await qrPath(link) })
    // Somebody else may have made it meanwhile. Before Telegram has said who the bot is, no link leads anywhere.
    const watch = watches.get(code) ?? made
    if (bot !== '') watches.set(code, watch)
    return { code, watch }
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
    // Who asks for the headers only reads nothing, and would never be seen to leave.
    if (c.req.method === 'HEAD') return c.body(null, 200, streamHeaders)
    const stream = await found.watch.follow(language)
    if (stream === null) return c.text(work.voice(language).label('forums:liveFullHouse'), 503, { 'Retry-After': '30' })
    return c.body(stream, 200, streamHeaders)
  })
  return routes
}

const languageOf = (c: Context) => (c.req.query('lang') === 'en' ? 'en' : 'id')

const streamHeaders = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-store',
  'X-Accel-Buffering': 'no',
}

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
