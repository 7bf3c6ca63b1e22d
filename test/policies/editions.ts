// Policies that are there without having been published in chat, and how far people have got with them.
import { randomUUID } from 'node:crypto'
import type { Prisma, PrismaClient } from '../../src/generated/prisma/client.ts'
import type { Definition, Question } from '../../src/shared/questionnaires/definition.ts'

/** A version with one paragraph and so many questions, of a policy of its own or as the next of one. */
export async function makeVersion(
  client: PrismaClient,
  now: Date,
  given: { title: string; audience: Prisma.InputJsonObject; questions?: number; policyId?: bigint; number?: number },
) {
  const policyId = given.policyId ?? (await client.policy.create({ data: { createdAt: now } })).id
  const quiz = given.questions === undefined ? null : await makeQuiz(client, now, given.questions)
  return client.policyVersion.create({
    data: {
      policyId,
      number: given.number ?? 1,
      title: given.title,
      summary: '',
      audience: given.audience,
      audienceText: { id: 'Pegawai', en: 'Employees' },
      isPublic: false,
      publishedAt: now,
      quizId: quiz?.id ?? null,
      paragraphs: {
        create: { position: 1, identity: 1, label: '1', section: [], text: 'Isi.', entities: [], digest: 'x' },
      },
    },
    include: { paragraphs: true },
  })
}

async function makeQuiz(client: PrismaClient, now: Date, count: number) {
  const options = [
    { key: 'a', text: { id: 'Ya' }, isRight: true },
    { key: 'b', text: { id: 'Tidak' }, isRight: false },
  ]
  const questions = Array.from({ length: count }, (_, n): Question => {
    const text = { id: `Pertanyaan ke-${n + 1}?` }
    return { key: `q${n + 1}`, kind: 'one', text, options, mayNotApply: false, isOptional: false, when: [], about: 1 }
  })
  const definition: Definition = {
    key: null,
    title: { id: 'Kuis' },
    use: 'quiz',
    isAnonymous: false,
    audience: null,
    schedule: null,
    openMinutes: 10_080,
    reminders: 0,
    questions,
  }
  const { id: questionnaireId } = await client.questionnaire.create({ data: { use: 'quiz', createdAt: now } })
  return client.questionnaireVersion.create({ data: { questionnaireId, number: 1, definition, createdAt: now } })
}

/** Makes whoever is on the roster and has nobody a person who has joined; `count` of them, in the order of their NIP. */
export async function joinMore(client: PrismaClient, count: number, now: Date) {
  const entries = await client.rosterEntry.findMany({
    where: { personId: null, leftAt: null },
    orderBy: { nip: 'asc' },
    take: count,
  })
  const people = []
  for (const { id } of entries) {
    const person = await client.person.create({
      data: { telegramId: 50_000n + id, subject: randomUUID(), kind: 'employee', consentAt: now, createdAt: now },
    })
    await client.rosterEntry.update({ where: { id }, data: { personId: person.id, linkedAt: now } })
    people.push(person)
  }
  return people
}

/** Notes that somebody has got the message about a version. */
export async function tell(client: PrismaClient, versionId: bigint, chatId: bigint, now: Date) {
  await client.message.create({
    data: {
      lane: 'broadcast',
      chatId,
      method: 'sendMessage',
      subject: `policy:${versionId}`,
      state: 'sent',
      dueAt: now,
      createdAt: now,
    },
  })
}

const order = ['openedAt', 'readAt', 'passedAt', 'acknowledgedAt'] as const

/** Notes that somebody has got so far with a version. */
export async function reach(
  client: PrismaClient,
  versionId: bigint,
  personId: bigint,
  stage: (typeof order)[number],
  now: Date,
) {
  const times = Object.fromEntries(order.slice(0, order.indexOf(stage) + 1).map((name) => [name, now]))
  await client.policyReading.create({ data: { versionId, personId, openedAt: now, ...times } })
}
