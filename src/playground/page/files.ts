import { Hono } from 'hono'
import type { World } from '../types.ts'

// Only these are shown in the browser; anything else might be a page with scripts and is offered for saving.
const shown =
  /^(?:image\/(?:png|jpeg|gif|webp)|video\/(?:mp4|webm)|audio\/(?:ogg|mpeg|mp4)|application\/pdf|text\/plain)$/

/** Serves what people and the bot have sent, under /files. */
export function fileRoutes(world: World): Hono {
  return new Hono().get('/files/:id', async (c) => {
    const file = await world.file(c.req.param('id'))
    if (!file) return c.notFound()
    const type = file.type.split(';')[0]?.trim().toLowerCase() ?? ''
    const isShown = shown.test(type)
    const name = encodeURIComponent(file.name)
    return c.body(new Uint8Array(file.bytes), 200, {
      'Content-Type': isShown
        ? type === 'text/plain'
          ? 'text/plain; charset=utf-8'
          : type
        : 'application/octet-stream',
      'Content-Disposition': `${isShown ? 'inline' : 'attachment'}; filename*=UTF-8''${name}`,
      // A PDF viewer does not work in a sandbox; the type above is the guard.
      'Content-Security-Policy': type === 'application/pdf' ? "default-src 'self'" : "default-src 'none'; sandbox",
      'Cache-Control': 'private, max-age=31536000, immutable',
    })
  })
}
