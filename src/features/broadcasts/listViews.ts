import type { InlineKeyboardButton } from '@grammyjs/types'
import { z } from 'zod'
import type { BroadcastState } from '../../generated/prisma/client.ts'
import { button } from '../../platform/dialog/button.ts'
import { joinHtml } from '../../platform/html.ts'
import type { Html } from '../../platform/html.ts'
import type { View } from '../../platform/inbox/turn.ts'
import type { TextKey, Voice } from '../../platform/texts.ts'
import type { Overview } from './figures.ts'
import { openButton } from './panelButtons.ts'
import type { Readership } from './readings.ts'
import type { Entry, ListPage } from './recent.ts'
import { share } from './rules.ts'
import { ownUnreadButton } from './unreadViews.ts'
import { audienceName } from './views.ts'

const page = z.coerce.number().int().min(0).max(100_000)

/** Turns the pages of the last broadcasts, and of those that reached a head's units. */
export const listButton = button('bc.list', { page })
export const reachedButton = button('bc.reached', { page })

/** What a state is called. */
export const stateKey: Record<BroadcastState, TextKey> = {
  scheduled: 'broadcasts:isScheduled',
  sending: 'broadcasts:isSending',
  paused: 'broadcasts:isPaused',
  stopped: 'broadcasts:isStopped',
  finished: 'broadcasts:isFinished',
  cancelled: 'broadcasts:isCancelled',
}

/** The last broadcasts with their figures, each with a button that opens it. */
export function recentView(voice: Voice, list: ListPage<Entry & Overview>): View {
  return listView(voice, list, {
    head: voice.t('broadcasts:listHead', { page: list.page + 1 }),
    line: (entry) => entryText(voice, entry),
    button: ({ broadcast: { id } }) =>
      openButton.with(voice.label('broadcasts:listOpen', { number: String(id) }), { id }),
    turn: listButton,
  })
}

/** Those that reached a head's units, each with a button to who has not read it. */
export function reachedView(voice: Voice, list: ListPage<Entry & Readership>): View {
  return listView(voice, list, {
    head: voice.t('broadcasts:reachedHead', { page: list.page + 1 }),
    line: ({ broadcast, words, sent, read }) =>
      voice.t('broadcasts:reachedEntry', {
        number: String(broadcast.id),
        words: wordsOf(voice, words),
        at: broadcast.startedAt ?? broadcast.createdAt,
        sent,
        read,
        share: share(read, sent),
      }),
    button: ({ broadcast: { id } }) =>
      ownUnreadButton.with(voice.label('broadcasts:reachedUnread', { number: String(id) }), { id }),
    turn: reachedButton,
  })
}

interface Looks<Item> {
  head: Html
  line(item: Item): Html
  button(item: Item): InlineKeyboardButton
  turn: typeof listButton
}

function listView<Item>(voice: Voice, { entries, page: at, hasOlder }: ListPage<Item>, looks: Looks<Item>): View {
  const turning = [
    ...(at > 0 ? [looks.turn.with(voice.label('broadcasts:newer'), { page: at - 1 })] : []),
    ...(hasOlder ? [looks.turn.with(voice.label('broadcasts:older'), { page: at + 1 })] : []),
  ]
  const buttons = [entries.map((entry) => looks.button(entry)), turning].filter((row) => row.length > 0)
  const lines = entries.length === 0 ? [voice.t('broadcasts:listEmpty')] : entries.map((entry) => looks.line(entry))
  return { text: joinHtml([looks.head, ...lines]), ...(buttons.length > 0 && { buttons }) }
}

function entryText(voice: Voice, { broadcast, words, fates, read }: Entry & Overview): Html {
  const { id, state, startedAt, createdAt, dueAt, recalledAt, asksReading } = broadcast
  const waits = startedAt === null && dueAt !== null
  const { sent, unreachable, failed } = fates
  return joinHtml(
    [
      voice.t('broadcasts:entryHead', { number: String(id), words: wordsOf(voice, words) }),
      voice.t('broadcasts:entryState', {
        audience: audienceName(voice, broadcast),
        state: voice.label(recalledAt === null ? stateKey[state] : 'broadcasts:isRecalled'),
        at: waits ? dueAt : (startedAt ?? createdAt),
      }),
      startedAt === null ? undefined : voice.t('broadcasts:entryFigures', { sent, unreachable, failed }),
      startedAt !== null && asksReading ? voice.t('broadcasts:entryRead', { read }) : undefined,
    ],
    '\n',
  )
}

function wordsOf(voice: Voice, words: string): string {
  return words === '' ? voice.label('broadcasts:noWords') : words
}
