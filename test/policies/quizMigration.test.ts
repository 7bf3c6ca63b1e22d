// A city that has had quizzes before they were questionnaires keeps them, with every answer and what was published.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { root } from '../../src/platform/root.ts'
import { Definition } from '../../src/shared/questionnaires/definition.ts'
import { openTestDatabase } from '../support/database.ts'
import type { TestDatabase } from '../support/database.ts'

let place: TestDatabase
beforeAll(async () => {
  place = await openTestDatabase()
})
afterAll(() => place.drop())

const folder = join(root, 'prisma', 'migrations')

/** Statements of a migration, parted as they are on a server. */
async function statementsOf(name: string): Promise<string[]> {
  const sql = await readFile(join(folder, name, 'migration.sql'), 'utf8')
  return sql.split(';').filter((statement) => statement.trim() !== '')
}

const options = `[{"text": "10 jam", "isRight": false}, {"text": "20 jam", "isRight": true}]`
const given = [
  `INSERT INTO person (id, telegram_id, subject, created_at) SELECT n, n, gen_random_uuid(), now() FROM generate_series(1, 2) n`,
  `INSERT INTO policy (id, created_at) VALUES (1, now())`,
  `INSERT INTO policy_version (id, policy_id, number, title, summary, audience, audience_text, is_public, author_id, published_at)
   SELECT n, 1, n, 'Kebijakan ' || n, '', '{}', '{}', true, nullif(n, 3), '2026-11-23T10:00:00+07:00' FROM generate_series(1, 3) n`,
  `INSERT INTO policy_paragraph (id, version_id, position, identity, label, text, entities, digest)
   SELECT 10 * version.id + n, version.id, n, 7 * n, n::text, 'Isi', '[]', '' FROM policy_version version, generate_series(1, 2) n`,
  // Of the second version nobody is asked anything; the rows of the third lie in another order than its questions.
  `INSERT INTO quiz_question (id, version_id, position, paragraph_id, text, options) VALUES
   (5, 1, 1, 12, 'Berapa jam?', '${options}'), (9, 3, 2, 31, 'Kapan?', '${options}'), (12, 3, 1, 32, 'Siapa?', '${options}')`,
  `INSERT INTO quiz_try (id, question_id, person_id, option, is_right, tried_at) VALUES
   (4, 5, 1, 0, false, '2026-11-24T10:00:00Z'), (3, 12, 1, 1, true, '2026-11-24T11:00:00Z'),
   (8, 5, 1, 1, true, '2026-11-24T12:00:00Z'), (7, 9, 2, 0, false, '2026-11-24T13:00:00Z')`,
  `INSERT INTO result_release (name, counts, released_at) VALUES
   ('policies.quiz:9', '{"kept": 9}', now()), ('policies.quiz:12', '{"kept": 12}', now()), ('round:5', 'null', now())`,
]

test('every quiz, answer and release is moved', async () => {
  const names = (await readdir(folder)).filter((name) => /^\d+_/.test(name)).toSorted()
  const own = names.findIndex((name) => name.endsWith('_quiz'))
  await place.database.client.$transaction(async (tx) => {
    // In a schema of its own, beside the tables of today.
    await tx.$executeRaw`CREATE SCHEMA before`
    await tx.$executeRaw`SET LOCAL search_path TO before, public`
    const run = async (statements: string[]) => {
      for (const statement of statements) await tx.$executeRawUnsafe(statement)
    }
    for (const name of names.slice(0, own)) await run(await statementsOf(name))
    await run(given)
    await run(await statementsOf(names[own] ?? ''))

    const versions = await tx.$queryRaw<{ id: bigint; quizId: bigint | null; use: string; definition: unknown }[]>`
      SELECT policy_version.id, quiz_id AS "quizId", use::text, definition FROM policy_version
      LEFT JOIN questionnaire_version version ON version.id = quiz_id AND version.number = 1
        AND version.author_id IS NOT DISTINCT FROM policy_version.author_id AND version.created_at = published_at
      LEFT JOIN questionnaire ON questionnaire.id = questionnaire_id AND questionnaire.key IS NULL
      ORDER BY policy_version.id`
    expect(versions.map(({ use }) => use)).toEqual(['quiz', null, 'quiz'])
    expect(versions[1]).toMatchObject({ quizId: null, definition: null })
    const asked = (key: string, text: string, about: number) => ({
      key,
      kind: 'one',
      text: { id: text },
      options: [
        { key: 'a', text: { id: '10 jam' }, isRight: false },
        { key: 'b', text: { id: '20 jam' }, isRight: true },
      ],
      mayNotApply: false,
      isOptional: false,
      when: [],
      about,
    })
    expect(Definition.parse(versions[0]?.definition)).toEqual({
      key: null,
      title: { id: 'Kebijakan 1' },
      use: 'quiz',
      isAnonymous: false,
      audience: null,
      schedule: null,
      openMinutes: 10_080,
      reminders: 0,
      questions: [asked('q1', 'Berapa jam?', 14)],
    })
    const third = Definition.parse(versions[2]?.definition)
    expect(third.questions).toEqual([asked('q1', 'Siapa?', 14), asked('q2', 'Kapan?', 7)])

    const tries = await tx.$queryRaw<{ n: bigint; what: string; at: Date }[]>`
      SELECT version.id AS n, concat_ws(' ', try.key, person_id, answer, is_right) AS what, tried_at AS at
      FROM question_try try JOIN policy_version version ON version.quiz_id = try.version_id ORDER BY try.id`
    expect(tries.map(({ n, what, at }) => [Number(n), what, at.toISOString().slice(0, 13)])).toEqual([
      [3, 'q1 1 "b" t', '2026-11-24T11'],
      [1, 'q1 1 "a" f', '2026-11-24T10'],
      [3, 'q2 2 "a" f', '2026-11-24T13'],
      [1, 'q1 1 "b" t', '2026-11-24T12'],
    ])
    const releases = await tx.$queryRaw<{ name: string; kept: number | null }[]>`
      SELECT name, (counts ->> 'kept')::int AS kept FROM result_release ORDER BY name`
    const quiz = versions[2]?.quizId
    expect(releases).toEqual([
      { name: `quiz:${quiz}:q1`, kept: 12 },
      { name: `quiz:${quiz}:q2`, kept: 9 },
      { name: 'round:5', kept: null },
    ])
    await tx.$executeRaw`DROP SCHEMA before CASCADE`
  })
})
