import type { TicketEventKind } from '../../../generated/prisma/client.ts'
import { cut } from '../../../platform/cuts.ts'
import type { Html } from '../../../platform/html.ts'
import { joinHtml } from '../../../platform/html.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import type { TextKey } from '../../../platform/texts.ts'
import type { CaseFile, Entry } from './caseFiles.ts'

/** What is said of what happened. */
const entryKey: Record<TicketEventKind, TextKey> = {
  submitted: 'suggestions:deskDidSubmit',
  verified: 'suggestions:deskDidVerify',
  forwarded: 'suggestions:deskDidForward',
  taken: 'suggestions:deskDidTake',
  inspected: 'suggestions:deskDidInspect',
  asked: 'suggestions:deskDidAsk',
  replied: 'suggestions:deskDidReply',
  answered: 'suggestions:deskDidAnswer',
  rejected: 'suggestions:deskDidReject',
  reopened: 'suggestions:deskDidReopen',
  rated: 'suggestions:deskDidRate',
  closed: 'suggestions:deskDidClose',
  merged: 'suggestions:deskDidMerge',
  reminded: 'suggestions:deskDidRemind',
  withdrawn: 'suggestions:deskDidWithdraw',
}
/** UTF-16 units on a page of what was said, and around the words of each thing. */
const pageLength = 3200
const frameLength = 150

/** One thing that happened: when, who, what, and words that were said. */
export function entryText(turn: Turn, entry: Entry, words: string): Html {
  const { kind, at, number, unit, files } = entry
  const what = turn.label(entryKey[kind], { n: String(number ?? ''), unit: unit ?? '' })
  return joinHtml(
    [
      turn.t('suggestions:deskEntry', { at, who: actorName(turn, entry), what }),
      words === '' ? undefined : turn.t('suggestions:deskQuote', { text: words }),
      files === 0 ? undefined : turn.t('suggestions:deskEntryFiles', { count: files }),
    ],
    '\n',
  )
}

/** What was said with it: a ticket's own words stand in its row. */
export function wordsOf({ ticket }: Pick<CaseFile, 'ticket'>, { kind, text }: Entry): string {
  return kind === 'submitted' ? ticket.text : (text ?? '')
}

/** All that happened, on pages none of which is longer than a message may be; what is longer goes on on the next one. */
export function entryPages(file: CaseFile): { entry: Entry; words: string }[][] {
  const pages: { entry: Entry; words: string }[][] = []
  let length = Infinity
  for (const entry of file.entries) {
    const words = wordsOf(file, entry)
    const parts = cut(words, pageLength - frameLength, []).map(({ start, end }) => words.slice(start, end))
    for (const part of parts.length === 0 ? [''] : parts) {
      const own = part.length + frameLength
      if (length + own > pageLength) {
        pages.push([])
        length = 0
      }
      pages.at(-1)?.push({ entry, words: part })
      length += own
    }
  }
  return pages
}

function actorName(turn: Turn, { byAuthor, officer, officerId, kind }: Entry): string {
  if (byAuthor) return turn.label('suggestions:deskAuthor')
  if (officerId !== null) return officer ?? turn.label('suggestions:officer')
  if (kind === 'reminded') return turn.label('suggestions:deskReminder')
  return turn.label(kind === 'closed' ? 'suggestions:deskClock' : 'suggestions:officer')
}
