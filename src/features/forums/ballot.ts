import type { Db } from '../../platform/database/database.ts'

/** Of the locks that are no row's, those of the forums'. */
const ballots = 7_261_007

/** Until its transaction ends somebody votes in a forum; of two such neither waits for the other. */
export async function whileVoting(tx: Db, forumId: bigint): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock_shared(${ballots}::int, ${placeOf(forumId)}::int)`
}

/**
 * Every vote that has begun in a forum is stored or has failed, and until the transaction ends no other begins: what
 * is read now has no gap that a vote with a lower number could still fill.
 */
export async function betweenVotes(tx: Db, forumId: bigint): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(${ballots}::int, ${placeOf(forumId)}::int)`
}

const placeOf = (forumId: bigint) => Number(forumId % 2_147_483_647n)
