import { pino } from 'pino'
import type { Logger } from 'pino'

/** Where the process says what happens: JSON lines, never with texts, names or secrets. */
export type Log = Logger

export const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

/** A log to standard error at the given level. Errors of Telegram's client carry the token in their request: only their words are kept. */
export function openLog(level: (typeof levels)[number]): Log {
  return pino({ level, base: null, serializers: { err: describe } }, pino.destination({ fd: 2, sync: true }))
}

function describe(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: String(error) }
  const code = 'code' in error ? error.code : undefined
  return { name: error.name, code, message: withoutToken(error.message), stack: withoutToken(error.stack ?? '') }
}

/** Cuts everything that looks like a bot token, as in the addresses of Telegram's API. */
export function withoutToken(text: string): string {
  return text.replaceAll(/\d{3,}:[\w-]{3,}/g, '<token>')
}
