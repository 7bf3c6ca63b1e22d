import type { Update, UserFromGetMe } from '@grammyjs/types'
import { openAcknowledgements } from './telegram/acknowledge.ts'
import type { AppOptions } from './app.ts'
import { chatLost } from './telegram/chats.ts'
import { scouring } from './database/scouring.ts'
import { openDialogs } from './dialog/dialogs.ts'
import { emit, openEvents } from './events/events.ts'
import { openFiles, read } from './files/files.ts'
import { openInbox } from './inbox/inbox.ts'
import { openLeader } from './leader.ts'
import { openMenus } from './telegram/menus.ts'
import { kinds, openPoller } from './telegram/poller.ts'
import { isQuiet } from './quiet.ts'
import { purging } from './scheduler/purge.ts'
import { openRouter } from './inbox/router.ts'
import { openScheduler } from './scheduler/scheduler.ts'
import { openSealing } from './sealing.ts'
import { openSender } from './outbox/sender.ts'
import type { Sender } from './outbox/sender.ts'
import { openTasks } from './tasks/tasks.ts'
import type { Telegram } from './telegram/telegram.ts'
import { openTurning } from './inbox/turning.ts'
import type { Readiness } from './web.ts'
import type { Work } from './work.ts'

/** What moves: updates come in, are handled, and messages go out; jobs run by the clock. */
export interface Machine {
  sender: Sender
  /** Stores updates; resolves when they are safe. */
  take(updates: Update[]): Promise<void>
  reachable(): boolean
  /** Throws when the database does not answer. */
  readiness(): Promise<Omit<Readiness, 'database'>>
  nextDue(): Promise<Date | null>
  idle(): Promise<void>
  stop(deadline: number): Promise<void>
}

/** Puts the parts together and starts them. */
export async function openMachine(
  options: AppOptions & { apiRoot: string; telegram: Telegram; me: UserFromGetMe; work: Work },
): Promise<Machine> {
  const { clock, log, features, settings, token, reception, work, me, telegram } = options
  const { api } = telegram
  const { database, voice, handOver } = work
  const botId = BigInt(me.id)
  const solo = database.engine === 'PGlite'
  const parts = { database, clock, log }

  const leader = await openLeader({ ...parts, solo })
  const listeners = features.flatMap(({ listen }) => listen ?? [])
  const events = openEvents({ ...parts, listeners, handled: () => database.wake('outbox') })
  const tasks = openTasks({ work, tasks: [scouring, ...features.flatMap((feature) => feature.tasks ?? [])] })
  const files = openFiles({ ...parts, api, apiRoot: options.apiRoot, token })
  const sender = openSender({
    ...parts,
    api,
    botId,
    leader,
    rate: settings.sendRate,
    paid: settings.paidBroadcast,
    chatBurst: options.chatBurst,
    quietHours: settings.quietHours,
    readFile: (id) => read(database.client, id),
    onLost: (db, chatIds, now) => emit(db, chatLost, { chatIds: chatIds.map(String) }, now),
  })
  const jobs = [purging, ...features.flatMap((feature) => feature.jobs ?? [])]
  const scheduler = await openScheduler({ ...parts, timeZone: settings.timeZone, jobs, work })

  const dialogs = openDialogs(features.flatMap((feature) => feature.dialogs ?? []))
  const menus = openMenus(
    {
      commands: features.flatMap(({ commands }) => commands ?? []),
      groupCommands: features.flatMap(({ groupCommands }) => groupCommands ?? []),
    },
    api,
    voice,
  )
  const acknowledgements = openAcknowledgements(api, log)
  const sealing = openSealing(token)
  const openTurn = openTurning({
    database,
    log,
    settings,
    botId,
    botName: me.username,
    features,
    reception,
    voice,
    menus,
    dialogs,
    acknowledgements,
    laneOf: (chatId) => sealing.hash(String(chatId)),
    handOver,
  })
  const router = openRouter({ botName: me.username, features, dialogs, openTurn, wake: database.wake })
  const { surgeLimits } = options
  const inbox = openInbox({ ...parts, surgeLimits, sealing, solo, ...router })

  const take = async (updates: Update[]) => {
    for (const update of updates) acknowledgements.expect(update)
    await inbox.store(updates)
  }
  const poller = openPoller({ api, log, take })
  let leads: (() => Promise<void>)[] = []
  let leading: Promise<unknown> = Promise.resolve()
  const gain = () => {
    if (options.webhook) {
      const { url, secret } = options.webhook
      const asked = { secret_token: secret, allowed_updates: kinds, max_connections: 100 }
      api.setWebhook(url, asked).catch((error: unknown) => log.error({ err: error }, 'The webhook was not set'))
    } else poller.start()
    menus.publish().catch((error: unknown) => log.warn({ err: error }, 'The menus were not set'))
    leads = features.flatMap((feature) => (feature.lead ? [feature.lead(work)] : []))
  }
  const lose = () => {
    const ending = leads
    leads = []
    leading = Promise.all([poller.stop(), ...ending.map((end) => end())])
  }
  leader.onGain(gain)
  leader.onLoss(lose)
  scheduler.start()

  return {
    sender,
    take,
    reachable: telegram.reachable,
    async readiness() {
      const updates = await inbox.backlog()
      const { count: messages } = await sender.backlog()
      const until = await database.client.leader.findFirst({ where: { until: { gt: clock.wall() } } })
      return { telegram: telegram.reachable(), leader: until !== null, backlog: { updates, messages } }
    },
    async nextDue() {
      const affairs = features.flatMap((feature) => feature.due?.(database.client) ?? [])
      const times = (await Promise.all([sender.nextDue(), ...affairs])).flatMap((due) => due?.getTime() ?? [])
      return times.length === 0 ? null : new Date(Math.min(...times))
    },
    async idle() {
      await inbox.rest()
      await sender.rest()
      // What the last ones have done may be work for the first ones; what rests longer is not waited for.
      for (let pass = 0; pass < 2; pass++) {
        if (await isQuiet(database, clock.now(), clock.wall())) return
        await inbox.idle()
        await events.idle()
        await files.idle()
        await tasks.idle()
        await sender.idle()
      }
    },
    async stop(deadline) {
      const until = clock.monotonic() + deadline
      const left = () => Math.max(0, until - clock.monotonic())
      lose()
      await Promise.race([leading, new Promise((done) => setTimeout(done, left() / 4).unref())])
      await inbox.stop(left() / 2)
      await scheduler.stop(left() / 2)
      await Promise.all([events.stop(), files.stop(), tasks.stop(), sender.stop(left() / 2)])
      await leader.stop()
    },
  }
}
