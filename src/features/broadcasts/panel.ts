import type { InlineKeyboardButton } from '@grammyjs/types'
import type { Broadcast } from '../../generated/prisma/client.ts'
import { joinHtml } from '../../platform/html.ts'
import type { Html } from '../../platform/html.ts'
import type { View } from '../../platform/inbox/turn.ts'
import { isQuiet, quietEnd } from '../../platform/outbox/quietHours.ts'
import type { TextKey, Voice } from '../../platform/texts.ts'
import type { Settings } from '../../platform/work.ts'
import type { Fates } from '../../shared/deliveries/fates.ts'
import type { Overview, Recall } from './figures.ts'
import { correctButton, deedButton, refreshButton } from './panelButtons.ts'
import { bar, isLate, percent, share } from './rules.ts'
import { allows } from './running.ts'
import type { DeedName } from './running.ts'
import { scheduledView } from './scheduleViews.ts'
import { unreadButton } from './unreadViews.ts'
import { audienceName, clockTime, durationText } from './views.ts'

/** Who looks at a broadcast. */
export interface Viewer {
  /** Has the say over it. */
  controls: boolean
  /** Is kept up to date without asking. */
  isFollowed: boolean
}

export const authorsView: Viewer = { controls: true, isFollowed: true }

const deedKey: Record<DeedName, TextKey> = {
  pause: 'broadcasts:pause',
  resume: 'broadcasts:resume',
  stop: 'broadcasts:stop',
  recall: 'broadcasts:recall',
  resend: 'broadcasts:resend',
}

/** How a broadcast stands, with its figures and what can be done with it. */
export function panelView(voice: Voice, settings: Settings, seen: Overview, viewer: Viewer, now: Date): View {
  if (viewer.controls && seen.broadcast.state === 'scheduled') return scheduledView(voice, settings, seen.broadcast)
  const buttons = panelButtons(voice, seen, viewer)
  return { text: panelText(voice, settings, seen, now), ...(buttons.length > 0 && { buttons }) }
}

/** The figures of a broadcast, each in a line: those that are always told, and those of which there are any. */
export function figureLines(voice: Voice, { broadcast, fates, erased, read }: Overview): Html {
  const { sent, unreachable, failed, left, held, withdrawn } = fates
  const isRunning = broadcast.state === 'sending' || broadcast.state === 'paused'
  return joinHtml(
    [
      voice.t('broadcasts:sent', { sent }),
      voice.t('broadcasts:unreachable', { unreachable }),
      voice.t('broadcasts:failed', { failed }),
      isRunning || left > 0 ? voice.t('broadcasts:left', { left }) : undefined,
      held > 0 ? voice.t('broadcasts:held', { held }) : undefined,
      withdrawn > 0 ? voice.t('broadcasts:withdrawn', { withdrawn }) : undefined,
      erased > 0 ? voice.t('broadcasts:erased', { erased }) : undefined,
      broadcast.asksReading ? voice.t('broadcasts:readBy', { read, sent, share: share(read, sent) }) : undefined,
    ],
    '\n',
  )
}

function panelText(voice: Voice, settings: Settings, seen: Overview, now: Date): Html {
  const { broadcast, fates } = seen
  if (broadcast.startedAt === null) return headText(voice, broadcast, 0)
  const rest = fates.left + fates.held
  const remaining =
    broadcast.state === 'sending' && fates.left > 0 ? remainingText(voice, settings, broadcast, fates, now) : undefined
  return joinHtml([
    headText(voice, broadcast, percent(broadcast.total, rest)),
    joinHtml([figureLines(voice, seen), remaining], '\n'),
    joinHtml([correctionText(voice, seen), recallText(voice, seen)], '\n'),
    timesText(voice, broadcast),
  ])
}

function headText(voice: Voice, broadcast: Broadcast, done: number): Html {
  const { id, state, total, recalledAt, dueAt } = broadcast
  const named = { number: String(id), audience: audienceName(voice, broadcast) }
  if (recalledAt !== null) return voice.t('broadcasts:headRecalled', { ...named, count: total, at: recalledAt })
  switch (state) {
    case 'scheduled':
      return voice.t('broadcasts:headScheduled', { ...named, due: dueAt ?? '' })
    case 'cancelled':
      return voice.t('broadcasts:headCancelled', named)
    case 'sending':
      return voice.t('broadcasts:headSending', { ...named, bar: bar(done), percent: done })
    case 'paused':
      return voice.t('broadcasts:headPaused', { ...named, bar: bar(done), percent: done })
    case 'stopped':
      return voice.t('broadcasts:headStopped', { ...named, count: total })
    case 'finished':
      return voice.t('broadcasts:headFinished', { ...named, count: total })
  }
}

/** How long the rest takes, or when it is sent. */
function remainingText(voice: Voice, settings: Settings, broadcast: Broadcast, fates: Fates, now: Date): Html {
  const { quietHours, timeZone, sendRate } = settings
  if (broadcast.keepsQuiet && quietHours !== null && isQuiet(now, timeZone, quietHours))
    return voice.t('broadcasts:waiting', { time: clockTime(voice, quietEnd(now, timeZone, quietHours), timeZone) })
  return voice.t('broadcasts:remaining', { duration: durationText(voice, fates.left, sendRate) })
}

/** How far its newest correction has got. */
export function correctionText(voice: Voice, { broadcast, correction }: Overview): Html | undefined {
  if (correction === undefined || broadcast.revisedAt === null || broadcast.recalledAt !== null) return undefined
  const { sent, left, failed, unreachable, withdrawn } = correction
  const refused = failed + unreachable
  return joinHtml(
    [
      voice.t('broadcasts:corrected', { at: broadcast.revisedAt, sent, of: sent + left + refused + withdrawn }),
      refused > 0 ? voice.t('broadcasts:correctedNot', { refused }) : undefined,
    ],
    '\n',
  )
}

/** How far it has been taken back, and where it stays, with the reasons. */
export function recallText(voice: Voice, { recall }: Overview): Html | undefined {
  if (recall === undefined) return undefined
  const { sent, left, failed, unreachable, late } = recall
  const reasons: [keyof Recall, TextKey][] = [
    ['late', 'broadcasts:recalledLate'],
    ['unreachable', 'broadcasts:recalledUnreachable'],
    ['failed', 'broadcasts:recalledFailed'],
  ]
  const named = reasons.filter(([reason]) => recall[reason] > 0)
  return joinHtml(
    [
      voice.t('broadcasts:recalled', { sent, of: sent + left + failed + unreachable + late }),
      ...named.map(([reason, key]) => voice.t(key, { number: recall[reason] })),
    ],
    '\n',
  )
}

/** That it was sent noticeably later than it was to be. */
export function lateText(voice: Voice, { dueAt, startedAt }: Broadcast): Html | undefined {
  if (!isLate(dueAt, startedAt)) return undefined
  return voice.t('broadcasts:late', { due: dueAt ?? '', started: startedAt ?? '' })
}

function timesText(voice: Voice, broadcast: Broadcast): Html | undefined {
  const { state, createdAt, finishedAt } = broadcast
  const isOver = (state === 'finished' || state === 'stopped') && finishedAt !== null
  const times = isOver ? voice.t('broadcasts:times', { created: createdAt, finished: finishedAt }) : undefined
  return joinHtml([lateText(voice, broadcast), times], '\n')
}

function panelButtons(voice: Voice, seen: Overview, { controls, isFollowed }: Viewer): InlineKeyboardButton[][] {
  const { broadcast, fates, resendable } = seen
  const { id, startedAt, recalledAt, asksReading } = broadcast
  if (startedAt === null) return []
  // Without anybody who has it or may still get it there is nothing to change.
  const isHad = fates.sent + fates.left + fates.held > 0
  const deed = (name: DeedName) =>
    controls && allows(broadcast, name)
      ? [deedButton.with(voice.label(deedKey[name]), { id, deed: name, sure: '' })]
      : []
  const correct =
    controls && isHad && recalledAt === null ? [correctButton.with(voice.label('broadcasts:correct'), { id })] : []
  const rows = [
    [...deed('pause'), ...deed('resume'), ...deed('stop')],
    [...(isHad ? deed('recall') : []), ...correct],
    resendable > 0 ? deed('resend') : [],
    asksReading && recalledAt === null ? [unreadButton.with(voice.label('broadcasts:unread'), { id })] : [],
    isFollowed ? [] : [refreshButton.with(voice.label('broadcasts:refresh'), { id })],
  ]
  return rows.filter((row) => row.length > 0)
}
