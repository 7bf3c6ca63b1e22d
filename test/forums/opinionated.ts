// People with opinions, as rows: many of them, who vote at once.
import type { Forum, ForumStatement } from '../../src/generated/prisma/client.ts'
import { noteActivity } from '../../src/features/forums/activity.ts'
import { refreshing } from '../../src/features/forums/findings/refreshing.ts'
import { makeChance } from '../../src/features/forums/opinion/chance.ts'
import { join } from '../../src/features/forums/participants.ts'
import { tasksChannel } from '../../src/platform/tasks/tasks.ts'
import type { openStaffedCity } from '../support/city.ts'
import { write } from './forumRows.ts'

export type City = Awaited<ReturnType<typeof openStaffedCity>>

export const dbOf = (city: City) => city.app.work.database.client

/** 1 agree, −1 disagree, 0 pass: what a camp says of the nth of the statements that divide, but for some slips. */
const camps = {
  early: (n: number) => (n % 2 === 0 ? 1 : -1),
  late: (n: number) => (Math.floor(n / 2) % 2 === 0 ? 1 : -1),
  online: (n: number) => (n % 2 === Math.floor(n / 2) % 2 ? 1 : -1),
}
export type Camp = keyof typeof camps

const dividing = 28
const slips = 0.25

/** Thirty statements that have been accepted: 28 that divide, one that all agree with, and one of which nobody is sure. */
export async function writeThirty(city: City, forum: Forum): Promise<ForumStatement[]> {
  const statements = []
  for (let n = 1; n <= dividing; n++)
    statements.push(await write(city, forum, `Usul jam layanan ${n}`, { state: 'accepted' }))
  for (const text of ['Antrean <daring> perlu ada', 'Loket keempat perlu dibuka'])
    statements.push(await write(city, forum, text, { state: 'accepted' }))
  return statements
}

/** What a camp says of the nth statement. */
function stand(camp: Camp, n: number): number {
  return n < dividing ? camps[camp](n) : n === dividing ? 1 : 0
}

/** So many new people of a camp vote on all statements; nobody is told. */
export async function voteMany(
  city: City,
  forum: Forum,
  statements: ForumStatement[],
  {
    camp,
    people,
    seed,
    place = {},
  }: { camp: Camp; people: number; seed: number; place?: { unitId?: bigint; isEmployee?: boolean } },
): Promise<void> {
  const db = dbOf(city)
  const random = makeChance(seed)
  // In an order of their own, in which they are written, so that the same is found each time.
  const ids = Array.from(
    { length: people },
    (_, n) => `00000000-0000-4000-8000-${String(seed * 1e6 + n).padStart(12, '0')}`,
  )
  await db.forumParticipant.createMany({
    data: ids.map((id) => ({ id, forumId: forum.id, isEmployee: false, ...place })),
  })
  const votes = ids.flatMap((participantId) =>
    statements.map(({ id: statementId }, n) => {
      const value = random() < slips ? Math.floor(random() * 3) - 1 : stand(camp, n)
      return { forumId: forum.id, statementId, participantId, value }
    }),
  )
  await db.forumVote.createMany({ data: votes })
}

/** Somebody with an account votes on the first so many statements as their camp does. */
export async function votesAs(
  city: City,
  forum: Forum,
  statements: ForumStatement[],
  { by, camp, most = statements.length }: { by: { id: number }; camp: Camp; most?: number },
): Promise<void> {
  const db = dbOf(city)
  const { id: participantId } = await join(db, city.app.work.settings, forum, BigInt(by.id))
  await db.forumVote.createMany({
    data: statements.slice(0, most).map(({ id: statementId }, n) => ({
      forumId: forum.id,
      statementId,
      participantId,
      value: stand(camp, n),
    })),
  })
}

/** Everything is computed that has happened, without the ten seconds in between. */
export async function refresh(city: City, { id }: Pick<Forum, 'id'>): Promise<void> {
  const { database, clock } = city.app.work
  await database.client.task.updateMany({ where: { name: refreshing.name, attempts: 0 }, data: { restUntil: null } })
  await noteActivity(database.client, id, clock.now())
  database.wake(tasksChannel)
  await city.settled()
}
