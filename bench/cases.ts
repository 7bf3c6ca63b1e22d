import { Prisma } from '../src/generated/prisma/client.ts'
import { rebuildSome } from '../src/features/suggestions/desk/rebuilding.ts'
import { openDatabase } from '../src/platform/database/database.ts'
import type { Db } from '../src/platform/database/database.ts'
import { openLog } from '../src/platform/log.ts'
import { readReckoning } from '../src/shared/tickets/log.ts'
import { histories } from './histories.ts'
import type { Place } from './places.ts'
import { things, troubles, streets, wards } from './words.ts'

/** What `fillCases` makes, beside so many tickets as are wanted: six events for each, one in five public. */
export const cases = { units: 40, subunits: 5, people: 2000, head: 1, planner: 2, eventsEach: 6, publicEvery: 5 }

/** When it is looked at: everything has happened before. */
export const now = new Date('2026-12-01T10:00:00+07:00')
/** What time is reckoned by. */
export const settings = {
  timeZone: 'Asia/Jakarta',
  officeHours: { from: 7 * 60 + 30, to: 16 * 60 },
  responseDays: { first: 3, question: 5, appreciation: 5, suggestion: 14, complaint: 14, inspection: 60 },
}

const beginning = new Date('2025-01-02T08:00:00+07:00')
/** The same two moments in a statement. */
const momentOf = (at: Date) => Prisma.sql`${at.toISOString()}::timestamptz`
const [first, last] = [momentOf(beginning), momentOf(now)]

/**
 * Fills a database with tickets of two years in units of two levels. Their events are made by a statement, the same each
 * time; what the rows say follows from them as it does in the product. `head` leads the first unit.
 */
export async function fillCases(place: Place, tickets: number): Promise<void> {
  const database = await openDatabase({ ...place, log: openLog('silent') })
  const db = database.client
  await fillPlaces(db)
  await fillTickets(db, tickets)
  await fillEvents(db, tickets)
  await reckon(db)
  await fillAround(db)
  await db.$executeRaw`VACUUM ANALYZE`
  await database.close()
}

async function fillPlaces(db: Db) {
  const { units, subunits, people, head, planner } = cases
  await db.$executeRaw`
    INSERT INTO unit (name) SELECT 'Dinas ' || lpad(n::text, 2, '0') FROM generate_series(1, ${units}::int) n`
  await db.$executeRaw`
    INSERT INTO unit (name, parent_id)
    SELECT 'Bidang ' || n, unit.id FROM unit CROSS JOIN generate_series(1, ${subunits}::int) n`
  await db.$executeRaw`
    INSERT INTO person (telegram_id, subject, language, kind, consent_at, created_at)
    SELECT n, gen_random_uuid(), 'id', 'citizen', ${first}, ${first} FROM generate_series(1, ${people}::int) n`
  await db.$executeRaw`
    INSERT INTO role (telegram_id, name, unit_id, created_at)
    SELECT ${head}::bigint, 'head'::role_name, min(id), ${first} FROM unit
    UNION ALL SELECT ${planner}::bigint, 'planner', NULL, ${first}`
}

async function fillTickets(db: Db, tickets: number) {
  const step = (now.getTime() - beginning.getTime()) / tickets / 1000
  await db.$executeRaw`
    INSERT INTO ticket (year, number, kind, text, person_id, is_anonymous, secret_salt, secret_digest, public_text,
      public_at, state, is_inspected, limit_days, opened_at, spent, last_event_id)
    SELECT extract(year FROM opened_at), n, kind::ticket_kind, words || '. Mohon segera ditindaklanjuti, terima kasih.',
      1 + n % ${cases.people}::int, FALSE, '', '', CASE WHEN n % ${cases.publicEvery}::int = 0 THEN words END,
      CASE WHEN n % ${cases.publicEvery}::int = 0 THEN opened_at END, 'new', FALSE, CASE kind WHEN 'question' THEN 5 ELSE 14 END,
      opened_at, 0, 0
    FROM (
      SELECT n, ${first} + (n - 1) * ${step}::float8 * interval '1 second' AS opened_at,
        (ARRAY['complaint', 'complaint', 'suggestion', 'question'])[1 + (h >> 3) % 4] AS kind,
        (${things}::text[])[1 + (h >> 5) % cardinality(${things}::text[])] || ' '
          || (${troubles}::text[])[1 + (h >> 9) % cardinality(${troubles}::text[])] || ' di '
          || (${streets}::text[])[1 + (h >> 13) % cardinality(${streets}::text[])] || ' nomor ' || 1 + n % 97 || ', '
          || (${wards}::text[])[1 + (h >> 17) % cardinality(${wards}::text[])] AS words
      FROM (SELECT n, n * 2654435761 % 4294967296 AS h FROM generate_series(1, ${tickets}::bigint) n) hashed
    ) made`
}

/** Each ticket has the events of one of the histories, in its order; words of the author fill up what is wanting. */
async function fillEvents(db: Db, tickets: number) {
  const steps = histories.flatMap((kinds, history) => kinds.map((kind, index) => ({ history, step: index, kind })))
  await db.$executeRaw`
    WITH step AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(steps)}::jsonb) AS step (history int, step int, kind text)
    ), place AS (
      SELECT array_agg(id ORDER BY id) AS ids FROM unit
    ), planned AS (
      SELECT ticket.id, ticket.opened_at, ticket.limit_days, step.step, step.kind, place.ids[1 + (h >> 6) % cardinality(place.ids)] AS unit_id,
        sum(CASE WHEN step.step = 0 THEN 0 ELSE (2 + (h >> (3 + step.step)) % 50) * (1 + (h >> 6) % cardinality(place.ids) % 7 * 0.3) END)
          OVER (PARTITION BY ticket.id ORDER BY step.step) AS hours
      FROM (SELECT *, number * 2654435761 % 4294967296 >> 4 AS h FROM ticket) ticket CROSS JOIN place
      JOIN step ON step.history = CASE WHEN ticket.id > ${tickets}::bigint * 0.95 THEN 16 + h % 4 ELSE h % 16 END
    )
    INSERT INTO ticket_event (ticket_id, kind, at, by_author, officer_id, unit_id, text, number)
    SELECT id, kind::ticket_event_kind, least(opened_at + hours * interval '1 hour', ${last}) AS at,
      kind IN ('submitted', 'replied', 'reopened', 'rated'),
      CASE WHEN kind NOT IN ('submitted', 'replied', 'reopened', 'rated', 'reminded') THEN 2 END,
      CASE kind WHEN 'forwarded' THEN unit_id END,
      CASE WHEN kind IN ('asked', 'replied', 'answered', 'rejected') THEN 'Petugas akan menindaklanjuti laporan Anda pekan ini.' END,
      CASE kind WHEN 'submitted' THEN limit_days WHEN 'inspected' THEN 60 WHEN 'rated' THEN 1 + id % 5
        WHEN 'reminded' THEN 1 WHEN 'merged' THEN greatest(1, id - 1) END
    FROM planned ORDER BY at, id, step`
  await db.$executeRaw`
    INSERT INTO ticket_event (ticket_id, kind, at, by_author, text)
    SELECT id, 'replied', ${last}, TRUE, 'Terima kasih, sudah saya lihat.' FROM ticket
    WHERE NOT EXISTS (SELECT FROM ticket_event event WHERE event.ticket_id = ticket.id AND event.kind = 'merged')
    ORDER BY id LIMIT greatest(0, ${tickets * cases.eventsEach}::bigint - (SELECT count(*) FROM ticket_event))`
}

/** What the rows say is reckoned from the events by the task that does so after the holidays have changed. */
async function reckon(db: Db) {
  const reckoning = await readReckoning(db, settings, now)
  for (let after: bigint | null = 0n; after !== null;) after = await rebuildSome(db, after, reckoning)
}

/** Pictures, people who have joined a ticket, and what became of suggestions. */
async function fillAround(db: Db) {
  await db.$executeRaw`
    INSERT INTO ticket_file (ticket_id, event_id, is_photo, state)
    SELECT id, last_event_id, TRUE, 'ready' FROM ticket WHERE id % 4 = 0`
  await db.$executeRaw`
    INSERT INTO ticket_support (ticket_id, person_id)
    SELECT ticket.id, person.id FROM ticket JOIN person ON person.id % 400 = ticket.id % 400
    WHERE ticket.public_text IS NOT NULL AND ticket.person_id <> person.id`
  await db.$executeRaw`
    INSERT INTO outcome (kind, sentence, created_at, told_at)
    SELECT 'adopted', 'Diterima', ${last}, ${last} FROM generate_series(1, 500)`
  await db.$executeRaw`
    INSERT INTO outcome_source (outcome_id, ticket_id)
    SELECT 1 + id % 500, id FROM ticket WHERE kind = 'suggestion' AND id % 3 = 0`
}
