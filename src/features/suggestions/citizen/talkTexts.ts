import { joinHtml } from '../../../platform/html.ts'
import type { Html } from '../../../platform/html.ts'
import type { Voice } from '../../../platform/texts.ts'
import { excerpt } from './excerpts.ts'
import type { OwnEvent, OwnTicket } from './own.ts'

/** Characters on a page, beside the head of the ticket. */
const pageLength = 3000
/** Of each text; beside it there has to be room for who wrote it, and when. */
const longest = 2900
const frame = 100

/** What was said and done, as its author may know it: on pages, the oldest first. */
export function talkPages(voice: Voice, { ticket, events }: OwnTicket): Html[] {
  const pages: Html[][] = []
  let left = 0
  for (const event of events.filter((one, index) => !isRatedAgain(one, events.slice(index + 1)))) {
    const words = excerpt((event.kind === 'submitted' ? ticket.text : event.text) ?? '', longest)
    const length = words.length + frame
    if (length > left) {
      pages.push([])
      left = pageLength
    }
    left -= length
    pages.at(-1)?.push(eventText(voice, event, words))
  }
  return pages.map((texts) => joinHtml(texts))
}

/** A rating that another one follows, such as the same with a word: the last one holds. */
function isRatedAgain({ kind }: OwnEvent, later: OwnEvent[]): boolean {
  return kind === 'rated' && later.find((one) => one.kind === 'rated' || one.kind === 'reopened')?.kind === 'rated'
}

function eventText(voice: Voice, event: OwnEvent, words: string): Html {
  const { at, _count: count } = event
  return joinHtml(
    [
      voice.t('suggestions:talkLine', { at, who: actorOf(voice, event), what: deedText(voice, event) }),
      words === '' ? undefined : voice.t('suggestions:quote', { text: words }),
      count.files === 0 ? undefined : voice.t('suggestions:officerEnclosures', { count: count.files }),
    ],
    '\n',
  )
}

/** Who did it: never which officer. */
function actorOf(voice: Voice, { byAuthor, officerId, kind, unit }: OwnEvent): string {
  if (byAuthor) return voice.label('suggestions:you')
  if (officerId === null && (kind === 'closed' || kind === 'reminded')) return voice.label('suggestions:deskClock')
  return (kind === 'forwarded' ? undefined : unit?.name) ?? voice.label('suggestions:officer')
}

function deedText(voice: Voice, { kind, number, unit }: OwnEvent): string {
  switch (kind) {
    case 'submitted':
      return voice.label('suggestions:didSubmit')
    case 'verified':
      return voice.label('suggestions:didVerify')
    case 'forwarded':
      return voice.label('suggestions:didForward', { unit: unit?.name ?? voice.label('suggestions:anOfficer') })
    case 'taken':
      return voice.label('suggestions:didTake')
    case 'inspected':
      return voice.label('suggestions:didInspect', { count: Number(number ?? 0) })
    case 'asked':
      return voice.label('suggestions:didAsk')
    case 'replied':
    case 'reminded':
      return voice.label('suggestions:didReply')
    case 'answered':
      return voice.label('suggestions:didAnswer')
    case 'rejected':
      return voice.label('suggestions:didReject')
    case 'reopened':
      return voice.label('suggestions:didReopen')
    case 'rated':
      return voice.label('suggestions:didRate', { score: Number(number ?? 0) })
    case 'closed':
      return voice.label('suggestions:didClose')
    case 'merged':
      return voice.label('suggestions:didMerge')
    case 'withdrawn':
      return voice.label('suggestions:didWithdraw')
  }
}
