// Runs once before all test files: a migrated database that each file gets a copy of.
import { createHash, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Client } from 'pg'
import type { TestProject } from 'vitest/node'
import { openDatabase } from '../../src/platform/database/database.ts'
import { openLog } from '../../src/platform/log.ts'
import { root } from '../../src/platform/root.ts'
import { base } from './memory.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** What openTestDatabase copies: a folder of PGlite, or the name of a template database on TEST_DATABASE_URL. */
    template: string
    /** A folder of this run, in which tests keep what others can copy. */
    shelf: string
  }
}

interface Prepared {
  template: string
  shelf: string
  end(): Promise<void>
}

declare global {
  /** Both parts of the suite ask for it at the same time, and each loads this file anew. */
  var rembukPrepared: Promise<Prepared> | undefined
}

export default async function prepare(project: TestProject) {
  const isFirst = globalThis.rembukPrepared === undefined
  const { template, shelf, end } = await (globalThis.rembukPrepared ??= make())
  project.provide('template', template)
  project.provide('shelf', shelf)
  return isFirst ? end : undefined
}

async function make(): Promise<Prepared> {
  const server = process.env['TEST_DATABASE_URL']
  const shelf = await mkdtemp(join(base, 'rembuk-shelf-'))
  const removeShelf = () => rm(shelf, { recursive: true })
  if (!server) return { template: await preparedFolder(), shelf, end: removeShelf }
  const name = `rembuk_template_${randomUUID().replaceAll('-', '')}`
  await administer(server, `CREATE DATABASE ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  const database = await openDatabase({ url: url.href, folder: '', log: openLog('silent') })
  await database.close()
  // The migrations' own connections linger a while, and a template that somebody is connected to cannot be copied.
  await administer(server, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`)
  return {
    template: name,
    shelf,
    async end() {
      for (const kept of await readdir(shelf))
        await administer(server, `DROP DATABASE IF EXISTS ${name}_${kept} WITH (FORCE)`)
      await administer(server, `DROP DATABASE ${name} WITH (FORCE)`)
      await removeShelf()
    },
  }
}

/** Making one takes seconds, so it is kept until the migrations or the engine change. */
async function preparedFolder() {
  const hash = createHash('sha256').update(await readFile(join(root, 'package-lock.json')))
  const migrations = join(root, 'prisma', 'migrations')
  for (const file of (await readdir(migrations, { recursive: true })).toSorted())
    if (file.endsWith('.sql')) hash.update(file).update(await readFile(join(migrations, file)))
  const shelf = join(root, 'node_modules', '.cache', 'rembuk')
  const folder = join(shelf, hash.digest('hex').slice(0, 16))
  if (existsSync(folder)) return folder
  const fresh = `${folder}.${randomUUID()}`
  await mkdir(fresh, { recursive: true })
  const database = await openDatabase({ url: undefined, folder: fresh, log: openLog('silent') })
  await database.close()
  // Another run may have finished the same one first: either is as good.
  await rename(fresh, folder).catch(() => rm(fresh, { recursive: true }))
  return folder
}

async function administer(server: string, statement: string) {
  const client = new Client({ connectionString: server })
  await client.connect()
  await client.query(statement)
  await client.end()
}
