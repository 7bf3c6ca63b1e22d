import { z } from 'zod'
import { Prisma } from '../../../generated/prisma/client.ts'
import type { Forum } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { Language, Voice } from '../../../platform/texts.ts'
import { Audience } from '../../../shared/audiences/audience.ts'
import type { Scope } from '../../../shared/audiences/audience.ts'
import { audienceText } from '../../../shared/audiences/words.ts'
import { makeCode } from '../forums.ts'

/** What a forum is made of, whether it was asked for in chat or read from a file. */
export const ForumPlan = z.object({
  title: z.string(),
  question: z.string(),
  background: z.string().nullable(),
  policyId: z.string().nullable(),
  paragraphs: z.array(z.number()),
  audience: Audience,
  isPublic: z.boolean(),
  isNamed: z.boolean(),
  moderation: z.enum(['before', 'after']),
  sharesRows: z.boolean(),
  reasons: z.array(z.string()),
  opensAt: z.iso.datetime(),
  closesAt: z.iso.datetime(),
  seeds: z.array(z.string()),
})
export type ForumPlan = z.infer<typeof ForumPlan>

/** What writing down an audience in both languages takes; a turn has it, and a job can give it. */
export interface Around extends Scope {
  voiceIn(language: Language): Voice
}

/** So long at least between opening and closing. */
const shortest = 10 * 60_000

/** Why a forum cannot be as it is planned; null: it can. */
export function faultOf(
  { opensAt, closesAt, isNamed }: Pick<ForumPlan, 'opensAt' | 'closesAt' | 'isNamed'>,
  { settings, now }: Pick<Turn, 'settings' | 'now'>,
): 'forums:closesEarly' | 'forums:onlyNamed' | null {
  if (!isNamed && settings.sealing === null) return 'forums:onlyNamed'
  const opens = Math.max(now.getTime(), new Date(opensAt).getTime())
  return new Date(closesAt).getTime() - opens < shortest ? 'forums:closesEarly' : null
}

/** Makes a draft of a forum; `authorId`: of the person. */
export async function makeForum(
  db: Db,
  plan: ForumPlan,
  authorId: bigint | null,
  around: Around,
  now: Date,
): Promise<Forum> {
  const data = { ...(await rowOf(db, plan, around, now)), state: 'draft' as const, authorId, createdAt: now }
  const forum = await db.forum.create({ data: { ...data, code: await makeCode(db) } })
  await addSeeds(db, forum.id, plan.seeds, now)
  return forum
}

/** Makes somebody's draft of the same title anew; null: they have none. */
export async function remakeForum(
  db: Db,
  plan: ForumPlan,
  authorId: bigint,
  around: Around,
  now: Date,
): Promise<Forum | null> {
  const drafts = await db.forum.findMany({ where: { state: 'draft', authorId }, orderBy: { id: 'desc' } })
  const found = drafts.find(({ title }) => title.toLowerCase() === plan.title.toLowerCase())
  if (found === undefined) return null
  const { id } = await takeForum(db, found.id, ['draft'])
  await db.forumStatement.deleteMany({ where: { forumId: id } })
  const forum = await db.forum.update({ where: { id }, data: await rowOf(db, plan, around, now) })
  await addSeeds(db, id, plan.seeds, now)
  return forum
}

/** What a forum is made of, from its row. */
export async function planOf(db: Db, forum: Forum): Promise<ForumPlan> {
  const seeds = await db.forumStatement.findMany({
    where: { forumId: forum.id, isSeed: true },
    orderBy: { number: 'asc' },
    select: { text: true },
  })
  return ForumPlan.parse({
    ...forum,
    policyId: forum.policyId === null ? null : String(forum.policyId),
    opensAt: forum.opensAt.toISOString(),
    closesAt: forum.closesAt.toISOString(),
    seeds: seeds.map(({ text }) => text),
  })
}

/** An audience in words, in both languages. */
export async function audienceTexts(db: Db, audience: Audience, around: Around, now: Date) {
  const inWords = async (language: Language) =>
    (await audienceText(db, around.voiceIn(language), audience, around, now)) ?? ''
  return { id: await inWords('id'), en: await inWords('en') }
}

async function rowOf(db: Db, { seeds: _seeds, policyId, audience, ...rest }: ForumPlan, around: Around, now: Date) {
  return {
    ...rest,
    policyId: policyId === null ? null : BigInt(policyId),
    audience,
    audienceText: await audienceTexts(db, audience, around, now),
  }
}

/** Adds statements of the organisers, which are accepted at once; those that stand there already stay as they are. */
export async function addSeeds(db: Db, forumId: bigint, seeds: string[], now: Date): Promise<void> {
  const there = await db.forumStatement.findMany({
    where: { forumId, text: { in: seeds }, state: { in: ['accepted', 'waiting'] } },
    select: { text: true },
  })
  const texts = seeds.filter((seed) => !there.some(({ text }) => text === seed))
  const { _max } = await db.forumStatement.aggregate({ where: { forumId }, _max: { number: true } })
  const first = (_max.number ?? 0) + 1
  await db.forumStatement.createMany({
    data: texts.map((text, n) => ({
      forumId,
      number: first + n,
      text,
      isSeed: true,
      state: 'accepted' as const,
      createdAt: now,
      decidedAt: now,
    })),
  })
}

/** A forum that nobody else changes meanwhile, if it is in one of these states; refused otherwise. */
export async function takeForum(db: Db, id: bigint, states: Forum['state'][]): Promise<Forum> {
  await db.$queryRaw(Prisma.sql`SELECT id FROM forum WHERE id = ${id} FOR NO KEY UPDATE`)
  const forum = await db.forum.findUnique({ where: { id } })
  if (forum === null) throw new Refusal('forums:unknown')
  if (!states.includes(forum.state)) throw new Refusal('forums:stateChanged')
  return forum
}
