import { join } from 'node:path'
import type { Config } from './config.ts'
import { features } from './features/index.ts'
import { openApp } from './platform/app.ts'
import type { App } from './platform/app.ts'
import { systemClock, turnableClock } from './platform/clock.ts'
import { lockFolder } from './platform/database/folderLock.ts'
import type { Log } from './platform/log.ts'
import { keptSecret } from './platform/secret.ts'
import type { Playground } from './playground/index.ts'
import { openSealing } from './platform/sealing.ts'
import type { Sealing } from './platform/sealing.ts'
import { openReception } from './shared/people/reception.ts'

/** Rembuk as a process runs it; the playground is there when there is no token. */
export interface Rembuk {
  app: App
  playground: Playground | undefined
  stop(deadline: number): Promise<void>
}

/** Opens Rembuk, with the playground in Telegram's place when there is no token; undefined when the signal came first. */
export async function openRembuk(config: Config, log: Log, signal: AbortSignal): Promise<Rembuk | undefined> {
  if (config.botToken !== undefined) {
    const sealing = config.anonKey === undefined ? null : openSealing(Buffer.from(config.anonKey).toString('base64'))
    const options = {
      ...common(config, log, signal, config.adminIds, sealing),
      token: config.botToken,
      apiRoot: config.apiRoot,
    }
    const app = await openApp({ ...options, clock: systemClock(), reception: openReception(config.adminIds) })
    return app && { app, playground: undefined, stop: (deadline) => app.stop(deadline) }
  }
  const { openPlayground, personas } = await import('./playground/index.ts')
  const folder = join(config.dataDir, 'playground')
  // Before anything is opened in it: a second start must not write into the chats of the first.
  const unlock = await lockFolder(folder)
  const token = await keptSecret(join(folder, 'token'), (random) => `1:${random}`)
  const clock = await turnableClock(join(folder, 'clock'))
  const sealing = openSealing(await keptSecret(join(config.dataDir, 'anon-key'), (random) => random))
  let url = ''
  const playground = await openPlayground({
    dir: folder,
    clock,
    token,
    apiUrl: () => url,
    log: (line) => log.info(line),
  })
  const adminIds = [...config.adminIds, ...personas.filter(({ key }) => key === 'admin').map(({ id }) => BigInt(id))]
  const app = await openApp({
    ...common(config, log, signal, adminIds, sealing),
    token,
    apiRoot: (ownUrl) => (url = ownUrl),
    clock,
    reception: openReception(adminIds),
    routes: playground.routes,
  })
  const close = async () => {
    await playground.close()
    await unlock()
  }
  if (app === undefined) return void (await close())
  const cast = personas.map(({ key, id, firstName, lastName, phone }) => ({
    key,
    telegramId: BigInt(id),
    name: `${firstName} ${lastName}`,
    phone: `+${phone}`,
  }))
  playground.connect({ nextDue: () => app.nextDue(), loadSample: () => app.fillSample(cast) })
  return {
    app,
    playground,
    async stop(deadline) {
      await app.stop(deadline)
      await close()
    },
  }
}

const addressOf = ({ host, port }: Config) => `http://${host.includes(':') ? `[${host}]` : host}:${port}`

function common(config: Config, log: Log, signal: AbortSignal, adminIds: bigint[], sealing: Sealing | null) {
  // The playground is looked at from this machine, and listens on it only.
  const own = config.playground && config.port !== 0 ? addressOf(config) : undefined
  const { timeZone, sendRate, quietHours, officeHours, responseDays, minGroup, paidBroadcast } = config
  const { databaseUrl, dataDir, host, port, webhook } = config
  const settings = {
    timeZone,
    sendRate,
    quietHours,
    officeHours,
    responseDays,
    minGroup,
    paidBroadcast,
    adminIds,
    sealing,
    publicUrl: config.publicUrl ?? own,
  }
  return { settings, databaseUrl, dataDir, host, port, webhook, log, features, signal }
}
