import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Hono } from 'hono'

const types = {
  'hall.js': 'text/javascript; charset=utf-8',
  'hall.css': 'text/css; charset=utf-8',
} as const
type Name = keyof typeof types

const loaded = new Map<Name, { body: string; version: string }>()

/** The address of an asset with its content's version, so that it may be cached for ever. */
export function versioned(name: Name): string {
  return `/forum/assets/${name}?v=${load(name).version}`
}

/** Serves the page's script and style. */
export function assetRoutes(): Hono {
  return new Hono().get('/forum/assets/:name', (c) => {
    const name = c.req.param('name')
    if (!isName(name)) return c.notFound()
    const { body, version } = load(name)
    c.header('Cache-Control', c.req.query('v') === version ? 'public, max-age=31536000, immutable' : 'no-cache')
    return c.body(body, 200, { 'Content-Type': types[name] })
  })
}

const isName = (name: string): name is Name => Object.hasOwn(types, name)

function load(name: Name) {
  const known = loaded.get(name)
  if (known) return known
  const body = readFileSync(fileURLToPath(new URL(`assets/${name}`, import.meta.url)), 'utf8')
  const asset = { body, version: createHash('sha256').update(body).digest('hex').slice(0, 12) }
  loaded.set(name, asset)
  return asset
}
