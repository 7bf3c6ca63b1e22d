import { MessageLane } from '../../generated/prisma/client.ts'
import type { Attachments } from './attachments.ts'
import type { ChatAllowance } from './chatAllowance.ts'
import { claim, inherit, nextDue, putBack, putOff, readClaimed } from './claims.ts'
import type { Claimed } from './claims.ts'
import type { Clock } from '../clock.ts'
import type { Database } from '../database/database.ts'
import { openDoubts } from './doubts.ts'
import type { Tenure } from '../leader.ts'
import type { Log } from '../log.ts'
import type { Posted } from './outbox.ts'
import { openNight } from './night.ts'
import type { QuietHours } from './quietHours.ts'
import { openSendQueue } from './sendQueue.ts'
import type { Parcel } from './sendQueue.ts'

/** The messages that the leader has in hand, a bounded number of each lane, filled up from the database. */
export interface Stock {
  /** Takes what this instance has just posted; what it cannot take straight it reads. */
  receive(posted: Posted[]): void
  /** Reads what is due. */
  look(): Promise<void>
  /** Reads what is due, and lets go first what was held, withdrawn or changed meanwhile. */
  recheck(): Promise<void>
  isReady(lane: MessageLane): boolean
  /** The next parcel that may go; undefined as well when it turned out that it may not. */
  take(lane: MessageLane): Parcel | undefined
  /** Whether it need not be sent any more, for the next one to its chat shows what it shows and more. */
  isOvertaken(parcel: Parcel): boolean
  /** Its fate is written. */
  finish(parcel: Parcel): void
  /** It is to be tried again. */
  retry(parcel: Parcel): void
  /** Asks again about parcels that wait for an upload. */
  rouse(): void
  /** Milliseconds until a waiting parcel of the lane may go; Infinity: not known. */
  wait(lane: MessageLane): number
  /** Whether nothing is in hand. */
  isIdle(): boolean
  /** The same, and nothing is being read either. */
  isEmpty(): boolean
  /** Calls back when something may be ready. */
  onFilled(listener: () => void): void
  /** Stops reading; gives back what was not sent. */
  close(): Promise<void>
}

export interface StockOptions {
  database: Database
  tenure: Tenure
  clock: Clock
  log: Log
  quietHours: QuietHours | null
  attachments: Attachments
  allowance: ChatAllowance
  /** Writes the fate of a change whose message was never sent. */
  writeOrphan: (parcel: Parcel) => Promise<void>
}

/** Woken when the last unprompted message of a lane in hand has met its fate: there may be something to report. */
export const drainedChannel = 'drained'

const lanes = Object.values(MessageLane)
const full = 200
const low = 100
const pollInterval = 1000
const remembered = 1000

/** Takes over what the leader before had in hand and begins to read. */
export async function openStock(options: StockOptions): Promise<Stock> {
  const { database, tenure, clock, log, attachments, allowance } = options
  const inHand = new Map<bigint, Parcel>()
  /** Finished while a claim was under way, which may still bring them. */
  const finished = new Set<bigint>()
  /** The last that claims brought: who wrote them may only now hand them over. */
  const claimedLately = new Set<bigint>()
  /** Messages whose changes wait for them. */
  const awaited = new Set<bigint>()
  /** Lanes that had nothing more when last asked. */
  const exhausted = new Set<MessageLane>()
  let reading: Promise<void> | undefined
  let again: Promise<void> | undefined
  let polling: Promise<void> | undefined
  let dueTimer: NodeJS.Timeout | undefined
  let isClosed = false
  const filled = new Set<() => void>()

  const isIdle = () => inHand.size === 0 && night.isEmpty()
  const now = () => clock.monotonic()
  const waitFor = (parcel: Parcel, at: number) =>
    attachments.isWaiting(parcel) ? Number.POSITIVE_INFINITY : allowance.wait(parcel.chatId, at)
  const queues = {
    answer: openSendQueue(waitFor),
    urgent: openSendQueue(waitFor),
    notice: openSendQueue(waitFor),
    reminder: openSendQueue(waitFor),
    broadcast: openSendQueue(waitFor),
  } satisfies Record<MessageLane, unknown>

  const hold = (parcel: Parcel) => {
    inHand.set(parcel.id, parcel)
    if (parcel.targetId !== null && parcel.messageId === null)
      void options.writeOrphan(parcel).then(() => letGo(parcel))
    else queues[parcel.lane].add(parcel)
  }
  const letGo = (parcel: Parcel) => {
    inHand.delete(parcel.id)
    doubts.forget(parcel.id)
    if (reading !== undefined) finished.add(parcel.id)
    if (awaited.delete(parcel.id)) void look()
  }
  const night = openNight({
    clock,
    quietHours: options.quietHours,
    putOff: (zone, ids, until) => putOff(database, tenure, { zone, ids, until }, clock.now()),
    log,
  })

  const announce = () => {
    for (const listener of filled) listener()
  }
  const roomy = () => lanes.filter((lane) => !exhausted.has(lane) && queues[lane].size() < low)
  const remember = (answers: Claimed[]) => {
    for (const { id } of answers) claimedLately.add(id)
    for (const oldest of claimedLately) {
      if (claimedLately.size <= remembered) return
      claimedLately.delete(oldest)
    }
  }
  const doubts = openDoubts({
    inHand,
    queues,
    async readClaimed(ids) {
      const rows = await readClaimed(database, ids)
      await attachments.load(contentIds(rows))
      return rows.map((row) => ({ ...row, content: contentOf(row, attachments) }))
    },
  })
  const read = async () => {
    if (!isClosed) await doubts.check()
    const rooms = roomy().map((lane) => ({ lane, count: full - queues[lane].size() }))
    if (rooms.length === 0 || isClosed) return
    finished.clear()
    const claimed = await claim(database, tenure, rooms, clock.now())
    for (const { lane, count } of rooms)
      if (claimed.filter((row) => row.lane === lane).length < count) exhausted.add(lane)
    remember(claimed.filter(({ lane }) => lane === 'answer'))
    await attachments.load(contentIds(claimed))
    for (const row of claimed) if (!inHand.has(row.id) && !finished.has(row.id)) hold(toParcel(row, attachments))
    announce()
  }
  const startReading = () =>
    (reading ??= read()
      .catch((error: unknown) => log.warn({ err: error }, 'Due messages could not be read; it is tried again'))
      .finally(() => (reading = undefined)))
  const look = (): Promise<void> => {
    if (reading !== undefined) return (again ??= reading.then(() => ((again = undefined), look())))
    exhausted.clear()
    return startReading()
  }
  const recheck = () => {
    doubts.raise()
    return look()
  }
  const poll = async () => {
    await night.retry()
    // Nobody may have told that something in hand was held or erased.
    if (inHand.size > 0) await recheck()
    const due = await nextDue(
      database,
      lanes.filter((lane) => queues[lane].size() < low),
    )
    const wait = due === null ? Number.POSITIVE_INFINITY : due.getTime() - clock.now().getTime()
    if (wait <= 0) await look()
    else if (wait <= pollInterval && !isClosed) {
      clearTimeout(dueTimer)
      dueTimer = setTimeout(() => void look(), Math.ceil(wait))
    }
  }

  for (const row of await inherited()) {
    const parcel = toParcel(row, attachments)
    hold({ ...parcel, order: 0, notBefore: now() + row.due - clock.now().getTime() })
  }
  const poller = setInterval(() => {
    polling ??= poll()
      .catch((error: unknown) => log.warn({ err: error }, 'The outbox could not be polled'))
      .finally(() => (polling = undefined))
  }, pollInterval)
  await look()

  async function inherited() {
    const rows = await inherit(database, tenure, clock.now())
    await attachments.load(contentIds(rows))
    return rows
  }

  return {
    look,
    recheck,
    receive(posted) {
      const left = new Set<bigint>()
      for (const row of posted) {
        if (claimedLately.has(row.id)) continue
        const isKnown = row.contentId === null || attachments.content(row.contentId) !== undefined
        const isNext = !left.has(row.chatId) && (row.behind === null || inHand.has(row.behind))
        const isNow = row.lane === 'answer' && row.targetId === null && row.dueAt <= clock.now()
        if (isKnown && isNext && isNow) hold(toParcel(fromPosted(row), attachments))
        else left.add(row.chatId)
        if (row.targetId !== null && inHand.has(row.targetId)) awaited.add(row.targetId)
      }
      if (left.size > 0) void look()
      announce()
    },
    isReady: (lane) => queues[lane].isReady(now()),
    take(lane) {
      const parcel = queues[lane].take(now())
      if (parcel !== undefined && night.holds(parcel)) {
        inHand.delete(parcel.id)
        queues[lane].free(parcel)
        return undefined
      }
      if (queues[lane].size() < low && !exhausted.has(lane) && !isClosed) void startReading()
      return parcel
    },
    isOvertaken: (parcel) => queues[parcel.lane].isOvertaken(parcel),
    finish(parcel) {
      queues[parcel.lane].free(parcel)
      letGo(parcel)
      if (parcel.lane !== 'answer' && queues[parcel.lane].size() === 0) database.wake(drainedChannel)
    },
    retry(parcel) {
      inHand.set(parcel.id, parcel)
      if (doubts.park(parcel)) void look()
      else queues[parcel.lane].putBack(parcel)
    },
    rouse: () => lanes.forEach((lane) => queues[lane].rouse()),
    wait: (lane) => queues[lane].nextWake() - now(),
    isIdle,
    isEmpty: () => isIdle() && reading === undefined,
    onFilled: (listener) => void filled.add(listener),
    async close() {
      isClosed = true
      clearInterval(poller)
      await polling
      clearTimeout(dueTimer)
      await reading
      await night.retry()
      // Those to be tried again stay claimed: the next leader takes them first, so that nothing overtakes them.
      const ids = [...inHand.values()].filter(({ notBefore }) => notBefore <= now()).map(({ id }) => id)
      inHand.clear()
      if (ids.length > 0) await putBack(database, tenure, ids)
    },
  }
}

function contentIds(rows: { contentId: bigint | null }[]): bigint[] {
  return rows.map(({ contentId }) => contentId).filter((id) => id !== null)
}

function toParcel(row: Claimed, attachments: Attachments): Parcel {
  const { targetMessageId, due, ...same } = row
  // Answers go in the order of their writing: another try has moved the due time of one that was first.
  const order = row.lane === 'answer' ? 0 : due
  return { ...same, content: contentOf(row, attachments), messageId: targetMessageId, order, notBefore: 0 }
}

function contentOf({ contentId }: { contentId: bigint | null }, attachments: Attachments) {
  return contentId === null ? null : (attachments.content(contentId) ?? null)
}

function fromPosted(row: Posted): Claimed {
  const { id, lane, chatId, method, payload, contentId, targetId, quiet, dueAt } = row
  const due = dueAt.getTime()
  return { id, lane, chatId, method, payload, contentId, targetId, quiet, attempts: 0, due, targetMessageId: null }
}
