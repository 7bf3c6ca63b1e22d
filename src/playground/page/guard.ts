import type { Context, MiddlewareHandler } from 'hono'

/**
 * Refuses (403) what another site makes a visitor's browser send. Browsers tell by Sec-Fetch-Site, or, over plain http to
 * another machine, only by Origin; a sender that tells neither is no browser page of ours and is refused as well.
 */
export function sameOriginOnly(refusal: (c: Context) => string): MiddlewareHandler {
  return async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
    const site = c.req.header('sec-fetch-site')
    const origin = c.req.header('origin')
    const isSame =
      site === undefined ? isOwn(origin, c.req.header('host') ?? new URL(c.req.url).host) : site === 'same-origin'
    return isSame ? next() : c.text(refusal(c), 403)
  }
}

/** Headers for every page and fragment: scripts and styles from here only, never inside a frame. */
export const pageHeaders: MiddlewareHandler = async (c, next) => {
  await next()
  c.header('X-Content-Type-Options', 'nosniff')
  c.header('Referrer-Policy', 'same-origin')
  if (c.res.headers.has('Content-Security-Policy')) return
  c.header(
    'Content-Security-Policy',
    [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' blob:",
      "media-src 'self'",
      "connect-src 'self'",
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
  )
}

function isOwn(origin: string | undefined, host: string): boolean {
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === host
}
