import { openDatabase } from '../src/platform/database/database.ts'
import { openLog } from '../src/platform/log.ts'
import type { Place } from './places.ts'

/** What `fillStaff` makes. */
export const staff = { units: 40, subunits: 5, employees: 40_000, joined: 36_000, head: 1, planner: 2 }

/**
 * Fills a database with a roster in units of two levels, of whom most have joined, and with a policy of two versions: the
 * first one acknowledged by all, of the second most have been told, and fewer have got so and so far. `head` leads the
 * first unit.
 */
export async function fillStaff(place: Place): Promise<void> {
  const database = await openDatabase({ ...place, log: openLog('silent') })
  const db = database.client
  const { units, subunits, employees, joined } = staff
  await db.$executeRaw`
    INSERT INTO unit (name) SELECT 'Dinas ' || lpad(n::text, 2, '0') FROM generate_series(1, ${units}::int) n`
  await db.$executeRaw`
    INSERT INTO unit (name, parent_id)
    SELECT 'Bidang ' || n, unit.id FROM unit CROSS JOIN generate_series(1, ${subunits}::int) n`
  await db.$executeRaw`
    INSERT INTO person (telegram_id, subject, language, kind, consent_at, created_at)
    SELECT n, gen_random_uuid(), 'id', 'employee', now(), now() FROM generate_series(1, ${joined}::int) n`
  await db.$executeRaw`
    WITH place AS (SELECT array_agg(id ORDER BY id) AS ids FROM unit WHERE parent_id IS NOT NULL)
    INSERT INTO roster_entry (nip, name, unit_id, person_id, linked_at)
    SELECT lpad(n::text, 18, '0'), 'Pegawai ' || n, place.ids[1 + n % ${units * subunits}::int], person.id, now()
    FROM generate_series(1, ${employees}::int) n CROSS JOIN place LEFT JOIN person ON person.telegram_id = n`
  await db.$executeRaw`
    INSERT INTO role (telegram_id, name, unit_id, created_at)
    SELECT ${staff.head}::bigint, 'head'::role_name, min(id), now() FROM unit
    UNION ALL SELECT ${staff.planner}::bigint, 'planner', NULL, now()`
  await db.$executeRaw`INSERT INTO policy (created_at) VALUES (now())`
  await db.$executeRaw`
    INSERT INTO policy_version (policy_id, number, title, summary, audience, audience_text, is_public, published_at)
    SELECT policy.id, n, 'Rencana Kerja Kepegawaian 2027', '', '{"kind": "employees"}', '{}', FALSE, now()
    FROM policy CROSS JOIN generate_series(1, 2) n`
  await db.$executeRaw`
    INSERT INTO message (lane, chat_id, method, dedupe_key, subject, due_at, state, created_at, finished_at)
    SELECT 'broadcast', person.telegram_id, 'sendMessage', 'policy:' || version.id || ':' || person.id,
      'policy:' || version.id, now(), CASE WHEN person.id % 50 = 0 THEN 'unreachable' ELSE 'sent' END::message_state, now(), now()
    FROM policy_version version CROSS JOIN person`
  await db.$executeRaw`
    INSERT INTO policy_reading (version_id, person_id, seen, opened_at, read_at, passed_at, acknowledged_at)
    SELECT version.id, person.id, '{}', now(),
      CASE WHEN version.number = 1 OR person.id % 10 < 7 THEN now() END,
      CASE WHEN version.number = 1 OR person.id % 10 < 6 THEN now() END,
      CASE WHEN version.number = 1 OR person.id % 10 < 5 THEN now() END
    FROM policy_version version CROSS JOIN person WHERE version.number = 1 OR person.id % 10 < 8`
  await db.$executeRaw`ANALYZE`
  await database.close()
}
