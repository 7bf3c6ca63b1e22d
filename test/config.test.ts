import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { describe, expect, it } from 'vitest'
import { readConfig, warnings } from '../src/config.ts'
import { Halt } from '../src/platform/halt.ts'
import { root } from '../src/platform/root.ts'
import { names } from '../src/settings.ts'

const token = { BOT_TOKEN: '123:abc' }
const key = Buffer.alloc(32, 7).toString('base64')

/** The lines of the refusal; none when the settings are accepted. */
function faults(env: Record<string, string | undefined>): string[] {
  try {
    readConfig(env)
    return []
  } catch (error) {
    if (!(error instanceof Halt)) throw error
    return error.message.split('\n')
  }
}

describe('an empty environment', () => {
  it('is the playground with the defaults', () => {
    expect(readConfig({})).toEqual({
      playground: true,
      botToken: undefined,
      apiRoot: 'https://api.telegram.org',
      databaseUrl: undefined,
      dataDir: './data',
      adminIds: [],
      anonKey: undefined,
      host: '127.0.0.1',
      port: 3000,
      publicUrl: undefined,
      webhook: null,
      timeZone: 'Asia/Jakarta',
      quietHours: { from: 1260, to: 360 },
      officeHours: { from: 450, to: 960 },
      responseDays: { first: 3, question: 5, appreciation: 5, suggestion: 14, complaint: 14, inspection: 60 },
      sendRate: 28,
      paidBroadcast: false,
      minGroup: 5,
      logLevel: 'info',
    })
  })

  it('is the same as one of empty values, but for the quiet hours', () => {
    const empty = Object.fromEntries(names.map((name) => [name, '']))
    expect(readConfig(empty)).toEqual({ ...readConfig({}), quietHours: null })
  })
})

describe('right values', () => {
  it.each([
    [{ BOT_TOKEN: ' 123:a-b_C ' }, { botToken: '123:a-b_C', playground: false }],
    [{ BOT_API_ROOT: 'http://127.0.0.1:8081/' }, { apiRoot: 'http://127.0.0.1:8081' }],
    [{ DATABASE_URL: 'postgres://a@b/c' }, { databaseUrl: 'postgres://a@b/c' }],
    [{ ADMIN_IDS: '1, 22 333,1' }, { adminIds: [1n, 22n, 333n] }],
    [{ ADMIN_IDS: '4503599627370495' }, { adminIds: [4503599627370495n] }],
    [{ ANON_KEY: key }, { anonKey: new Uint8Array(32).fill(7) }],
    [{ ...token, HOST: '0.0.0.0' }, { host: '0.0.0.0' }],
    [
      { HOST: '::1', PORT: '0' },
      { host: '::1', port: 0 },
    ],
    [{ PUBLIC_URL: 'https://rembuk.go.id/' }, { publicUrl: 'https://rembuk.go.id', webhook: null }],
    [
      { ...token, UPDATES: 'webhook', PUBLIC_URL: 'http://127.0.0.1:3000', WEBHOOK_SECRET: 's-1' },
      { webhook: { url: 'http://127.0.0.1:3000/telegram/webhook', path: '/telegram/webhook', secret: 's-1' } },
    ],
    [{ QUIET_HOURS: '00:30-05:00' }, { quietHours: { from: 30, to: 300 } }],
    [{ OFFICE_HOURS: '08:00 – 15:30' }, { officeHours: { from: 480, to: 930 } }],
    [
      { RESPONSE_DAYS: 'question=7, Complaint:10; first=1' },
      {
        responseDays: { first: 1, question: 7, appreciation: 5, suggestion: 14, complaint: 10, inspection: 60 },
      },
    ],
    [
      { ...token, SEND_RATE: '1000', PAID_BROADCAST: 'true' },
      { sendRate: 1000, paidBroadcast: true },
    ],
    [{ SEND_RATE: '1000000' }, { sendRate: 1_000_000 }],
    [{ ...token, BOT_API_ROOT: 'http://127.0.0.1:1', SEND_RATE: '5000' }, { sendRate: 5000 }],
  ])('%j', (env, shape) => expect(readConfig(env)).toMatchObject(shape))
})

describe('wrong values', () => {
  it.each([
    ['BOT_TOKEN', { BOT_TOKEN: 'abc:123' }],
    ['BOT_API_ROOT', { BOT_API_ROOT: 'api.telegram.org' }],
    ['BOT_API_ROOT', { BOT_API_ROOT: 'https://api.telegram.org?x' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://root@localhost/rembuk' }],
    ['ADMIN_IDS', { ADMIN_IDS: '@ani' }],
    ['ADMIN_IDS', { ADMIN_IDS: '1,0' }],
    ['ADMIN_IDS', { ADMIN_IDS: '-5' }],
    ['ADMIN_IDS', { ADMIN_IDS: '4503599627370496' }],
    ['ANON_KEY', { ANON_KEY: 'secret' }],
    ['ANON_KEY', { ANON_KEY: Buffer.alloc(31).toString('base64') }],
    ['ANON_KEY', { ANON_KEY: Buffer.alloc(33).toString('base64') }],
    ['HOST', { HOST: 'http://localhost' }],
    ['HOST', { HOST: '127.0.0.1:3000' }],
    ['HOST', { HOST: '0.0.0.0' }],
    ['PORT', { PORT: '65536' }],
    ['PORT', { PORT: '-1' }],
    ['PORT', { PORT: '3e3' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'rembuk.go.id' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'http://rembuk.go.id' }],
    ['UPDATES', { UPDATES: 'push' }],
    ['BOT_TOKEN', { UPDATES: 'webhook', PUBLIC_URL: 'https://a.id', WEBHOOK_SECRET: 'x' }],
    ['PUBLIC_URL', { ...token, UPDATES: 'webhook', WEBHOOK_SECRET: 'x' }],
    ['WEBHOOK_SECRET', { ...token, UPDATES: 'webhook', PUBLIC_URL: 'https://a.id' }],
    ['WEBHOOK_SECRET', { WEBHOOK_SECRET: 'a b' }],
    ['WEBHOOK_SECRET', { WEBHOOK_SECRET: 'a'.repeat(257) }],
    ['TIME_ZONE', { TIME_ZONE: 'WIB' }],
    ['QUIET_HOURS', { QUIET_HOURS: '21-06' }],
    ['QUIET_HOURS', { QUIET_HOURS: '21:00-24:00' }],
    ['QUIET_HOURS', { QUIET_HOURS: '21:00-21:00' }],
    ['OFFICE_HOURS', { OFFICE_HOURS: '8-16' }],
    ['OFFICE_HOURS', { OFFICE_HOURS: '16:00-07:30' }],
    ['OFFICE_HOURS', { OFFICE_HOURS: '08:00-08:00' }],
    ['OFFICE_HOURS', { OFFICE_HOURS: '07:30-24:00' }],
    ['RESPONSE_DAYS', { RESPONSE_DAYS: '14' }],
    ['RESPONSE_DAYS', { RESPONSE_DAYS: 'first=0' }],
    ['RESPONSE_DAYS', { RESPONSE_DAYS: 'complaint=366' }],
    ['RESPONSE_DAYS', { RESPONSE_DAYS: 'complaint=1.5' }],
    ['RESPONSE_DAYS', { RESPONSE_DAYS: 'praise=5' }],
    ['RESPONSE_DAYS', { RESPONSE_DAYS: 'complaint=5 complaint=14' }],
    ['SEND_RATE', { ...token, SEND_RATE: '31' }],
    ['SEND_RATE', { ...token, BOT_API_ROOT: 'https://api.telegram.org/', SEND_RATE: '31' }],
    ['SEND_RATE', { ...token, SEND_RATE: '1001', PAID_BROADCAST: 'true' }],
    ['SEND_RATE', { SEND_RATE: '0' }],
    ['SEND_RATE', { SEND_RATE: '1000001' }],
    ['SEND_RATE', { SEND_RATE: '2.5' }],
    ['PAID_BROADCAST', { PAID_BROADCAST: 'yes' }],
    ['MIN_GROUP', { MIN_GROUP: '4' }],
    ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
  ])('%s in %j is one line with an example', (name, env) => {
    const lines = faults(env)
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(new RegExp(`^${name}\\b.*(for example|Set HOST=)`))
  })

  it('are all told at once, in the order of .env.example', () => {
    const lines = faults({ MIN_GROUP: '3', BOT_TOKEN: 'x', PORT: 'http', TIME_ZONE: 'Mars/Base' })
    expect(lines.map((line) => line.split(' ')[0])).toEqual(['BOT_TOKEN', 'PORT', 'TIME_ZONE', 'MIN_GROUP'])
  })

  it('tell the reason for MIN_GROUP and the value that was given', () => {
    expect(faults({ MIN_GROUP: '3' })).toEqual([
      'MIN_GROUP should be a whole number, 5 or more, for example 5: results about fewer people would tell who said what. It is "3".',
    ])
  })

  it('never show a secret', () => {
    const secrets = {
      BOT_TOKEN: '123:hush hush',
      DATABASE_URL: 'mysql://u:hush@h/d',
      ANON_KEY: 'hush',
      WEBHOOK_SECRET: 'hush!',
      ADMIN_IDS: 'hush',
      HOST: 'hush hush',
      BOT_API_ROOT: 'hush',
      PUBLIC_URL: 'http://u:hush@rembuk.go.id',
    }
    expect(faults(secrets)).toHaveLength(8)
    expect(faults(secrets).join('\n')).not.toContain('hush')
  })
})

describe('warnings', () => {
  it('say what a real bot lacks', () => {
    expect(warnings(readConfig(token)).map((line) => line.split(' ')[0])).toEqual(['ADMIN_IDS', 'ANON_KEY'])
    expect(warnings(readConfig({ ...token, ADMIN_IDS: '1', ANON_KEY: key }))).toEqual([])
  })

  it('leave the playground alone', () => expect(warnings(readConfig({}))).toEqual([]))
})

describe('the names', () => {
  const example = readFileSync(join(root, '.env.example'), 'utf8')

  it('are those of .env.example, whose values are the defaults', () => {
    expect([...example.matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name)).toEqual(names)
    expect(readConfig(parseEnv(example))).toEqual(readConfig({}))
  })

  const readme = existsSync(join(root, 'README.md')) ? readFileSync(join(root, 'README.md'), 'utf8') : ''
  const rows = [...readme.matchAll(/^\| *`([A-Z_]+)` *\|/gm)].map(([, name]) => name)
  it.skipIf(rows.length === 0)("are those of the README's table", () => {
    expect(new Set(rows)).toEqual(new Set(names))
  })
})
