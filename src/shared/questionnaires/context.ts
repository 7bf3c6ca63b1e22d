import type { Db } from '../../platform/database/database.ts'

/** What somebody has set out to do, which is shown with the question how far they have got; null: they have said nothing. */
export async function targetOf(db: Db, personId: bigint): Promise<string | null> {
  const found = await db.checkinTarget.findUnique({ where: { personId }, select: { text: true } })
  return found?.text ?? null
}
