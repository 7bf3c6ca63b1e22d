import type { KeptMessage } from '../types.ts'
import { topicsOf } from './blocks.ts'
import type { Changes } from './changes.ts'
import { ColumnHead, Status } from './column.tsx'
import { Commands, Composer } from './composer.tsx'
import { ReplyKeyboard } from './keyboard.tsx'
import { messageSwaps, wholeList, type SentList } from './livelist.tsx'
import type { Place, Showing } from './showing.ts'
import { htmlOf, Swap } from './swap.tsx'
import { Toast } from './toasts.tsx'
import type { View } from './view.ts'

/** What one column of one open page has been sent so far. */
interface Sent extends SentList {
  head: string
  isBlocked: boolean
  typingUntil: number
}

export interface LiveColumns {
  /** The swaps that bring a page of any age up to date, as HTML. */
  whole(): string
  /** The swaps for what changed, as HTML; empty when nothing on this page did. `now` in monotonic milliseconds. */
  swaps(changes: Changes, now: number): string
  /** Monotonic milliseconds at which "typing" ends next, if it is shown anywhere. */
  nextEnd(): number | undefined
}

const typingLasts = 5000

/** Follows the columns of one open page and draws only what its browser does not have yet. */
export function liveColumns(view: View, showing: Showing): LiveColumns {
  const columns = showing.places.map((place): Sent => ({
    place,
    newest: 0,
    count: 0,
    head: '',
    isBlocked: view.world.person(place.person).blocked,
    typingUntil: 0,
  }))
  return {
    whole: () => columns.map((sent) => wholeColumn(view, showing, sent)).join(''),
    swaps: (changes, now) => columns.map((sent) => columnSwaps(view, showing, sent, changes, now)).join(''),
    nextEnd: () => {
      const ends = columns.map((sent) => sent.typingUntil).filter((end) => end > 0)
      return ends.length > 0 ? Math.min(...ends) : undefined
    },
  }
}

function wholeColumn(view: View, showing: Showing, sent: Sent): string {
  const { place } = sent
  sent.head = headKey(view, place)
  return [
    wholeList(view, sent),
    htmlOf(
      <Swap target={`#head-${place.person}`}>
        <ColumnHead view={view} showing={showing} place={place} />
      </Swap>,
    ),
    keyboardSwap(view, place),
    commandsSwap(view, place),
  ].join('')
}

function columnSwaps(view: View, showing: Showing, sent: Sent, changes: Changes, now: number): string {
  const { place } = sent
  const { chat, person } = place
  const html: string[] = []
  const changed = changes.messages.get(chat)
  if (changes.people || changes.messages.size > 0) {
    const head = headKey(view, place)
    if (head !== sent.head)
      html.push(
        htmlOf(
          <Swap target={`#head-${person}`}>
            <ColumnHead view={view} showing={showing} place={place} />
          </Swap>,
        ),
      )
    sent.head = head
  }
  const { blocked } = view.world.person(person)
  if (blocked !== sent.isBlocked)
    html.push(
      htmlOf(
        <Swap target={`#foot-${person}`} how="innerHTML">
          <Composer view={view} place={place} />
        </Swap>,
      ),
    )
  sent.isBlocked = blocked
  if (changed) html.push(messageSwaps(view, sent, changed))
  if (changes.keyboards.has(chat)) html.push(keyboardSwap(view, place))
  if (changes.commands) html.push(commandsSwap(view, place))
  if (changes.typing.has(chat)) {
    if (sent.typingUntil === 0) html.push(statusSwap(view, person, true))
    sent.typingUntil = now + typingLasts
  } else if (sent.typingUntil > 0 && (now >= sent.typingUntil || (changed && isAnswered(view, place)))) {
    sent.typingUntil = 0
    html.push(statusSwap(view, person, false))
  }
  for (const toast of changes.toasts)
    if (toast.userId === person && toast.text !== '')
      html.push(htmlOf(<Toast target={`#toasts-${person}`} text={toast.text} alert={toast.alert} ok={view.words.ok} />))
  return html.join('')
}

function keyboardSwap(view: View, place: Place): string {
  return htmlOf(
    <Swap target={`#keyboard-${place.person}`}>
      <ReplyKeyboard view={view} place={place} />
    </Swap>,
  )
}

function commandsSwap(view: View, place: Place): string {
  return htmlOf(
    <Swap target={`#commands-${place.person}`}>
      <Commands view={view} place={place} />
    </Swap>,
  )
}

function statusSwap(view: View, person: number, isTyping: boolean): string {
  return htmlOf(
    <Swap target={`#status-${person}`}>
      <Status words={view.words} isTyping={isTyping} />
    </Swap>,
  )
}

function isAnswered(view: View, place: Place): boolean {
  const last: KeptMessage | undefined = view.world.messages(place.chat).at(-1)
  return last?.fromBot === true
}

function headKey(view: View, place: Place): string {
  const chats = view.world.chatsOf(place.person).map((chat) => `${chat.id} ${chat.title ?? ''}`)
  const topics = place.chat === place.person ? [] : topicsOf(view.world, place.chat).map((topic) => topic.name)
  return JSON.stringify([chats, topics, view.world.person(place.person)])
}
