import type { MessageLane } from '../../generated/prisma/client.ts'
import { withFile } from './attachments.ts'
import type { Attachments } from './attachments.ts'
import type { ChatAllowance } from './chatAllowance.ts'
import type { Clock } from '../clock.ts'
import type { Deliver, Outcome } from './delivery.ts'
import type { Fate, FateBook } from './fates.ts'
import type { Log } from '../log.ts'
import { changedBy } from './overtaking.ts'
import type { Pauses } from './pauses.ts'
import type { Parcel } from './sendQueue.ts'
import type { SendWindow } from './sendWindow.ts'
import type { Stock } from './stock.ts'

/** Sends what is in stock as fast as the window, the pauses and the slots allow. */
export interface Dispatch {
  /** Starts what may start now, and comes back by itself when more may. */
  pump(): void
  /** Resolves when nothing is under way: sent, and its fate committed. */
  settled(): Promise<void>
  /** Starts nothing more. */
  close(): void
}

export interface DispatchOptions {
  stock: Stock
  window: SendWindow
  allowance: ChatAllowance
  attachments: Attachments
  pauses: Pauses
  fates: FateBook
  deliver: Deliver
  clock: Clock
  log: Log
  signal: AbortSignal
  /** Whether this instance still leads. */
  isLeading: () => boolean
  /** How many unprompted messages may be under way at once. */
  width: number
  paid: boolean
  underWay: UnderWay
}

/** Sends that are not over: not answered, or their fate not committed. */
export interface UnderWay {
  answers: Set<Promise<void>>
  paced: Set<Promise<void>>
}

const pacedLanes: MessageLane[] = ['urgent', 'notice', 'reminder', 'broadcast']
const answerWidth = 32
const mostAttempts = 8
const longestSleep = 60_000

/** Nothing is under way yet. */
export function openDispatch(options: DispatchOptions): Dispatch {
  const { stock, window, allowance, attachments, pauses, fates, clock, underWay } = options
  let timer: NodeJS.Timeout | undefined
  let isClosed = false

  /** Starts what may start of these lanes; gives the milliseconds until more may, Infinity: when something ends. */
  const start = (lanes: MessageLane[], kind: 'answers' | 'paced'): number => {
    const isPaced = kind === 'paced'
    for (;;) {
      const width = isPaced ? (pauses.isOut() ? 1 : options.width) : answerWidth
      if (underWay[kind].size >= width) return Number.POSITIVE_INFINITY
      const open = lanes.filter((lane) => pauses.wait(lane) <= 0)
      const lane = open.find((candidate) => stock.isReady(candidate))
      if (lane === undefined) return soonest(lanes)
      const wait = window.wait(isPaced, clock.monotonic())
      if (wait > 0) return wait
      const parcel = stock.take(lane)
      if (parcel === undefined) continue
      const run = (stock.isOvertaken(parcel) ? pass(parcel) : send(parcel)).finally(() => {
        underWay[kind].delete(run)
        pump()
      })
      underWay[kind].add(run)
    }
  }
  const soonest = (lanes: MessageLane[]) =>
    Math.min(...lanes.map((lane) => Math.max(pauses.wait(lane), stock.isReady(lane) ? 0 : stock.wait(lane))))
  const pump = () => {
    clearTimeout(timer)
    if (isClosed || !options.isLeading()) return
    let wait = start(['answer'], 'answers')
    // While an answer waits for room in the window, nothing else may take it.
    const isAnswerNext = stock.isReady('answer') && underWay.answers.size < answerWidth
    if (!isAnswerNext) wait = Math.min(wait, start(pacedLanes, 'paced'))
    if (wait !== Number.POSITIVE_INFINITY) timer = setTimeout(pump, Math.min(longestSleep, Math.ceil(wait)))
  }

  const send = async (parcel: Parcel) => {
    allowance.take(parcel.chatId, clock.monotonic())
    const started = window.begin(clock.monotonic())
    // What is in hand may get another content while this one is under way.
    const { contentId } = parcel
    const outcome = await attempt(parcel)
    window.end(started, clock.monotonic())
    if (outcome.kind !== 'aborted') pauses.note(outcome.kind !== 'fault')
    await settle(parcel, contentId, outcome)
  }
  /** Leaves out what is overtaken; only when that is written may the later one go, or a crash in between would turn them round. */
  const pass = async (parcel: Parcel): Promise<void> => {
    const { id, chatId, attempts } = parcel
    const fate = { state: 'withdrawn', messageId: changedBy(parcel) } as const
    await fates.write({ id, chatId, attempts, finishedAt: clock.now(), ...fate })
    stock.finish(parcel)
  }
  const attempt = async (parcel: Parcel): Promise<Outcome> => {
    const parameters = toParameters(parcel, options.paid)
    const file = parcel.content?.file ?? null
    if (file === null) return options.deliver(parcel.method, parameters, options.signal)
    const isUpload = file.handle === null
    const outcome = await attemptWithFile(parcel.method, parameters, file)
    if (outcome.kind === 'fileForgotten' && isUpload) return { kind: 'refused', reason: outcome.reason }
    return outcome
  }
  const attemptWithFile = async (
    method: string,
    parameters: object,
    file: NonNullable<NonNullable<Parcel['content']>['file']>,
  ): Promise<Outcome> => {
    const used = file.handle
    try {
      const body = await attachments.prepare(file)
      if (body === undefined) return { kind: 'refused', reason: 'The file is not there' }
      const outcome = await options.deliver(method, withFile(method, parameters, body), options.signal)
      if (used === null && outcome.kind === 'sent') await attachments.settle(file, outcome.handle)
      if (outcome.kind === 'fileForgotten' && file.handle === used) await attachments.settle(file, null)
      return outcome
    } catch (error) {
      options.log.warn({ err: error }, 'A file could not be read')
      return { kind: 'fault', reason: 'The file could not be read' }
    } finally {
      if (used === null) file.isUploading = false
      if (file.handle !== used || used === null) stock.rouse()
    }
  }
  /** Writes what became of it; only then its place is free. */
  const settle = async (parcel: Parcel, contentId: bigint | null, outcome: Outcome): Promise<void> => {
    const { id, chatId, attempts } = parcel
    const finish = async (fate: Pick<Fate, 'state' | 'messageId' | 'error'>) => {
      await fates.write({ id, chatId, contentId, attempts: attempts + 1, finishedAt: clock.now(), ...fate })
      stock.finish(parcel)
    }
    const retry = async (milliseconds: number, tried: number, error: string) => {
      const dueAt = new Date(clock.now().getTime() + milliseconds)
      const notBefore = clock.monotonic() + milliseconds
      await fates.write({ id, chatId, state: 'sending', attempts: tried, dueAt, error })
      stock.retry({ ...parcel, attempts: tried, notBefore })
    }
    switch (outcome.kind) {
      case 'sent':
        return finish({ state: 'sent', messageId: outcome.messageId })
      case 'gone':
        return finish({ state: 'unreachable', error: outcome.reason })
      case 'refused':
        return finish({ state: 'failed', error: outcome.reason })
      case 'fileForgotten':
        return stock.retry(parcel)
      case 'flood':
        if (parcel.lane === 'answer') {
          allowance.hold(chatId, clock.monotonic() + outcome.seconds * 1000)
          return retry(outcome.seconds * 1000, attempts, outcome.reason)
        }
        await pauses.demand(parcel.lane, outcome.seconds)
        return stock.retry(parcel)
      case 'fault':
        if (attempts + 1 >= mostAttempts)
          return finish({ state: 'failed', error: `${outcome.reason} (${mostAttempts} tries)` })
        return retry(1000 * 2 ** attempts, attempts + 1, outcome.reason)
      case 'aborted':
        return undefined
    }
  }
  return {
    pump,
    async settled() {
      await Promise.all([...underWay.answers, ...underWay.paced])
    },
    close() {
      isClosed = true
      clearTimeout(timer)
    },
  }
}

function toParameters({ chatId, method, lane, content, payload, messageId }: Parcel, paid: boolean): object {
  const isPaid = paid && lane !== 'answer' && /^(?:send|copy)/.test(method)
  return {
    chat_id: Number(chatId),
    ...content?.payload,
    ...payload,
    ...(messageId === null ? undefined : { message_id: messageId }),
    ...(isPaid ? { allow_paid_broadcast: true } : undefined),
  }
}
