import { randomUUID } from 'node:crypto'
import { cpSync, existsSync, statfsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { inject } from 'vitest'
import { openDatabase } from '../../src/platform/database/database.ts'
import type { Database } from '../../src/platform/database/database.ts'
import { openLog } from '../../src/platform/log.ts'

/** A database of one's own. */
export interface TestDatabase {
  database: Database
  /** What a second instance or a child process opens it with; the embedded engine lets in one process at a time. */
  place: { url: string | undefined; folder: string }
  /** Closes it and removes it from the disk. */
  drop(): Promise<void>
}

/** In memory where there is room for it: a copy has over a thousand files, and each test file has its own. */
const memory = '/dev/shm'
const base =
  existsSync(memory) && statfsSync(memory).bavail * statfsSync(memory).bsize > 4 * 2 ** 30 ? memory : tmpdir()

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

/** A fresh copy that the test lets something else open; close that before dropping it. */
export async function makePlace(): Promise<Pick<TestDatabase, 'place' | 'drop'>> {
  const folder = await mkdtemp(join(base, 'rembuk-test-'))
  const server = process.env['TEST_DATABASE_URL']
  if (!server) {
    cpSync(join(inject('template'), 'database'), join(folder, 'database'), { recursive: true })
    return { place: { url: undefined, folder }, drop: () => rm(folder, { recursive: true }) }
  }
  const name = `rembuk_test_${randomUUID().replaceAll('-', '')}`
  await administer(server, `CREATE DATABASE ${name} TEMPLATE ${inject('template')}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return {
    place: { url: url.href, folder },
    async drop() {
      await administer(server, `DROP DATABASE ${name} WITH (FORCE)`)
      await rm(folder, { recursive: true })
    },
  }
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

async function administer(server: string, statement: string) {
  const client = new Client({ connectionString: server })
  await client.connect()
  await client.query(statement)
  await client.end()
}
