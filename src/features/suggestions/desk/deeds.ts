import type { Ticket } from '../../../generated/prisma/client.ts'
import { press } from '../../../platform/dialog/button.ts'
import type { Press } from '../../../platform/dialog/button.ts'
import type { Dialog } from '../../../platform/dialog/dialog.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { stateKey } from '../../../shared/tickets/words.ts'
import { postEnclosures } from '../files.ts'
import { answering } from './answering.ts'
import { asking } from './asking.ts'
import { deedButton } from './buttons.ts'
import type { DeskDeed } from './buttons.ts'
import { showDeskTicket, showMore } from './cards.ts'
import { doDeed } from './doing.ts'
import type { Said } from './doing.ts'
import { forwarding } from './forwarding.ts'
import { isHolder } from './holders.ts'
import { inspectView } from './inspectView.ts'
import { merging } from './merging.ts'
import { muting, unmute } from './muting.ts'
import { publishing, unpublish } from './publishing.ts'
import { rejecting } from './rejecting.ts'
import { offerReply } from './replying.ts'
import { demandTicket, mayDo } from './rights.ts'
import { countSettled } from './sending.ts'

/** What is done to a ticket, or shown of it; a reply to its message is offered as an answer. */
export const onDeed: Press = press(
  deedButton,
  'overseer',
  async (turn, { ticket, deed }) => deal(turn, await demandTicket(turn, ticket), deed),
  (turn, { ticket }, message) => offerReply(turn, ticket, message),
)

async function deal(turn: Turn, ticket: Ticket, deed: DeskDeed): Promise<void> {
  switch (deed) {
    case 'open':
      return showDeskTicket(turn, ticket)
    case 'more':
      return showMore(turn, ticket)
    case 'files':
      return postEnclosures(turn, ticket)
    case 'verify':
      demandPlanner(turn)
      return act(turn, ticket, { kind: 'verified' })
    case 'take':
      await demandNotHeld(turn, ticket)
      if (ticket.state === 'working' && ticket.holderId !== null) throw new Refusal('suggestions:deskTakenAlready')
      return act(turn, ticket, { kind: 'taken' })
    case 'takeOver':
      await demandNotHeld(turn, ticket)
      return act(turn, ticket, { kind: 'taken' })
    case 'close':
      return act(turn, ticket, { kind: 'closed' })
    case 'inspect':
      demandNow(turn, ticket, 'inspected')
      return turn.replace(inspectView(turn, ticket))
    case 'inspectNow':
      if (ticket.isInspected) throw new Refusal('suggestions:deskInspectedAlready')
      return act(turn, ticket, { kind: 'inspected', number: BigInt(turn.settings.responseDays.inspection) })
    case 'forward':
      demandNow(turn, ticket, 'forwarded')
      return turn.open(forwarding, { ticket: String(ticket.id), unit: String(ticket.unitId ?? '') })
    case 'ask':
      return begin(turn, ticket, 'asked', asking)
    case 'answer':
      demandNow(turn, ticket, 'answered')
      return turn.open(answering, { ticket: String(ticket.id), settled: await countSettled(turn.db, ticket.id) })
    case 'reject':
      return begin(turn, ticket, 'rejected', rejecting)
    case 'merge':
      return begin(turn, ticket, 'merged', merging)
    case 'publish':
      demandPlanner(turn)
      return turn.open(publishing, { ticket: String(ticket.id) })
    case 'unpublish':
      demandPlanner(turn)
      return unpublish(turn, ticket)
    case 'mute':
      demandPlanner(turn)
      return turn.open(muting, { ticket: String(ticket.id) })
    case 'unmute':
      demandPlanner(turn)
      return unmute(turn, ticket)
  }
}

async function act(turn: Turn, before: Ticket, said: Said) {
  demandNow(turn, before, said.kind)
  const { ticket } = await doDeed(turn, before.id, said)
  await showDeskTicket(turn, ticket)
}

async function begin(turn: Turn, ticket: Ticket, kind: Said['kind'], dialog: Dialog<{ ticket: string }>) {
  demandNow(turn, ticket, kind)
  await turn.open(dialog, { ticket: String(ticket.id) })
}

/** Refused to whoever works on it already: its author would be told once more. */
async function demandNotHeld(turn: Turn, ticket: Ticket) {
  if (ticket.state === 'working' && (await isHolder(turn.db, ticket, turn.who)))
    throw new Refusal('suggestions:deskHeldAlready')
}

function demandPlanner(turn: Turn) {
  if (!turn.may('planner')) throw new Refusal('platform:notAllowed')
}

/** Refused, with the state that it is in by now, when something can no longer be done. */
function demandNow(turn: Turn, ticket: Ticket, kind: Said['kind']) {
  if (mayDo(ticket, kind)) return
  throw new Refusal('suggestions:deskNotNow', { state: turn.label(stateKey[ticket.state]) })
}
