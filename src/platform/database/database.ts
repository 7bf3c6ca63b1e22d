import { EventEmitter } from 'node:events'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { PrismaPg } from '@prisma/adapter-pg'
import { Client, Pool } from 'pg'
import { PrismaPGlite } from 'pglite-prisma-adapter'
import { PrismaClient } from '../../generated/prisma/client.ts'
import type { Prisma } from '../../generated/prisma/client.ts'
import { breathing } from './breathing.ts'
import { lockFolder } from './folderLock.ts'
import { Halt } from '../halt.ts'
import type { Log } from '../log.ts'
import { migrate } from './migrations.ts'
import { keepCheckpoints, openScouring, startParams } from './scouring.ts'

/** Prisma's client, or its transaction: what an action takes first. */
export type Db = Prisma.TransactionClient

/** An open database of either engine, migrated. */
export interface Database {
  engine: 'PostgreSQL' | 'PGlite'
  /** Where it is, for people: never with a password. */
  place: string
  client: PrismaClient
  /** Tells every instance on this database, this one included, that there is something to do on the channel. */
  wake(channel: string): void
  /** Calls back on every wake of the channel until the returned function is called. */
  onWake(channel: string, listener: () => void): () => void
  /** Makes what was removed gone from the files too, where they are ours: on a server they are the operator's. */
  scour(): Promise<void>
  close(): Promise<void>
}

/** A transaction waits for a connection as long as a queue of many people needs, and holds one no longer than a minute. */
const transactionOptions = { maxWait: 30_000, timeout: 60_000 }
const connections = 16
const migrationLock = 7_261_001
/** Prisma writes and reads moments as UTC without saying so: a server in another zone would shift them. */
const session = '-c TimeZone=UTC'

/** Opens PostgreSQL at `url`, or the embedded engine in `folder` when there is none, and migrates it. Throws Halt. */
export async function openDatabase(options: { url: string | undefined; folder: string; log: Log }): Promise<Database> {
  return options.url === undefined ? openEmbedded(options.folder, options.log) : openServer(options.url, options.log)
}

async function openEmbedded(folder: string, log: Log): Promise<Database> {
  const unlock = await lockFolder(folder)
  const wakes = new EventEmitter().setMaxListeners(0)
  try {
    const pglite = await PGlite.create({ dataDir: join(folder, 'database'), startParams })
    forgetRowTypes(pglite)
    const adapter = breathing(new PrismaPGlite(pglite))
    await migrate(adapter)
    const client = new PrismaClient({ adapter, transactionOptions, errorFormat: 'minimal' })
    const endCheckpoints = keepCheckpoints(client, log)
    return {
      engine: 'PGlite',
      place: join(folder, 'database'),
      client,
      wake: (channel) => void wakes.emit(channel),
      onWake: (channel, listener) => listen(wakes, channel, listener),
      scour: openScouring(client),
      async close() {
        await endCheckpoints()
        await client.$disconnect()
        if (!pglite.closed) await pglite.close()
        await unlock()
      },
    }
  } catch (error) {
    await unlock()
    throw error
  }
}

/** So many statements are kept prepared by each connection; what is said only once is not. */
const mostPrepared = 300

/**
 * Gives names to statements, by which a connection prepares each of them once rather than every time it is said. The rest
 * have none: texts of their own, such as lists of many lengths, would fill the server's memory.
 */
function openNames(): (statement: { sql: string }) => string {
  const names = new Map<string, string>()
  let saidOnce = new Set<string>()
  return ({ sql }) => {
    const known = names.get(sql)
    if (known !== undefined || names.size === mostPrepared) return known ?? ''
    if (!saidOnce.delete(sql)) {
      if (saidOnce.size === mostPrepared) saidOnce = new Set()
      saidOnce.add(sql)
      return ''
    }
    const name = `s${names.size}`
    names.set(sql, name)
    return name
  }
}

/** The types whose numbers are the same in every database end here. */
const firstMadeType = 10_000

/**
 * The engine's driver copies its table of parsers for each statement, and at the start adds one for the rows of every table,
 * which nobody reads: copying them took as long as a third of the statement.
 */
function forgetRowTypes({ parsers }: PGlite) {
  for (const type of Object.keys(parsers)) if (Number(type) >= firstMadeType) delete parsers[Number(type)]
}

async function openServer(url: string, log: Log): Promise<Database> {
  const guard = new Client({ connectionString: url, connectionTimeoutMillis: 5000, options: session })
  await guard.connect().catch((error: unknown) => {
    throw new Halt(explain(error, url))
  })
  // The schema engine never closes its connections, and holds a lock on one of them: they are closed with their pool.
  const migrating = new Pool({ connectionString: url, options: session })
  try {
    const version = Number(
      (await guard.query<{ v: string }>("SELECT current_setting('server_version_num') AS v")).rows[0]?.v,
    )
    if (version < 150_000) throw new Halt(`DATABASE_URL: PostgreSQL 15 or newer is needed; ${place(url)} is older.`)
    // Two instances that start at once must not migrate at once.
    await guard.query('SELECT pg_advisory_lock($1)', [migrationLock])
    await migrate(new PrismaPg(migrating))
  } finally {
    await migrating.end()
    await guard.end()
  }
  const pool = new Pool({ connectionString: url, max: connections, options: session })
  pool.on('error', (error) =>
    log.debug({ err: error }, 'An idle connection to the database broke; another takes its place'),
  )
  const wakes = new EventEmitter().setMaxListeners(0)
  const ears = await openEars(url, wakes, log)
  const adapter = new PrismaPg(pool, { statementNameGenerator: openNames() })
  const client = new PrismaClient({ adapter, transactionOptions, errorFormat: 'minimal' })
  return {
    engine: 'PostgreSQL',
    place: place(url),
    client,
    wake: (channel) => {
      wakes.emit(channel)
      ears.notify(channel)
    },
    onWake: (channel, listener) => listen(wakes, channel, listener),
    scour: async () => {},
    async close() {
      await ears.close()
      await client.$disconnect()
      await pool.end()
    },
  }
}

function listen(wakes: EventEmitter, channel: string, listener: () => void) {
  wakes.on(channel, listener)
  return () => void wakes.off(channel, listener)
}

/** One connection beside the pool that carries LISTEN and NOTIFY; opened again when it breaks. */
async function openEars(url: string, wakes: EventEmitter, log: Log) {
  const name = 'rembuk'
  const pending = new Set<string>()
  let client: Client | undefined
  let flushing = false
  let closed = false

  const connect = async () => {
    const next = new Client({ connectionString: url, connectionTimeoutMillis: 5000, options: session })
    next.on('error', (error) => lost(next, error))
    next.on('end', () => lost(next, undefined))
    await next.connect()
    // Sent and heard by the same connection: what this instance has said, it has heard already.
    const own = (await next.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]?.pid
    next.on('notification', ({ payload, processId }) => {
      if (payload !== undefined && processId !== own) wakes.emit(payload)
    })
    await next.query(`LISTEN ${name}`)
    client = next
  }
  const lost = (which: Client, error: Error | undefined) => {
    if (closed || client !== which) return
    client = undefined
    log.warn(
      { err: error },
      'The connection for notifications broke; until it is back, other instances are seen by polling',
    )
    retry()
  }
  const retry = () => {
    if (!closed) setTimeout(() => connect().catch(retry), 1000).unref()
  }
  /** One statement at a time, as the driver demands; what is said meanwhile goes with the next. */
  const flush = async () => {
    while (pending.size > 0) {
      const channels = [...pending]
      pending.clear()
      const query = client?.query('SELECT pg_notify($1, c) FROM unnest($2::text[]) c', [name, channels])
      await query?.catch((error: unknown) =>
        log.debug({ err: error }, 'A notification was not sent; polling makes up for it'),
      )
    }
    flushing = false
  }
  await connect()
  return {
    notify(channel: string) {
      pending.add(channel)
      if (flushing) return
      flushing = true
      setImmediate(() => void flush())
    },
    async close() {
      closed = true
      await client?.end()
    },
  }
}

function place(url: string) {
  const { hostname, port, pathname } = new URL(url)
  return `${hostname || 'localhost'}${port ? `:${port}` : ''}${pathname}`
}

function explain(error: unknown, url: string): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  const where = place(url)
  if (code === '3D000')
    return `DATABASE_URL: the database in ${where} does not exist. Create it, for example: createdb ${where.split('/').at(-1)}`
  if (code === '28P01' || code === '28000')
    return `DATABASE_URL: ${where} refuses this user or password. Correct them in DATABASE_URL.`
  if (code === 'ECONNREFUSED')
    return `DATABASE_URL: no PostgreSQL answers at ${where}. Start it, or correct the address.`
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return `DATABASE_URL: the host of ${where} is not known. Correct the address.`
  const reason = error instanceof Error ? error.message : String(error)
  return `DATABASE_URL: cannot connect to ${where} (${reason}). Check that PostgreSQL runs there and accepts connections.`
}
