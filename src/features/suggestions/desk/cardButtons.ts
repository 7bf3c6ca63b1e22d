import type { InlineKeyboardButton } from '@grammyjs/types'
import type { TicketEventKind } from '../../../generated/prisma/client.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import type { TextKey } from '../../../platform/texts.ts'
import { concludeButton } from '../../../shared/outcomes/buttons.ts'
import { deedButton, queueButton, talkButton } from './buttons.ts'
import type { DeskDeed } from './buttons.ts'
import type { CaseFile } from './caseFiles.ts'
import { mayDo } from './rights.ts'

type Rows = InlineKeyboardButton[][]

/** What is done with a ticket most often, as it stands and as who looks may. */
export function cardButtons(turn: Turn, file: CaseFile): Rows {
  const { ticket, files, entries, isOwn } = file
  const { id } = ticket
  const isPlanner = turn.may('planner')
  const offer = offering(turn, file)
  const isTaken = ticket.state === 'working' && ticket.holderId !== null
  const answers = entries.length
  const rows = [
    [
      ...(isPlanner ? offer('verified', 'verify', 'suggestions:deskVerify') : []),
      ...(isTaken
        ? isOwn
          ? []
          : offer('taken', 'takeOver', 'suggestions:deskTakeOver')
        : offer('taken', 'take', 'suggestions:deskTake')),
    ],
    [...offer('answered', 'answer', 'suggestions:deskAnswer'), ...offer('asked', 'ask', 'suggestions:deskAsk')],
    [
      ...offer('forwarded', 'forward', 'suggestions:deskForward'),
      ...offer('rejected', 'reject', 'suggestions:deskReject'),
    ],
    offer('closed', 'close', 'suggestions:deskClose'),
    [
      talkButton.with(turn.label('suggestions:deskTalk', { count: answers }), { ticket: id, page: 0 }),
      ...(files > 0
        ? [deedButton.with(turn.label('suggestions:enclosures', { count: files }), { ticket: id, deed: 'files' })]
        : []),
    ],
    isPlanner ? [concludeButton.with(turn.label('suggestions:deskConclude'), { kind: 'ticket', id })] : [],
    [
      ...(moreDeeds(turn, file).length > 0
        ? [deedButton.with(turn.label('suggestions:deskMore'), { ticket: id, deed: 'more' })]
        : []),
      queueButton.with(turn.label('suggestions:deskToQueue'), { filter: 'all', unit: 0n, page: 0 }),
    ],
  ]
  return rows.filter((row) => row.length > 0)
}

/** What is done less often. */
export function moreButtons(turn: Turn, file: CaseFile): Rows {
  const back = deedButton.with(turn.label('platform:back'), { ticket: file.ticket.id, deed: 'open' })
  return [...moreDeeds(turn, file).map((one) => [one]), [back]]
}

function moreDeeds(turn: Turn, file: CaseFile): InlineKeyboardButton[] {
  const { ticket, mute } = file
  const offer = offering(turn, file)
  const deed = (name: DeskDeed, key: TextKey) => deedButton.with(turn.label(key), { ticket: ticket.id, deed: name })
  const hasAuthor = ticket.personId !== null || ticket.sealedAuthor !== null
  const isMute = mute === null ? deed('mute', 'suggestions:deskMute') : deed('unmute', 'suggestions:deskUnmute')
  const isPublic =
    ticket.publicText === null
      ? deed('publish', 'suggestions:deskPublish')
      : deed('unpublish', 'suggestions:deskUnpublish')
  return [
    ...offer('merged', 'merge', 'suggestions:deskMerge'),
    ...(ticket.isInspected ? [] : offer('inspected', 'inspect', 'suggestions:deskInspect')),
    ...(turn.may('planner') ? [isPublic, ...(hasAuthor ? [isMute] : [])] : []),
  ]
}

/** A button where the deed may happen as the ticket stands. */
function offering(turn: Turn, { ticket }: CaseFile) {
  return (kind: TicketEventKind, deed: DeskDeed, key: TextKey) =>
    mayDo(ticket, kind) ? [deedButton.with(turn.label(key), { ticket: ticket.id, deed })] : []
}
