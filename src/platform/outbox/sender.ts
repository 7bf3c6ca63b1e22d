import { setMaxListeners } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Api } from 'grammy'
import { MessageLane } from '../../generated/prisma/client.ts'
import { openAttachments } from './attachments.ts'
import type { ReadFile } from './attachments.ts'
import { openChatAllowance } from './chatAllowance.ts'
import { nextDue, readBacklog } from './claims.ts'
import type { Backlog } from './claims.ts'
import type { Clock } from '../clock.ts'
import type { Database } from '../database/database.ts'
import { openDelivery } from './delivery.ts'
import { openDispatch } from './dispatch.ts'
import type { DispatchOptions, UnderWay } from './dispatch.ts'
import { openFateBook } from './fates.ts'
import type { OnLost } from './fates.ts'
import { withheldChannel } from './holding.ts'
import type { Leader, Tenure } from '../leader.ts'
import type { Log } from '../log.ts'
import type { Posted } from './outbox.ts'
import { openPauses } from './pauses.ts'
import type { QuietHours } from './quietHours.ts'
import { openSendWindow } from './sendWindow.ts'
import { openStock } from './stock.ts'

/** Sends the outbox: in the leading instance only, so that one window counts everything. */
export interface Sender {
  /** Call after the commit with what was posted: the leader sends it at once, another instance tells the leader. */
  handOver(posted: Posted[]): void
  /** What should have been sent by now. */
  backlog(): Promise<Backlog>
  /** When the earliest queued message is due; null: none is queued. */
  nextDue(): Promise<Date | null>
  /** Resolves when nothing is in hand here. For tests. */
  rest(): Promise<void>
  /** Resolves when nothing is due or under way. For tests. */
  idle(): Promise<void>
  /** Finishes what is under way, breaks off what takes longer than the deadline, gives back the rest. */
  stop(deadlineMs: number): Promise<void>
}

export interface SenderOptions {
  database: Database
  api: Api
  /** Telegram's handles of files belong to one bot. */
  botId: bigint
  clock: Clock
  leader: Leader
  log: Log
  /** Most sends that start in any second. */
  rate: number
  /** Messages to one person at once; Telegram's 20 when empty. */
  chatBurst?: number | undefined
  /** Whether unprompted messages may be paid for, beyond Telegram's free rate. */
  paid: boolean
  quietHours: QuietHours | null
  readFile: ReadFile
  onLost: OnLost
}

/** The part of the deadline for finishing regularly; the rest is for breaking off and giving back. */
const patience = 0.6
const retryPause = 1000
const idlePause = 1
const fastRate = 100

/** Begins to send whenever this instance leads. */
export function openSender(options: SenderOptions): Sender {
  const { database, clock, leader, log } = options
  // The window outlives a tenure: what was sent before a loss still counts after the next gain.
  const window = openSendWindow(options.rate)
  const allowance = openChatAllowance(options.chatBurst)
  const shared = { window, allowance, deliver: openDelivery(options.api) }
  let sending: Sending | undefined
  const stopping = new AbortController()

  const begin = async (tenure: Tenure): Promise<void> => {
    const isWanted = () => !stopping.signal.aborted && leader.current()?.fence === tenure.fence
    while (isWanted())
      try {
        const begun = await openSending({ ...options, ...shared }, tenure)
        if (!isWanted()) return begun.end()
        sending = begun
        // A wake that came while it was being opened went unheard.
        return void begun.stock.look()
      } catch (error) {
        log.error({ err: error }, 'Sending could not begin; it is tried again')
        await sleep(retryPause)
      }
  }
  const ends = [
    leader.onGain((tenure) => void begin(tenure)),
    leader.onLoss(() => {
      sending?.end()
      sending = undefined
    }),
    database.onWake('outbox', () => void sending?.stock.look()),
    database.onWake(withheldChannel, () => void sending?.stock.recheck()),
    clock.onTurn(() => sending?.stock.look()),
  ]

  const isEmpty = () => sending?.stock.isEmpty() ?? true
  const rest = async () => {
    while (!isEmpty()) await sleep(idlePause)
  }

  return {
    handOver(posted) {
      if (posted.length === 0) return
      if (sending === undefined) database.wake('outbox')
      else sending.stock.receive(posted)
    },
    backlog: () => readBacklog(database, clock.now()),
    nextDue: () => nextDue(database, Object.values(MessageLane)),
    rest,
    async idle() {
      for (;;) {
        await rest()
        await sending?.stock.look()
        const { count } = await readBacklog(database, clock.now())
        // Others who wait here have it read, too, time and again: while nothing is due, that brings nothing.
        if (count === 0 && (sending?.stock.isIdle() ?? true)) return
        await sleep(idlePause)
      }
    },
    async stop(deadlineMs) {
      stopping.abort()
      for (const end of ends) end()
      await sending?.stop(deadlineMs)
      sending = undefined
    },
  }
}

type SendingOptions = SenderOptions & Pick<DispatchOptions, 'window' | 'allowance' | 'deliver'>
type Sending = Awaited<ReturnType<typeof openSending>>

/** Sending for one tenure. */
async function openSending(options: SendingOptions, tenure: Tenure) {
  const { clock, leader, log, paid, rate } = options
  const abort = new AbortController()
  setMaxListeners(0, abort.signal)
  const attachments = openAttachments(options)
  const pauses = await openPauses(options)
  const underWay: UnderWay = { answers: new Set(), paced: new Set() }
  const fates = openFateBook({
    ...options,
    tenure,
    now: () => clock.now(),
    underWay: () => underWay.answers.size + underWay.paced.size,
  })
  const stock = await openStock({
    ...options,
    tenure,
    attachments,
    writeOrphan({ id, chatId, attempts }) {
      const error = 'The message that it changes was not sent'
      return fates.write({ id, chatId, state: 'failed', attempts, error, finishedAt: clock.now() })
    },
  })
  const dispatch = openDispatch({
    ...options,
    stock,
    attachments,
    pauses,
    fates,
    underWay,
    signal: abort.signal,
    isLeading: () => leader.current()?.fence === tenure.fence,
    width: paid || rate > fastRate ? 32 : 4,
  })
  stock.onFilled(() => dispatch.pump())
  dispatch.pump()

  const end = () => {
    dispatch.close()
    fates.close()
    stock.close().catch((error: unknown) => log.warn({ err: error }, 'Messages could not be given back'))
  }
  return {
    stock,
    end,
    async stop(deadlineMs: number) {
      dispatch.close()
      const last = clock.monotonic() + deadlineMs
      await within(dispatch.settled(), deadlineMs * patience)
      abort.abort()
      await within(dispatch.settled(), (last - clock.monotonic()) / 2)
      await within(stock.close(), last - clock.monotonic())
      end()
    },
  }
}

/** Waits for it, but no longer than that. */
async function within(work: Promise<void>, milliseconds: number): Promise<void> {
  await Promise.race([work, sleep(Math.max(0, milliseconds), undefined, { ref: false })])
}
