import { randomUUID } from 'node:crypto'
import { cpSync, renameSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Client } from 'pg'
import { inject } from 'vitest'
import { openDatabase } from '../../src/platform/database/database.ts'
import type { Database } from '../../src/platform/database/database.ts'
import { openLog } from '../../src/platform/log.ts'
import { base } from './memory.ts'

/** A database of one's own. */
export interface TestDatabase {
  database: Database
  /** What a second instance or a child process opens it with; the embedded engine lets in one process at a time. */
  place: { url: string | undefined; folder: string }
  /** Closes it and removes it from the disk. */
  drop(): Promise<void>
}

/** Opens a fresh copy of the migrated template: PGlite, or PostgreSQL when TEST_DATABASE_URL is set. One per file. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const { place, drop } = await makePlace()
  const database = await openDatabase({ ...place, log: openLog('silent') })
  return {
    database,
    place,
    async drop() {
      await database.close()
      await drop()
    },
  }
}

/**
 * A fresh copy that the test lets something else open; close that before dropping it. `template`: what openTestDatabase
 * copies, unless another one is named, whose whole folder is copied.
 */
export async function makePlace(template?: string): Promise<Pick<TestDatabase, 'place' | 'drop'>> {
  const folder = await mkdtemp(join(base, 'rembuk-test-'))
  if (template !== undefined) cpSync(template, folder, { recursive: true })
  const server = process.env['TEST_DATABASE_URL']
  if (!server) {
    const database = join(folder, 'database')
    if (template === undefined) cpSync(join(inject('template'), 'database'), database, { recursive: true })
    return { place: { url: undefined, folder }, drop: () => rm(folder, { recursive: true }) }
  }
  const name = `rembuk_test_${randomUUID().replaceAll('-', '')}`
  const original = template === undefined ? inject('template') : copyOf(template)
  // Nobody cuts the server's power in a test: it need not wait for its disk.
  await administer(
    server,
    `CREATE DATABASE ${name} TEMPLATE ${original}`,
    `ALTER DATABASE ${name} SET synchronous_commit = off`,
  )
  const url = urlOf(server, name)
  return {
    place: { url, folder },
    async drop() {
      await administer(server, `DROP DATABASE ${name} WITH (FORCE)`)
      await rm(folder, { recursive: true })
    },
  }
}

/**
 * Keeps what stands at a place, which nothing has open any more, for makePlace to copy under this name until the run ends.
 * The first one to come keeps it.
 */
export async function keepTemplate({ url, folder }: TestDatabase['place'], template: string): Promise<void> {
  const fresh = `${template}.${randomUUID()}`
  cpSync(folder, fresh, { recursive: true })
  const server = process.env['TEST_DATABASE_URL']
  if (server && url !== undefined) {
    const name = new URL(url).pathname.slice(1)
    // The pool's connections linger a while, and a database that somebody is connected to cannot be copied.
    await administer(server, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`)
    await administer(server, `CREATE DATABASE ${copyOf(template)} TEMPLATE ${name}`)
  }
  renameSync(fresh, template)
}

/** The name of the database that belongs to a template's folder. */
function copyOf(template: string): string {
  return `${inject('template')}_${basename(template)}`
}

function urlOf(server: string, name: string): string {
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}

/** Empties every table, so that tests of one file can share one database. */
export async function emptyTables({ client }: Database) {
  // Much faster than TRUNCATE where there are few rows; while no foreign key looks on, the order does not matter.
  await client.$executeRaw`
    DO $$ DECLARE name text; BEGIN
      SET LOCAL session_replication_role = replica;
      FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' LOOP
        EXECUTE format('DELETE FROM %I', name);
      END LOOP;
      PERFORM setval(format('%I', sequencename)::regclass, 1, false) FROM pg_sequences WHERE schemaname = 'public';
    END $$`
}

async function administer(server: string, ...statements: string[]) {
  const client = new Client({ connectionString: server })
  await client.connect()
  for (const statement of statements) await client.query(statement)
  await client.end()
}
