import type { z } from 'zod'
import { Halt } from './platform/halt.ts'
import type { levels } from './platform/log.ts'
import type { ResponseDays } from './platform/work.ts'
import { expected, isHost, isLoopback, names, Settings, shown, telegramRoot, withoutSlash } from './settings.ts'
import type { Name } from './settings.ts'

/** The settings of one start, checked: the only thing the rest of Rembuk knows of the environment. */
export interface Config {
  /** No token: the stand-in takes Telegram's place. */
  playground: boolean
  botToken: string | undefined
  /** Without a slash at the end. */
  apiRoot: string
  /** Undefined: the embedded engine in `dataDir`. */
  databaseUrl: string | undefined
  dataDir: string
  adminIds: bigint[]
  /** 32 bytes. */
  anonKey: Uint8Array | undefined
  host: string
  /** 0: any free one. */
  port: number
  /** Without a slash at the end. */
  publicUrl: string | undefined
  /** Where Telegram delivers updates and what it proves itself with; null: updates are polled. */
  webhook: { url: string; path: string; secret: string } | null
  timeZone: string
  /** Minutes after midnight, `from` later than `to` when it spans midnight; null: no hour is quiet. */
  quietHours: { from: number; to: number } | null
  /** Minutes after midnight. */
  officeHours: { from: number; to: number }
  /** In working days. */
  responseDays: ResponseDays
  /** Messages a second. */
  sendRate: number
  paidBroadcast: boolean
  /** The smallest group about which anything is published. */
  minGroup: number
  logLevel: (typeof levels)[number]
}

/** Where the webhook is served. */
const webhookPath = '/telegram/webhook'

/** Reads the settings. Throws a Halt with one line for each wrong or missing variable. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given: Given = {}
  for (const name of names) given[name] = clean(name, env[name])
  const result = Settings.safeParse(given)
  const wrong = new Set(result.error?.issues.map((issue) => String(issue.path[0])))
  const faults = names.filter((name) => wrong.has(name)).map((name) => fault(name, given[name]))
  faults.push(...conflicts(given))
  if (!result.success || faults.length > 0) throw new Halt(faults.join('\n'))
  return shape(result.data)
}

/** What the operator should know though Rembuk starts: one sentence each. */
export function warnings(config: Config): string[] {
  if (config.playground) return []
  const said: string[] = []
  if (config.adminIds.length === 0)
    said.push(
      'ADMIN_IDS is empty: nobody can announce or give roles. Set it to your Telegram account number, ' +
        'for example ADMIN_IDS=123456789; a bot such as @userinfobot tells you yours.',
    )
  if (config.anonKey === undefined)
    said.push(
      'ANON_KEY is empty: sending anonymously is not offered. Set it to what "openssl rand -base64 32" prints, ' +
        'and keep a copy: without it, anonymous authors can no longer be answered.',
    )
  return said
}

type Given = Partial<Record<Name, string>>

function clean(name: Name, value: string | undefined): string | undefined {
  const text = value?.trim()
  // Empty is an answer for the quiet hours: none.
  return text === '' && name !== 'QUIET_HOURS' ? undefined : text
}

function fault(name: Name, value: string | undefined): string {
  return `${name} ${expected[name]}.${shown.has(name) ? ` It is "${value?.slice(0, 40)}".` : ''}`
}

/** Values that are right alone and wrong together. */
function conflicts(given: Given): string[] {
  const found: string[] = []
  const token = given.BOT_TOKEN
  if (token === undefined && given.HOST !== undefined && isHost(given.HOST) && !isLoopback(given.HOST))
    found.push(
      'HOST: the playground lets anyone be admin, so it listens on this machine only. Set HOST=127.0.0.1, or set BOT_TOKEN to run on Telegram.',
    )
  if (given.UPDATES === 'webhook') {
    for (const name of ['BOT_TOKEN', 'PUBLIC_URL', 'WEBHOOK_SECRET'] as const)
      if (given[name] === undefined)
        found.push(`${name} is missing, and UPDATES=webhook needs it: it ${expected[name]}. Or set UPDATES=polling.`)
  }
  const rate = Number(given.SEND_RATE ?? 0)
  const free = token === undefined || withoutSlash(given.BOT_API_ROOT ?? telegramRoot) !== telegramRoot
  if (!free && rate > 1000 && rate <= 1_000_000)
    found.push('SEND_RATE should be at most 1000, for example 28: Telegram takes no more messages a second from a bot.')
  else if (!free && rate > 30 && rate <= 1000 && given.PAID_BROADCAST !== 'true')
    found.push(
      'SEND_RATE should be at most 30, for example 28: Telegram takes more messages a second only with PAID_BROADCAST=true, which costs Stars.',
    )
  return found
}

function shape(settings: z.infer<typeof Settings>): Config {
  const { BOT_TOKEN, PUBLIC_URL, WEBHOOK_SECRET, UPDATES } = settings
  return {
    playground: BOT_TOKEN === undefined,
    botToken: BOT_TOKEN,
    apiRoot: settings.BOT_API_ROOT,
    databaseUrl: settings.DATABASE_URL,
    dataDir: settings.DATA_DIR,
    adminIds: [...new Set(settings.ADMIN_IDS)],
    anonKey: settings.ANON_KEY,
    host: settings.HOST,
    port: settings.PORT,
    publicUrl: PUBLIC_URL,
    webhook:
      UPDATES === 'webhook' && PUBLIC_URL !== undefined && WEBHOOK_SECRET !== undefined
        ? { url: `${PUBLIC_URL}${webhookPath}`, path: webhookPath, secret: WEBHOOK_SECRET }
        : null,
    timeZone: settings.TIME_ZONE,
    quietHours: settings.QUIET_HOURS,
    officeHours: settings.OFFICE_HOURS,
    responseDays: settings.RESPONSE_DAYS,
    sendRate: settings.SEND_RATE,
    paidBroadcast: settings.PAID_BROADCAST,
    minGroup: settings.MIN_GROUP,
    logLevel: settings.LOG_LEVEL,
  }
}
