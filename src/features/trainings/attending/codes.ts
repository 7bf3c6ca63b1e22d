import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** The name under which a participant's code is opened: t.me/<bot>?start=h-<code>. */
export const codeStart = 'h'
/** The name under which a trainer opens a session: t.me/<bot>?start=trainer-<secret>. */
export const trainerStart = 'trainer'

/** How long a code holds after it was shown, in milliseconds. */
export const codeLife = 60_000
/** How long a code is shown before the next one takes its place, so that none that is seen has expired. */
export const turnAfter = 45_000
/** How long codes take each other's place by themselves, after a trainer asked for them. */
export const turnsFor = 30 * 60_000
/** How far the clocks of two instances may be apart. */
const skew = 2000
const macLetters = 16

/** What a code says. */
export interface Code {
  session: bigint
  shownAt: number
  mac: string
}

/** A secret that nobody guesses: 128 bits, of characters that a deep link may have. */
export function freshSecret(): string {
  return randomBytes(16).toString('base64url')
}

/** What is kept of a trainer's secret: it is found by it, and codes are signed with it, so that old ones die with it. */
export function keyOf(secret: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(secret).digest())
}

/** The code of a session that is shown at a moment, as a deep link has it. */
export function makeCode(key: Uint8Array, session: bigint, shownAt: Date): string {
  const at = shownAt.getTime()
  return `${session.toString(36)}-${at.toString(36)}-${macOf(key, session, at)}`
}

/** What a deep link says; undefined: it is none of ours. */
export function readCode(text: string): Code | undefined {
  const [, session, shownAt, mac] = /^([0-9a-z]{1,12})-([0-9a-z]{1,9})-([\w-]{16})$/.exec(text) ?? []
  if (session === undefined || shownAt === undefined || mac === undefined) return undefined
  return { session: BigInt(Number.parseInt(session, 36)), shownAt: Number.parseInt(shownAt, 36), mac }
}

/** Whether the code was made with this key. */
export function isGenuine(key: Uint8Array, { session, shownAt, mac }: Code): boolean {
  const expected = Buffer.from(macOf(key, session, shownAt))
  const given = Buffer.from(mac)
  return expected.length === given.length && timingSafeEqual(expected, given)
}

/** Whether it may still be used. */
export function isFresh({ shownAt }: Code, now: Date): boolean {
  const age = now.getTime() - shownAt
  return age >= -skew && age <= codeLife
}

function macOf(key: Uint8Array, session: bigint, shownAt: number): string {
  return createHmac('sha256', key).update(`attendance:${session}:${shownAt}`).digest('base64url').slice(0, macLetters)
}
