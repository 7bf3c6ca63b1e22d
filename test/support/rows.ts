// What stands in the database of a Rembuk that runs, or ran, as a process of its own.
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { Client } from 'pg'
import type { TestDatabase } from './database.ts'

/** Asks the database; the embedded engine only while no Rembuk runs on it. */
export async function query<Row extends object>(
  place: TestDatabase['place'],
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  if (place.url !== undefined) {
    const client = new Client({ connectionString: place.url })
    await client.connect()
    const { rows } = await client.query<Row>(sql, values)
    await client.end()
    return rows
  }
  const pglite = await PGlite.create({ dataDir: join(place.folder, 'database') })
  const { rows } = await pglite.query<Row>(sql, values)
  await pglite.close()
  return rows
}

/** Writes people who have joined as citizens. */
export async function seedPeople(place: TestDatabase['place'], telegramIds: number[]): Promise<void> {
  await query(
    place,
    `INSERT INTO person (telegram_id, subject, language, kind, consent_at, created_at)
     SELECT id, gen_random_uuid(), 'id', 'citizen', now(), now() FROM unnest($1::bigint[]) id`,
    [telegramIds],
  )
}

/** What a killed Rembuk had leased on a server is free at once, as if ten seconds had passed. */
export async function passLeases(place: TestDatabase['place']): Promise<void> {
  if (place.url === undefined) return
  await query(place, "UPDATE leader SET until = 'epoch'")
  await query(place, 'UPDATE inbox_lane SET lease_until = NULL')
}
