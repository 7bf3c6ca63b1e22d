import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { openDatabase } from '../src/platform/database/database.ts'
import { openLog } from '../src/platform/log.ts'

/** A database with people in it, which a Rembuk can be started on. */
export interface Place {
  engine: 'PostgreSQL' | 'PGlite'
  url: string | undefined
  folder: string
}

const server =
  process.env['TEST_DATABASE_URL'] || process.env['DATABASE_URL'] || 'postgres://postgres@127.0.0.1:5432/postgres'

const drops: (() => Promise<unknown>)[] = []

/** The embedded engine in a folder of its own. */
export async function makeEmbedded(people: number[]): Promise<Place> {
  const place = { engine: 'PGlite', url: undefined, folder: await makeFolder() } as const
  await fill(place, people)
  return place
}

/** A database of its own on the server that the environment names; undefined when none answers. */
export async function makeServed(people: number[]): Promise<Place | undefined> {
  const name = `rembuk_bench_${randomUUID().replaceAll('-', '')}`
  if (!(await administer(`CREATE DATABASE ${name}`))) return undefined
  drops.push(() => administer(`DROP DATABASE ${name} WITH (FORCE)`))
  const url = new URL(server)
  url.pathname = `/${name}`
  const place = { engine: 'PostgreSQL', url: url.href, folder: await makeFolder() } as const
  await fill(place, people)
  return place
}

/** Gives every second of the people a place on the roster, in 240 units of two levels, some with a zone of their own. */
export async function fillOffices(place: Place): Promise<void> {
  const database = await openDatabase({ ...place, log: openLog('silent') })
  await database.client.$executeRaw`
    INSERT INTO unit (name, zone) SELECT 'Dinas ' || n, CASE WHEN n % 4 = 0 THEN 'Asia/Jayapura' END
    FROM generate_series(1, 40) n`
  await database.client.$executeRaw`
    INSERT INTO unit (name, parent_id) SELECT 'Bidang ' || n, unit.id FROM unit CROSS JOIN generate_series(1, 5) n`
  await database.client.$executeRaw`
    WITH place AS (SELECT array_agg(id) AS ids FROM unit WHERE parent_id IS NOT NULL)
    INSERT INTO roster_entry (nip, name, unit_id, person_id, linked_at)
    SELECT lpad(person.id::text, 18, '0'), 'Pegawai ' || person.id, place.ids[1 + person.id % 200], person.id, person.created_at
    FROM person CROSS JOIN place WHERE person.id % 2 = 0`
  await database.client.$executeRaw`UPDATE person SET kind = 'employee' WHERE id % 2 = 0`
  await database.client.$executeRaw`UPDATE person SET quiet_hours = '20:00-07:00' WHERE id % 10 = 0`
  await database.client.$executeRaw`ANALYZE`
  await database.close()
}

/** Removes all that was made, also what is not finished. */
export async function dropPlaces(): Promise<void> {
  for (const drop of drops.splice(0)) await drop()
}

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rembuk-bench-'))
  drops.push(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }))
  return folder
}

async function fill(place: { url: string | undefined; folder: string }, people: number[]) {
  const database = await openDatabase({ ...place, log: openLog('silent') })
  await database.client.$executeRaw`
    INSERT INTO person (telegram_id, subject, language, kind, consent_at, created_at)
    SELECT id, gen_random_uuid(), 'id', 'citizen', now(), now() FROM unnest(${people}::bigint[]) id`
  await database.close()
}

/** Whether the server could be reached; what it refuses is thrown. */
async function administer(statement: string): Promise<boolean> {
  const client = new Client({ connectionString: server, connectionTimeoutMillis: 5000 })
  try {
    await client.connect()
  } catch {
    return false
  }
  try {
    await client.query(statement)
    return true
  } finally {
    await client.end()
  }
}
