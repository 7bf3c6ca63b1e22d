import type { Db } from '../../platform/database/database.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Sealing } from '../../platform/sealing.ts'
import type { Settings } from '../../platform/work.ts'

/** Whose a ticket is, as its row has it: a person, a sealed account, or nobody any more. */
export interface Owned {
  personId: bigint | null
  sealedAuthor: Uint8Array | null
}

/** Somebody who is told something, or whose right is checked. */
type Key = Pick<Settings, 'sealing'>

/** Rows that are opened at once, between which others have their turn. */
const batch = 2000

/** What a row holds of its author; refused where nobody can be promised that they are not named. */
export async function ownedBy(
  db: Db,
  { sealing }: Key,
  { telegramId, isAnonymous }: { telegramId: bigint; isAnonymous: boolean },
): Promise<{ personId: bigint | null; sealedAuthor: Uint8Array<ArrayBuffer> | null }> {
  if (isAnonymous) {
    if (sealing === null) throw new Refusal('tickets:noAnonymity')
    return { personId: null, sealedAuthor: sealing.seal(written(telegramId)) }
  }
  const { id } = await db.person.findUniqueOrThrow({ where: { telegramId }, select: { id: true } })
  return { personId: id, sealedAuthor: null }
}

/** The account whose a row is, for nothing but telling them and knowing them again; null: nobody's, or sealed with another key. */
export async function accountOf(db: Db, { sealing }: Key, owned: Owned): Promise<bigint | null> {
  if (owned.sealedAuthor !== null) return unsealed(sealing, owned.sealedAuthor)
  if (owned.personId === null) return null
  const person = await db.person.findUnique({ where: { id: owned.personId }, select: { telegramId: true } })
  return person?.telegramId ?? null
}

/** With what a row is read for `accountIn`. */
export const ownerAccount = { person: { select: { telegramId: true } } } as const

/** The same of a row that was read with its person, for many at once. */
export function accountIn(
  { sealing }: Key,
  { sealedAuthor, person }: Pick<Owned, 'sealedAuthor'> & { person: { telegramId: bigint } | null },
): bigint | null {
  return sealedAuthor === null ? (person?.telegramId ?? null) : unsealed(sealing, sealedAuthor)
}

/** Whether a row is somebody's. */
export async function isOwn(db: Db, key: Key, owned: Owned, telegramId: bigint): Promise<boolean> {
  return (await accountOf(db, key, owned)) === telegramId
}

/** Those of these sealed rows that are somebody's: each is opened, for nothing else tells. */
export function ownSealed<Row extends { sealedAuthor: Uint8Array | null }>(
  { sealing }: Key,
  rows: Row[],
  telegramId: bigint,
): Row[] {
  return rows.filter(({ sealedAuthor }) => sealedAuthor !== null && unsealed(sealing, sealedAuthor) === telegramId)
}

/** Which sealed rows of a table are read next. */
interface Some {
  where: { sealedAuthor: { not: null }; id?: { lt: bigint } }
  orderBy: { id: 'desc' }
  take: number
}

/** The same of all sealed rows of a table, the newest first: however many there are, others have their turn in between. */
export async function ownAmong<Row extends { id: bigint; sealedAuthor: Uint8Array | null }>(
  key: Key,
  telegramId: bigint,
  read: (some: Some) => Promise<Row[]>,
): Promise<Row[]> {
  const own: Row[] = []
  for (let before: bigint | undefined; key.sealing !== null;) {
    const where = { sealedAuthor: { not: null }, ...(before !== undefined && { id: { lt: before } }) } as const
    const rows = await read({ where, orderBy: { id: 'desc' }, take: batch })
    own.push(...ownSealed(key, rows, telegramId))
    before = rows.at(-1)?.id
    if (rows.length < batch) break
  }
  return own
}

/** The numbers of all tickets that are somebody's, with and without their name, the newest first. */
export async function ownTicketIds(db: Db, key: Key, telegramId: bigint): Promise<bigint[]> {
  const named = await db.ticket.findMany({ where: { person: { telegramId } }, select: { id: true } })
  const sealed = await ownAmong(key, telegramId, (some) =>
    db.ticket.findMany({ ...some, select: { id: true, sealedAuthor: true } }),
  )
  return [...named, ...sealed].map(({ id }) => id).toSorted((a, b) => (a < b ? 1 : -1))
}

/** Of one length, so that it tells nothing. */
const written = (telegramId: bigint) => `author ${String(telegramId).padStart(20, '0')}`

function unsealed(sealing: Sealing | null, bytes: Uint8Array): bigint | null {
  if (sealing === null) return null
  try {
    return BigInt(sealing.unseal(bytes).replace('author ', ''))
  } catch (error) {
    // Sealed with a key that was exchanged since: nobody can be reached by it any more.
    if (error instanceof Error && /unable to authenticate|not sealed/i.test(error.message)) return null
    throw error
  }
}
