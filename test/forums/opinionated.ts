// People with opinions, as rows: many of them, who vote at once.
import { randomUUID } from 'node:crypto'
import type { Forum, ForumStatement } from '../../src/generated/prisma/client.ts'
import { noteActivity } from '../../src/features/forums/activity.ts'
import { refreshing } from '../../src/features/forums/findings/refreshing.ts'
import { join } from '../../src/features/forums/participants.ts'
import { tasksChannel } from '../../src/platform/tasks/tasks.ts'
import type { openStaffedCity } from '../support/city.ts'
import { write } from './forumRows.ts'

export type City = Awaited<ReturnType<typeof openStaffedCity>>

export const dbOf = (city: City) => city.app.work.database.client

/** 1 agree, −1 disagree, 0 pass: what a camp says of each of the twelve statements, but for some slips. */
const camps = {
  early: [1, 1, 1, 1, 1, -1, -1, -1, -1, -1, 1, 0],
  late: [-1, -1, -1, -1, -1, 1, 1, 1, 1, 1, 1, 0],
  online: [-1, 1, -1, 1, -1, -1, 1, -1, 1, -1, 1, 0],
}
export type Camp = keyof typeof camps

/** Twelve statements that have been accepted. */
export async function writeTwelve(city: City, forum: Forum): Promise<ForumStatement[]> {
  const statements = []
  for (let n = 1; n <= 12; n++) {
    const text =
      n === 11 ? 'Antrean <daring> perlu ada' : n === 12 ? 'Loket keempat perlu dibuka' : `Usul jam layanan ${n}`
    statements.push(await write(city, forum, text, { state: 'accepted' }))
  }
  return statements
}

/** Numbers that look random, the same each time. */
export function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
}

/** How somebody of a camp votes. */
export function opinion(camp: Camp, random: () => number): number[] {
  return camps[camp].map((value) => (random() < 0.07 ? Math.floor(random() * 3) - 1 : value))
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
): Promise<string[]> {
  const db = dbOf(city)
  const random = chance(seed)
  const ids = Array.from({ length: people }, () => randomUUID())
  await db.forumParticipant.createMany({
    data: ids.map((id) => ({ id, forumId: forum.id, isEmployee: false, ...place })),
  })
  const votes = ids.flatMap((participantId) =>
    opinion(camp, random).map((value, n) => ({
      forumId: forum.id,
      statementId: statements[n]?.id ?? 0n,
      participantId,
      value,
    })),
  )
  await db.forumVote.createMany({ data: votes })
  return ids
}

/** Somebody with an account votes on the first so many statements as their camp does. */
export async function votesAs(
  city: City,
  forum: Forum,
  statements: ForumStatement[],
  { by, camp, most = 12 }: { by: { id: number }; camp: Camp; most?: number },
): Promise<void> {
  const db = dbOf(city)
  const { id: participantId } = await join(db, city.app.work.settings, forum, BigInt(by.id))
  await db.forumVote.createMany({
    data: statements.slice(0, most).map(({ id: statementId }, n) => ({
      forumId: forum.id,
      statementId,
      participantId,
      value: camps[camp][n] ?? 0,
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
