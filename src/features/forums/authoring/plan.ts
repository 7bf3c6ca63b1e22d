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
  const { seeds, policyId, audience, ...rest } = plan
  const inWords = async (language: Language) =>
    (await audienceText(db, around.voiceIn(language), audience, around, now)) ?? ''
  const forum = await db.forum.create({
    data: {
      ...rest,
      code: await makeCode(db),
      policyId: policyId === null ? null : BigInt(policyId),
      audience,
      audienceText: { id: await inWords('id'), en: await inWords('en') },
      state: 'draft',
      authorId,
      createdAt: now,
    },
  })
  await addSeeds(db, forum.id, seeds, now)
  return forum
}

/** Adds statements of the organisers, which are accepted at once. */
export async function addSeeds(db: Db, forumId: bigint, seeds: string[], now: Date): Promise<void> {
  const { _max } = await db.forumStatement.aggregate({ where: { forumId }, _max: { number: true } })
  const first = (_max.number ?? 0) + 1
  await db.forumStatement.createMany({
    data: seeds.map((text, n) => ({
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
