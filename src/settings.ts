import { isIP } from 'node:net'
import { z } from 'zod'
import { levels } from './platform/log.ts'
import { readResponseDays } from './responseDays.ts'
import { readHours } from './platform/outbox/quietHours.ts'
import type { QuietHours } from './platform/outbox/quietHours.ts'

/** Where Telegram's own Bot API is. */
export const telegramRoot = 'https://api.telegram.org'
const wholeNumber = z.string().regex(/^\d+$/).transform(Number)
const address = z.string().refine(isAddress).transform(withoutSlash)

/** Every variable of the environment, its rule and its default; empty ones count as absent. */
export const Settings = z.object({
  BOT_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]+$/)
    .optional(),
  BOT_API_ROOT: address.default(telegramRoot),
  DATABASE_URL: z.string().refine(isPostgres).optional(),
  DATA_DIR: z.string().default('./data'),
  ADMIN_IDS: z
    .string()
    .transform(words)
    .pipe(z.array(wholeNumber.refine(isAccount).transform(BigInt)))
    .default([]),
  ANON_KEY: z
    .string()
    .regex(/^[A-Za-z0-9+/]{43}=?$/)
    .transform((text) => new Uint8Array(Buffer.from(text, 'base64')))
    .optional(),
  HOST: z.string().refine(isHost).default('127.0.0.1'),
  PORT: wholeNumber.refine((port) => port <= 65_535).default(3000),
  PUBLIC_URL: address.refine(isSafe).optional(),
  UPDATES: z.enum(['polling', 'webhook']).default('polling'),
  WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{1,256}$/)
    .optional(),
  TIME_ZONE: z.string().refine(isZone).default('Asia/Jakarta'),
  QUIET_HOURS: z
    .string()
    .refine(isSpan)
    .transform(readSpan)
    .default({ from: 21 * 60, to: 6 * 60 }),
  OFFICE_HOURS: z
    .string()
    .refine(isOffice)
    .transform(readOffice)
    .default({ from: 7 * 60 + 30, to: 16 * 60 }),
  RESPONSE_DAYS: z
    .string()
    .default('')
    .transform((text, context) => {
      const days = readResponseDays(text)
      if (days !== null) return days
      context.addIssue('not days')
      return z.NEVER
    }),
  SEND_RATE: wholeNumber.refine((rate) => rate >= 1 && rate <= 1_000_000).default(28),
  PAID_BROADCAST: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .default(false),
  MIN_GROUP: wholeNumber.refine((size) => size >= 5).default(5),
  LOG_LEVEL: z.enum(levels).default('info'),
})

/** The name of a variable. */
export type Name = keyof typeof Settings.shape

/** Every variable that Rembuk reads. */
export const names = Settings.keyof().options

/** What a value should be, with an example. */
export const expected: Record<Name, string> = {
  BOT_TOKEN: 'should be the token that @BotFather gave, for example 123456789:AAF-abc_DEF; empty starts the playground',
  BOT_API_ROOT: `should be the http or https address of a Bot API server, for example ${telegramRoot}`,
  DATABASE_URL: 'should be a PostgreSQL address, for example postgresql://rembuk:password@localhost:5432/rembuk',
  DATA_DIR: 'should be a folder, for example ./data',
  ADMIN_IDS: 'should be Telegram account numbers separated by commas, for example 123456789,987654321',
  ANON_KEY: 'should be 32 random bytes in base64, for example what "openssl rand -base64 32" prints',
  HOST: 'should be the address to listen on, without a port, for example 127.0.0.1',
  PORT: 'should be a port from 1 to 65535, or 0 for any free one, for example 3000',
  PUBLIC_URL: 'should be the https address under which people reach Rembuk, for example https://rembuk.example.go.id',
  UPDATES: 'should be polling or webhook, for example polling',
  WEBHOOK_SECRET: 'should be 1 to 256 letters, digits, _ and -, for example what "openssl rand -hex 32" prints',
  TIME_ZONE: 'should be a time zone by its name, for example Asia/Jakarta, Asia/Makassar or Asia/Jayapura',
  QUIET_HOURS: 'should be two times of day, for example 21:00-06:00; empty: no hour is quiet',
  OFFICE_HOURS: 'should be when a working day begins and ends, two times of the same day, for example 07:30-16:00',
  RESPONSE_DAYS:
    'should be working days, 1 to 365, each by what it is for, for example first=3,question=5,appreciation=5,suggestion=14,complaint=14,inspection=60; those left out keep their default',
  SEND_RATE: 'should be a whole number of messages a second, 1 or more, for example 28',
  PAID_BROADCAST: 'should be true or false, for example false',
  MIN_GROUP: 'should be a whole number, 5 or more, for example 5: results about fewer people would tell who said what',
  LOG_LEVEL: `should be one of ${levels.join(', ')}, for example info`,
}

/** Values that may be repeated to the operator; all others may hold a secret, or be one pasted in the wrong line. */
export const shown = new Set<Name>([
  'PORT',
  'UPDATES',
  'TIME_ZONE',
  'QUIET_HOURS',
  'OFFICE_HOURS',
  'RESPONSE_DAYS',
  'SEND_RATE',
  'PAID_BROADCAST',
  'MIN_GROUP',
])

/** True for a host name or address that only this machine reaches. */
export function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host)
}

function words(text: string): string[] {
  return text.split(/[\s,]+/).filter((word) => word !== '')
}

/** The address without slashes at its end. */
export function withoutSlash(text: string): string {
  return text.replace(/\/+$/, '')
}

function isAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, search, hash } = new URL(text)
  return /^https?:$/.test(protocol) && search === '' && hash === '' && !/[?#\s]/.test(text)
}

function isSafe(text: string): boolean {
  const { protocol, hostname } = new URL(text)
  return protocol === 'https:' || isLoopback(hostname)
}

function isPostgres(text: string): boolean {
  return /^postgres(ql)?:\/\//.test(text) && URL.canParse(text)
}

/** Telegram's account numbers have at most 52 bits. */
function isAccount(id: number): boolean {
  return id > 0 && id < 2 ** 52
}

/** True for a host name or an IP address. */
export function isHost(text: string): boolean {
  return isIP(text) !== 0 || /^[a-z\d]([a-z\d.-]*[a-z\d])?$/i.test(text)
}

function isZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

function isSpan(text: string): boolean {
  const span = readSpan(text)
  return text === '' || (span !== null && span.from !== span.to)
}

function isOffice(text: string): boolean {
  const span = readSpan(text)
  return span !== null && span.from < span.to
}

function readOffice(text: string): QuietHours {
  return readSpan(text) ?? { from: 0, to: 0 }
}

function readSpan(text: string): QuietHours | null {
  return readHours(text.replace(/ ?[-–] ?/, '-')) ?? null
}
