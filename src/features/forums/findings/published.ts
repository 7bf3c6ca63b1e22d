import { z } from 'zod'
import type { Db } from '../../../platform/database/database.ts'

const numbers = z.array(z.number())
/** A rounded share from 0 to 1; null: of too few people to be told. */
const Share = z.number().nullable()

/** How people voted on a statement. */
const Shares = z.object({ number: z.number(), agree: Share, disagree: Share, pass: Share })
export type Shares = z.infer<typeof Shares>

/** An ellipse around most of a group's people; `angle` in radians. */
const Shape = z.object({ x: z.number(), y: z.number(), rx: z.number(), ry: z.number(), angle: z.number() })
export type Shape = z.infer<typeof Shape>

/** People who vote alike, at least k of them. */
const PublishedGroup = z.object({
  /** Its place among the computed groups, from 0; those that are not told are missing. */
  index: z.number(),
  /** A, B, … */
  name: z.string(),
  people: z.number(),
  /** What tells it from the others, and on which side of it most of the group stand. */
  representative: z.array(z.object({ number: z.number(), side: z.enum(['agree', 'disagree']) })),
  /** Its votes on the statements of which that can be told. */
  shares: z.array(Shares),
  shape: Shape,
})
export type PublishedGroup = z.infer<typeof PublishedGroup>

const PublishedGroups = z.object({
  /** The snapshot they are of: where people stand in it is kept. */
  snapshot: z.string(),
  /** How many people are in groups, also in those that are not told. */
  people: z.number(),
  /** What each of the computed groups is called, also those that are not told. */
  names: z.array(z.string()),
  /** They came out nearly the same from samples of the votes. */
  isFirm: z.boolean(),
  list: z.array(PublishedGroup),
  /** What most of each group agree with, and where groups differ most: numbers of statements. */
  consensus: numbers,
  divisive: numbers,
})
export type PublishedGroups = z.infer<typeof PublishedGroups>

/** What people are shown of a computation: no figure of fewer than k people, nor one from which such could be worked out. */
export const PublishedFindings = z.object({
  /** How many had voted. */
  people: z.number(),
  shares: z.array(Shares),
  /** Numbers of statements: what most agree or disagree with, what divides everybody, and of what many are unsure. */
  majority: z.object({ agree: numbers, disagree: numbers }),
  split: numbers,
  uncertain: numbers,
  /** Why no groups are told; null: they are. */
  unclear: z.enum(['tooFewPeople', 'unstable', 'likeChance', 'hidden']).nullable(),
  groups: PublishedGroups.nullable(),
  /** Who voted by the unit at the top, once the forum has closed; `unit` null: the public, or employees of no unit. */
  units: z.array(z.object({ unit: z.string().nullable(), isEmployee: z.boolean(), people: z.number() })).nullable(),
})
export type PublishedFindings = z.infer<typeof PublishedFindings>

/** What was published last of a forum. */
export interface Findings {
  snapshotId: bigint
  watermark: bigint
  published: PublishedFindings
  /** Statements by their numbers, as far as they may be read now; one that was rejected since is in no list. */
  texts: Map<number, string>
}

/** What is published now of a forum; null: nothing can be yet. */
export async function publishedOf(db: Db, forumId: bigint): Promise<Findings | null> {
  const [row] = await db.$queryRaw<{ id: bigint; watermark: bigint; published: unknown }[]>`
    SELECT id, watermark, published FROM forum_snapshot
    WHERE forum_id = ${forumId} AND published IS NOT NULL ORDER BY id DESC LIMIT 1`
  if (row === undefined) return null
  const rows = await db.forumStatement.findMany({
    where: { forumId, OR: [{ state: 'accepted' }, { state: 'waiting', forum: { moderation: 'after' } }] },
    select: { number: true, text: true },
    orderBy: { number: 'asc' },
  })
  const texts = new Map(rows.map(({ number, text }) => [number, text]))
  const published = PublishedFindings.parse(row.published)
  return { snapshotId: row.id, watermark: row.watermark, published: readable(published, texts), texts }
}

/** The same without what may not be read any more. */
function readable(published: PublishedFindings, texts: Map<number, string>): PublishedFindings {
  const isRead = (number: number) => texts.has(number)
  const hasText = ({ number }: { number: number }) => texts.has(number)
  const { majority, groups } = published
  return {
    ...published,
    shares: published.shares.filter(hasText),
    majority: { agree: majority.agree.filter(isRead), disagree: majority.disagree.filter(isRead) },
    split: published.split.filter(isRead),
    uncertain: published.uncertain.filter(isRead),
    groups: groups && {
      ...groups,
      list: groups.list.map((group) => ({
        ...group,
        representative: group.representative.filter(hasText),
        shares: group.shares.filter(hasText),
      })),
      consensus: groups.consensus.filter(isRead),
      divisive: groups.divisive.filter(isRead),
    },
  }
}
