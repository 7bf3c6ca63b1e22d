import { timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import type { Update } from '@grammyjs/types'
import { Hono } from 'hono'
import { Halt } from './halt.ts'
import type { Log } from './log.ts'

/** Whether each part works, for whoever watches the service. */
export interface Readiness {
  database: boolean
  telegram: boolean
  /** Some instance leads: it polls and sends. */
  leader: boolean
  /** Updates not handled and messages due but not sent. */
  backlog: { updates: number; messages: number }
}

/** The web application every part hangs its pages on. */
export function openWeb(options: { log: Log; readiness(): Promise<Readiness> }): Hono {
  const app = new Hono()
  app.get('/healthz', (context) => context.json({ alive: true }))
  app.get('/readyz', async (context) => {
    const readiness = await options.readiness()
    const ready = readiness.database && readiness.telegram && readiness.leader
    return context.json({ ready, ...readiness }, ready ? 200 : 503)
  })
  app.onError((error, context) => {
    options.log.error({ err: error, path: context.req.path }, 'A page failed')
    return context.text('Internal Server Error', 500)
  })
  return app
}

/** Takes Telegram's deliveries: stored before they are confirmed, refused without the secret. */
export function webhookRoute(path: string, secret: string, take: (updates: Update[]) => Promise<void>): Hono {
  return new Hono().post(path, async (context) => {
    if (!same(context.req.header('x-telegram-bot-api-secret-token') ?? '', secret))
      return context.text('Forbidden', 403)
    const body: unknown = await context.req.json().catch(() => undefined)
    if (!isUpdate(body)) return context.text('Bad Request', 400)
    await take([body])
    return context.json({ ok: true })
  })
}

/** Whoever knows the secret is Telegram: only the outline is looked at. */
function isUpdate(body: unknown): body is Update {
  return typeof body === 'object' && body !== null && 'update_id' in body && Number.isSafeInteger(body.update_id)
}

/** Listens; gives the address. Throws Halt when it cannot. */
export async function listen(app: Hono, host: string, port: number): Promise<{ url: string; close(): Promise<void> }> {
  const server = serve({ fetch: app.fetch, hostname: host, port, createServer })
  await new Promise<void>((done, fail) => {
    server.once('listening', () => done())
    server.once('error', (error: NodeJS.ErrnoException) => fail(explain(error, host, port)))
  })
  const address = server.address()
  const bound = isAddress(address) ? address.port : port
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        if ('closeAllConnections' in server) server.closeAllConnections()
      }),
  }
}

const isAddress = (address: string | AddressInfo | null): address is AddressInfo =>
  typeof address === 'object' && address !== null

function explain(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE')
    return new Halt(
      `PORT: ${port} on ${host} is in use by another program. Stop it, or choose another, for example PORT=${port + 1}.`,
    )
  if (error.code === 'EACCES')
    return new Halt(`PORT: ${port} may not be used by this user. Choose one above 1023, for example PORT=3000.`)
  if (error.code === 'EADDRNOTAVAIL')
    return new Halt(`HOST: ${host} is not an address of this machine. Use, for example, HOST=127.0.0.1.`)
  return error
}

function same(given: string, secret: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(secret)]
  return a.length === b.length && timingSafeEqual(a, b)
}
