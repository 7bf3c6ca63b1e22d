// Trainings that are there without having been made in chat, and how far people have got with them.
import { randomUUID } from 'node:crypto'
import type { Prisma, PrismaClient, TrainingPurpose } from '../../src/generated/prisma/client.ts'
import type { Definition, Question } from '../../src/shared/questionnaires/definition.ts'

const hour = 3_600_000

interface Course {
  title: string
  competence?: string
  /** Of its first session, which takes three hours; each further one is a day later. */
  startsAt: Date
  sessions?: number
  state?: 'draft' | 'open' | 'held'
  audience?: Prisma.InputJsonObject
}

/** A training with its sessions. */
export async function makeCourse(client: PrismaClient, now: Date, given: Course) {
  const { title, competence, startsAt, sessions = 1, state = 'open', audience = { kind: 'employees' } } = given
  return client.training.create({
    data: {
      uid: randomUUID(),
      title,
      provider: 'BPSDM',
      description: '',
      contact: '',
      materials: '',
      competence: competence ?? null,
      audience,
      audienceText: { id: 'Pegawai', en: 'Employees' },
      state,
      createdAt: now,
      ...(state !== 'draft' && { openedAt: now }),
      sessions: {
        create: Array.from({ length: sessions }, (_, n) => {
          const begins = startsAt.getTime() + n * 24 * hour
          return {
            position: n + 1,
            startsAt: new Date(begins),
            endsAt: new Date(begins + 3 * hour),
            place: 'Aula',
          }
        }),
      },
    },
    include: { sessions: { orderBy: { position: 'asc' } } },
  })
}

/** Somebody enrols, and attends the first so many sessions. */
export async function enrols(
  client: PrismaClient,
  { id, sessions }: Awaited<ReturnType<typeof makeCourse>>,
  personId: bigint,
  given: Partial<Prisma.EnrolmentUncheckedCreateInput> & { attends?: number },
  now: Date,
) {
  const { attends = 0, ...more } = given
  const entry = await client.rosterEntry.findUnique({ where: { personId } })
  await client.enrolment.create({
    data: {
      trainingId: id,
      personId,
      unitId: entry?.unitId ?? null,
      state: 'confirmed',
      wasInvited: true,
      createdAt: now,
      changedAt: now,
      ...more,
    },
  })
  await client.attendance.createMany({
    data: sessions
      .slice(0, attends)
      .map((session) => ({ sessionId: session.id, personId, byCode: true, notedAt: now })),
  })
}

/** A version of a questionnaire with these questions. */
export async function makeQuestionnaire(
  client: PrismaClient,
  now: Date,
  given: { use: Definition['use']; title: string; isAnonymous?: boolean; questions: Partial<Question>[] },
) {
  const { use, title, isAnonymous = false } = given
  const questions = given.questions.map((one, n): Question => ({
    key: `q${n + 1}`,
    kind: 'scale5',
    text: { id: `Pertanyaan ke-${n + 1}?` },
    mayNotApply: false,
    isOptional: false,
    when: [],
    ...one,
  }))
  const definition: Definition = {
    key: null,
    title: { id: title },
    use,
    isAnonymous,
    audience: null,
    schedule: null,
    openMinutes: 10_080,
    reminders: 1,
    questions,
  }
  const { id: questionnaireId } = await client.questionnaire.create({ data: { use, createdAt: now } })
  return client.questionnaireVersion.create({ data: { questionnaireId, number: 1, definition, createdAt: now } })
}

/** A closed round, of a training if one is named. */
export async function makeRound(
  client: PrismaClient,
  now: Date,
  given: { versionId: bigint; trainingId?: bigint; purpose?: TrainingPurpose; isAnonymous?: boolean },
) {
  const { versionId, trainingId, purpose, isAnonymous = false } = given
  const round = await client.round.create({
    data: {
      versionId,
      isAnonymous,
      audience: {},
      audienceText: { id: '', en: '' },
      state: 'closed',
      opensAt: now,
      closesAt: now,
      reminders: 0,
      createdAt: now,
    },
  })
  if (trainingId !== undefined && purpose !== undefined)
    await client.trainingRound.create({ data: { trainingId, purpose, roundId: round.id } })
  return round
}

/** What people reached in a test, of ten points. */
export async function scores(
  client: PrismaClient,
  roundId: bigint,
  points: (readonly [bigint, number])[],
  sentAt: Date,
) {
  await client.response.createMany({
    data: points.map(([personId, one]) => ({
      roundId,
      personId,
      answers: {},
      points: one,
      mostPoints: 10,
      sentAt,
      isPublished: true,
    })),
  })
}

/** What people under a unit answered in an anonymous round, and how many of them finished it. */
export async function answered(
  client: PrismaClient,
  { id: roundId }: { id: bigint },
  { unitId, people, answers }: { unitId: bigint | null; people: number; answers: [string, Prisma.InputJsonValue][] },
) {
  await client.roundTally.create({ data: { roundId, unitId, people } })
  await client.anonymousAnswer.createMany({
    data: answers.map(([key, value]) => ({ id: randomUUID(), roundId, unitId, key, value })),
  })
}
