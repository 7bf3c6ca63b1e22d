// Forums and what people wrote in them, as rows: for what is tested apart from how they come about.
import type { Forum, ForumStatement, Prisma } from '../../src/generated/prisma/client.ts'
import { makeCode } from '../../src/features/forums/forums.ts'
import { join } from '../../src/features/forums/participants.ts'
import { noteActivity } from '../../src/features/forums/activity.ts'
import { isHurtful } from '../../src/shared/moderation/hurtfulWords.ts'
import { ownedBy } from '../../src/shared/tickets/authors.ts'
import { tasksChannel } from '../../src/platform/tasks/tasks.ts'
import type { openStaffedCity } from '../support/city.ts'

type City = Awaited<ReturnType<typeof openStaffedCity>>

const hour = 3_600_000

/** An open forum for everybody. */
export async function makeForum({ app, clock }: City, given: Partial<Prisma.ForumCreateInput> = {}): Promise<Forum> {
  const { client } = app.work.database
  const now = clock.now()
  return client.forum.create({
    data: {
      code: await makeCode(client),
      title: 'Jam layanan',
      question: 'Bagaimana jam layanan sebaiknya diatur?',
      audience: { kind: 'all' },
      audienceText: { id: 'Semua', en: 'Everyone' },
      isPublic: true,
      isNamed: false,
      moderation: 'before',
      sharesRows: false,
      state: 'open',
      opensAt: now,
      openedAt: now,
      closesAt: new Date(now.getTime() + 72 * hour),
      createdAt: now,
      ...given,
    },
  })
}

/** A statement, of somebody where one is named. */
export async function write(
  { app, clock }: City,
  { id: forumId, isNamed }: Forum,
  text: string,
  { by, state = 'waiting' }: { by?: { id: number }; state?: ForumStatement['state'] } = {},
): Promise<ForumStatement> {
  const { database, settings } = app.work
  const owner = by && (await ownedBy(database.client, settings, { telegramId: BigInt(by.id), isAnonymous: !isNamed }))
  const number = (await database.client.forumStatement.count({ where: { forumId } })) + 1
  const data = { forumId, number, text, state, isFlagged: isHurtful(text), createdAt: clock.now(), ...owner }
  return database.client.forumStatement.create({ data })
}

/** Votes of somebody, and what follows from them. */
export async function vote(
  city: City,
  forum: Forum,
  statement: ForumStatement,
  { by, value = 1 }: { by: { id: number }; value?: number },
): Promise<void> {
  const { database, settings } = city.app.work
  await database.client.$transaction(async (tx) => {
    const participant = await join(tx, settings, forum, BigInt(by.id))
    const data = { forumId: forum.id, statementId: statement.id, participantId: participant.id, value }
    await tx.forumVote.create({ data })
    await noteActivity(tx, forum.id, city.clock.now())
  })
  database.wake(tasksChannel)
  await city.settled()
}
