// A check-in of five questions: what it asks, what each of many people presses, and what has to be stored of it.
import type { Definition, Question } from '../src/shared/questionnaires/definition.ts'
import { openDatabase } from '../src/platform/database/database.ts'
import type { Database } from '../src/platform/database/database.ts'
import { openLog } from '../src/platform/log.ts'
import type { Place } from './places.ts'

const asked = (key: string, kind: Question['kind'], text: string, options?: string[]): Question => ({
  key,
  kind,
  text: { id: text },
  ...(options && { options: options.map((one, n) => ({ key: `o${n + 1}`, text: { id: one } })) }),
  mayNotApply: false,
  isOptional: false,
  when: [],
})

/** Its questions, each answered by one tap. */
export const questions = [
  asked('pekan', 'scale5', 'Bagaimana pekan kerja Anda?'),
  asked('kemajuan', 'scale5', 'Sejauh mana target Anda maju?'),
  asked('hambatan', 'one', 'Apa hambatan terbesar?', ['Waktu', 'Alat', 'Orang', 'Tidak ada']),
  asked('bantuan', 'yesno', 'Perlu bantuan?'),
  asked('beban', 'one', 'Beban kerja Anda?', ['Ringan', 'Cukup', 'Berat']),
]

const definition: Definition = {
  key: null,
  title: { id: 'Check-in mingguan' },
  use: 'checkin',
  isAnonymous: false,
  audience: { kind: 'employees' },
  schedule: null,
  openMinutes: 24 * 60,
  reminders: 0,
  questions,
}

/** Of each question what can be pressed, and what is stored then. */
export const choices = questions.map(
  ({ kind, options = [] }): { label: string; value: number | string | boolean }[] => {
    if (kind === 'yesno')
      return [
        { label: 'Ya', value: true },
        { label: 'Tidak', value: false },
      ]
    if (kind === 'scale5') return [1, 2, 3, 4, 5].map((point) => ({ label: String(point), value: point }))
    return options.map(({ key, text }) => ({ label: text.id, value: key }))
  },
)

/** What has to be stored of somebody, by the keys of the questions. */
export function expectedOf(place: number): Record<string, unknown> {
  return Object.fromEntries(
    questions.map(({ key }, n) => {
      const some = choices[n] ?? []
      return [key, some[place % some.length]?.value]
    }),
  )
}

/** Makes everyone an employee in one of 200 units of two levels. */
export async function fillUnits(place: Place): Promise<void> {
  await within(place, async ({ client }) => {
    await client.$executeRaw`INSERT INTO unit (name) SELECT 'Dinas ' || n FROM generate_series(1, 40) n`
    await client.$executeRaw`
      INSERT INTO unit (name, parent_id) SELECT 'Bidang ' || n, unit.id FROM unit CROSS JOIN generate_series(1, 5) n`
    await client.$executeRaw`
      WITH place AS (SELECT array_agg(id) AS ids FROM unit WHERE parent_id IS NOT NULL)
      INSERT INTO roster_entry (nip, name, unit_id, person_id, linked_at)
      SELECT lpad(person.id::text, 18, '0'), 'Pegawai ' || person.id, place.ids[1 + person.id % 200], person.id, person.created_at
      FROM person CROSS JOIN place`
    await client.$executeRaw`UPDATE person SET kind = 'employee'`
    await client.$executeRaw`ANALYZE`
  })
}

/** Plans a round that opens by the clock as soon as Rembuk runs. */
export async function planNow(place: Place, isAnonymous: boolean): Promise<void> {
  await within(place, async ({ client }) => {
    const now = new Date()
    const { id: questionnaireId } = await client.questionnaire.create({ data: { use: 'checkin', createdAt: now } })
    const version = { questionnaireId, number: 1, definition, createdAt: now }
    const { id: versionId } = await client.questionnaireVersion.create({ data: version })
    await client.round.create({
      data: {
        versionId,
        isAnonymous,
        audience: { kind: 'employees' },
        audienceText: { id: 'Pegawai', en: 'Employees' },
        opensAt: now,
        closesAt: new Date(now.getTime() + 24 * 3_600_000),
        reminders: 0,
        createdAt: now,
      },
    })
  })
}

/** Does something in a place's database while nothing else has it open. */
export async function within<Result>(place: Place, use: (database: Database) => Promise<Result>): Promise<Result> {
  const database = await openDatabase({ ...place, log: openLog('silent') })
  try {
    return await use(database)
  } finally {
    await database.close()
  }
}
