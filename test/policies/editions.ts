// Policies that are there without having been published in chat, and how far people have got with them.
import { randomUUID } from 'node:crypto'
import type { Prisma, PrismaClient } from '../../src/generated/prisma/client.ts'

/** A version with one paragraph and so many questions, of a policy of its own or as the next of one. */
export async function makeVersion(
  client: PrismaClient,
  now: Date,
  given: { title: string; audience: Prisma.InputJsonObject; questions?: number; policyId?: bigint; number?: number },
) {
  const policyId = given.policyId ?? (await client.policy.create({ data: { createdAt: now } })).id
  const version = await client.policyVersion.create({
    data: {
      policyId,
      number: given.number ?? 1,
      title: given.title,
      summary: '',
      audience: given.audience,
      audienceText: { id: 'Pegawai', en: 'Employees' },
      isPublic: false,
      publishedAt: now,
      paragraphs: {
        create: { position: 1, identity: 1, label: '1', section: [], text: 'Isi.', entities: [], digest: 'x' },
      },
    },
    include: { paragraphs: true },
  })
  const paragraphId = version.paragraphs[0]?.id ?? 0n
  const options = [
    { text: 'Ya', isRight: true },
    { text: 'Tidak', isRight: false },
  ]
  for (let position = 1; position <= (given.questions ?? 0); position++)
    await client.quizQuestion.create({
      data: { versionId: version.id, position, paragraphId, text: `Pertanyaan ke-${position}?`, options },
    })
  return version
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
