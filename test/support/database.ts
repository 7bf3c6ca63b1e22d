import { randomUUID } from 'node:crypto'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { inject } from 'vitest'
import { openDatabase } from '../../src/platform/database.ts'
import type { Database } from '../../src/platform/database.ts'
import { openLog } from '../../src/platform/log.ts'

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
  const server = process.env['TEST_DATABASE_URL']
  return server ? openOnServer(server) : openInFolder()
}

/** Empties every table, so that tests of one file can share one database. */
export async function emptyTables({ client }: Database) {
  const tables = await client.$queryRaw<{ name: string }[]>`
    SELECT tablename::text AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`
  await client.$executeRawUnsafe(
    `TRUNCATE ${tables.map(({ name }) => `"${name}"`).join(', ')} RESTART IDENTITY CASCADE`,
  )
}

async function openInFolder(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'rembuk-test-'))
  await cp(join(inject('template'), 'database'), join(folder, 'database'), { recursive: true })
  const place = { url: undefined, folder }
  const database = await openDatabase({ ...place, log: openLog('silent') })
  const drop = async () => {
    await database.close()
    await rm(folder, { recursive: true })
  }
  return { database, place, drop }
}

async function openOnServer(server: string): Promise<TestDatabase> {
  const name = `rembuk_test_${randomUUID().replaceAll('-', '')}`
  const admin = new Client({ connectionString: server })
  await admin.connect()
  await admin.query(`CREATE DATABASE ${name} TEMPLATE ${inject('template')}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  const place = { url: url.href, folder: '' }
  const database = await openDatabase({ ...place, log: openLog('silent') })
  const drop = async () => {
    await database.close()
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`)
    await admin.end()
  }
  return { database, place, drop }
}
