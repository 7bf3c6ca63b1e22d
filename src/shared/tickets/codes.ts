import { randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import type { Db } from '../../platform/database/database.ts'

/** What names a ticket. */
export interface Numbered {
  year: number
  number: number
}

const derive = promisify<string, Uint8Array, number, Buffer>(scrypt)
/** Without I and O, which are read as 1 and 0. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ'
const secretLength = 6
const digestBytes = 32
const saltBytes = 16

/** A ticket's name, as in SG-2026-000123. */
export function codeOf({ year, number }: Numbered): string {
  return `SG-${year}-${String(number).padStart(6, '0')}`
}

/** Reads a ticket's name in any spelling that people use, such as "sg 2026 123"; undefined: it is none. */
export function readCode(text: string): Numbered | undefined {
  const [, year, number] = /^\s*(?:sg)?[\s\-–—./]*(\d{4})[\s\-–—./]+(\d{1,9})\s*$/i.exec(text) ?? []
  return year === undefined || number === undefined ? undefined : { year: Number(year), number: Number(number) }
}

/** The next number of a year, which nobody else gets. */
export async function nextNumber(tx: Db, year: number): Promise<number> {
  const [row] = await tx.$queryRaw<{ last: number }[]>`
    INSERT INTO ticket_year (year, last) VALUES (${year}::int, 1)
    ON CONFLICT (year) DO UPDATE SET last = ticket_year.last + 1 RETURNING last`
  if (row === undefined) throw new Error('A year without a number')
  return row.last
}

/** Six letters by which a ticket is found without its author's account, and what is kept of them. */
export async function makeSecret(): Promise<{
  secret: string
  salt: Uint8Array<ArrayBuffer>
  digest: Uint8Array<ArrayBuffer>
}> {
  const secret = Array.from({ length: secretLength }, () => letters[randomInt(letters.length)]).join('')
  const salt = new Uint8Array(randomBytes(saltBytes))
  return { secret, salt, digest: await digestOf(secret, salt) }
}

/** Six letters as they are kept, from any spelling; undefined: they are none. */
export function readSecret(text: string): string | undefined {
  const bare = text.replaceAll(/[\s.-]/g, '').toUpperCase()
  return bare.length === secretLength && /^[A-HJ-NP-Z]+$/.test(bare) ? bare : undefined
}

/** Whether these are a ticket's letters. */
export async function isSecret(secret: string, kept: { salt: Uint8Array; digest: Uint8Array }): Promise<boolean> {
  const digest = await digestOf(secret, kept.salt)
  return kept.digest.length === digest.length && timingSafeEqual(digest, kept.digest)
}

/** By scrypt: whoever has the database still needs months to try all of them. */
async function digestOf(secret: string, salt: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await derive(secret, salt, digestBytes))
}
