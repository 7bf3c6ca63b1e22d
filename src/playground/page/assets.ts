import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Hono } from 'hono'

interface Asset {
  body: string
  type: string
  version: string
}

const own = fileURLToPath(new URL('assets/', import.meta.url))
const htmx = dirname(createRequire(import.meta.url).resolve('htmx.org'))
const script = 'text/javascript; charset=utf-8'
const style = 'text/css; charset=utf-8'
const sources: Record<string, { paths: string[]; type: string }> = {
  // In one file: htmx begins as soon as it has run, and an extension that arrives later is never connected.
  'htmx.js': { paths: [join(htmx, 'htmx.min.js'), join(htmx, 'ext', 'hx-sse.min.js')], type: script },
  'page.js': { paths: [join(own, 'page.js')], type: script },
  'frame.css': { paths: [join(own, 'frame.css')], type: style },
  'chat.css': { paths: [join(own, 'chat.css')], type: style },
  'composer.css': { paths: [join(own, 'composer.css')], type: style },
  'panel.css': { paths: [join(own, 'panel.css')], type: style },
  'icon.svg': { paths: [join(own, 'icon.svg')], type: 'image/svg+xml' },
}
const loaded = new Map<string, Asset>()

/** The address of an asset with its content's version, so that it may be cached for ever. */
export function versioned(name: string): string {
  return `/playground/assets/${name}?v=${assetOf(name)?.version ?? ''}`
}

/** Serves the page's scripts and styles under /assets. */
export function assetRoutes(): Hono {
  return new Hono().get('/assets/:name', (c) => {
    const asset = assetOf(c.req.param('name'))
    if (!asset) return c.notFound()
    const tag = `"${asset.version}"`
    const isCurrent = c.req.query('v') === asset.version
    c.header('ETag', tag)
    c.header('Cache-Control', isCurrent ? 'public, max-age=31536000, immutable' : 'no-cache')
    if (c.req.header('if-none-match') === tag) return c.body(null, 304)
    return c.body(asset.body, 200, { 'Content-Type': asset.type })
  })
}

function assetOf(name: string): Asset | undefined {
  const known = loaded.get(name)
  if (known) return known
  const source = Object.hasOwn(sources, name) ? sources[name] : undefined
  if (!source) return undefined
  const body = source.paths.map((path) => readFileSync(path, 'utf8')).join('\n')
  const version = createHash('sha256').update(body).digest('hex').slice(0, 12)
  const asset = { body, type: source.type, version }
  loaded.set(name, asset)
  return asset
}
