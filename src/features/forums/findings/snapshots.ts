import { z } from 'zod'
import type { Db } from '../../../platform/database/database.ts'

const numbers = z.array(z.number())
const flags = z.array(z.union([z.literal(0), z.literal(1)]))

/** What becomes of a forum's statements in a computation; statements are named by their numbers. */
export const Columns = z.object({
  /** The number of the statement in each column. */
  columns: numbers,
  /** 1 for each column on which nobody's place depends: rejected, not yet shown, or meta. */
  hidden: flags,
  meta: flags,
  /** Each merged statement on which somebody voted, with the one for which its votes count. */
  merged: z.array(z.tuple([z.number(), z.number()])),
})
export type Columns = z.infer<typeof Columns>

const Adopted = z.object({ k: z.number(), candidate: z.number(), wins: z.number() })

/** All that went into a computation beside the votes up to the watermark: from both it can be made again. */
export const SnapshotInput = Columns.extend({
  /** How many rows the log of votes had. */
  votes: z.number(),
  seed: z.number(),
  /** What was carried over from the one before; `isIn`: a digit for each participant, 1 for who had been grouped. */
  earlier: Adopted.extend({ isIn: z.string() }).nullable(),
})
export type SnapshotInput = z.infer<typeof SnapshotInput>

/** Votes on each column, passes included in `votes`. */
const Tally = z.object({ agrees: numbers, disagrees: numbers, votes: numbers })
export type Tally = z.infer<typeof Tally>

/** What came out; arrays have one entry for each column, in the order of `columns`. */
export const StoredOpinion = z.object({
  columns: numbers,
  k: z.number(),
  isClear: z.boolean(),
  unclear: z.enum(['tooFewPeople', 'unstable', 'likeChance']).nullable(),
  stability: z
    .object({
      ari: z.number(),
      isStable: z.boolean(),
      silhouette: z.number(),
      threshold: z.number(),
      isAboveChance: z.boolean(),
    })
    .nullable(),
  silhouettes: numbers,
  adopted: Adopted,
  /** How many people are in the groups. */
  grouped: z.number(),
  everyone: Tally,
  groups: z.array(
    Tally.extend({
      size: z.number(),
      representative: z.array(
        z.object({
          /** Its number. */
          statement: z.number(),
          side: z.enum(['agree', 'disagree']),
          isBestAgree: z.boolean(),
          probability: z.number(),
          probabilityTest: z.number(),
          representativeness: z.number(),
          representativenessTest: z.number(),
        }),
      ),
    }),
  ),
  /** Numbers of statements. */
  majority: z.object({ agree: numbers, disagree: numbers }),
  /** Group-informed consensus, and the same with all in one group. */
  consensus: numbers,
  agreement: numbers,
  extremity: numbers,
  /** How much it is worth to ask for a vote, by the number of the statement. */
  priorities: z.record(z.string(), z.number()),
})
export type StoredOpinion = z.infer<typeof StoredOpinion>

/** Where a participant stands: x, y, and the group from 0; −1: in none. */
export const Place = z.tuple([z.number(), z.number(), z.number()])
export type Place = z.infer<typeof Place>
/** By the participant's id. */
export const Places = z.record(z.string(), Place)
export type Places = z.infer<typeof Places>

/** A snapshot without what is large in it. */
export interface Snapshot {
  id: bigint
  forumId: bigint
  watermark: bigint
  voters: number
  input: SnapshotInput
  opinion: StoredOpinion
}

/** What was computed last of a forum; null: nothing was yet. */
export async function newestSnapshot(db: Db, forumId: bigint): Promise<Snapshot | null> {
  const row = await db.forumSnapshot.findFirst({
    where: { forumId },
    orderBy: { id: 'desc' },
    select: { id: true, forumId: true, watermark: true, voters: true, input: true, opinion: true },
  })
  return row && { ...row, input: SnapshotInput.parse(row.input), opinion: StoredOpinion.parse(row.opinion) }
}

/** Where somebody stands in a snapshot; null: they were not in it, or places are no longer kept of it. */
export async function placeIn(db: Db, snapshotId: bigint, participantId: string): Promise<Place | null> {
  const [row] = await db.$queryRaw<{ place: unknown }[]>`
    SELECT places->${participantId}::text AS place FROM forum_snapshot WHERE id = ${snapshotId}`
  return Place.nullable().parse(row?.place ?? null)
}

/** Where everybody stands in a snapshot; empty: nobody does, or places are no longer kept of it. */
export async function placesIn(db: Db, snapshotId: bigint): Promise<Places> {
  const row = await db.forumSnapshot.findUnique({ where: { id: snapshotId }, select: { places: true } })
  return Places.parse(row?.places ?? {})
}
