import type { Config } from './config.ts'
import type { Rembuk } from './rembuk.ts'

/** What a start says: mode, database, bot, addresses. */
export function summary(config: Config, { app }: Rembuk): string {
  const { database } = app.work
  const updates = config.webhook ? `webhook ${config.webhook.url}` : 'polling'
  const lines = [
    [
      'Mode',
      config.playground ? 'playground (no BOT_TOKEN): a stand-in takes the place of Telegram' : `Telegram, ${updates}`,
    ],
    ['Database', `${database.engine}, ${database.place}`],
    ['Bot', `@${app.botName}`],
    ['Time zone', config.timeZone],
    ['Address', app.url],
    ...(config.playground ? [['Playground', `${app.url}/playground`]] : []),
  ]
  return `Rembuk is ready.\n${lines.map(([name, value]) => `  ${`${name}:`.padEnd(12)}${value}\n`).join('')}`
}
