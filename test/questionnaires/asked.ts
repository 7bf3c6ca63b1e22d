// A round as it stands open, with the message that brings it to those who are asked.
import type { openCity } from '../support/city.ts'
import { parameters } from '../../src/platform/inbox/turn.ts'
import { post } from '../../src/platform/outbox/outbox.ts'
import { roundView } from '../../src/shared/questionnaires/asking.ts'
import type { Definition, Question } from '../../src/shared/questionnaires/definition.ts'

type City = Awaited<ReturnType<typeof openCity>>
type Actor = City['budi']

/** A question with what most of them are. */
export function question(given: Partial<Question> & Pick<Question, 'key' | 'kind'>): Question {
  return {
    text: { id: `Soal ${given.key}?`, en: `Question ${given.key}?` },
    mayNotApply: false,
    isOptional: false,
    when: [],
    ...given,
  }
}

/** A questionnaire of these questions. */
export function asking(questions: Question[], more: Partial<Definition> = {}): Definition {
  return {
    key: null,
    title: { id: 'Kuesioner uji', en: 'A test' },
    use: 'survey',
    isAnonymous: false,
    audience: null,
    schedule: null,
    openMinutes: 1440,
    reminders: 0,
    questions,
    ...more,
  }
}

/** Opens a round of it for a day and brings it to people; gives its number. */
export async function opens(
  { app, clock, settled }: City,
  definition: Definition,
  people: Actor[],
  more: { isAnonymous?: boolean; isPublic?: boolean } = {},
): Promise<bigint> {
  const { database, voice, handOver } = app.work
  const db = database.client
  const now = clock.now()
  const version = await db.questionnaireVersion.create({
    data: {
      number: 1,
      definition,
      createdAt: now,
      questionnaire: { create: { use: definition.use, createdAt: now } },
    },
  })
  const round = await db.round.create({
    data: {
      versionId: version.id,
      isAnonymous: false,
      audience: {},
      audienceText: {},
      state: 'open',
      opensAt: now,
      closesAt: new Date(now.getTime() + 86_400_000),
      reminders: 0,
      createdAt: now,
      ...more,
    },
  })
  const asked = await db.person.findMany({ where: { telegramId: { in: people.map(({ id }) => BigInt(id)) } } })
  await db.participation.createMany({ data: asked.map(({ id }) => ({ roundId: round.id, personId: id })) })
  const payload = parameters(roundView(voice('id'), round, definition, 'opened'))
  const posted = await post(
    db,
    people.map(({ id }) => ({ lane: 'notice' as const, chatId: BigInt(id), method: 'sendMessage', payload })),
    now,
  )
  handOver(posted)
  await settled()
  return round.id
}

/** What somebody answered in a round that bears names. */
export async function responseOf({ app }: City, roundId: bigint, { id }: Actor) {
  const where = { roundId, person: { telegramId: BigInt(id) } }
  return app.work.database.client.response.findFirst({ where, include: { files: { include: { file: true } } } })
}
