import type { Feature } from '../../../platform/feature.ts'
import { objectButton } from '../../../shared/policies/buttons.ts'
import { rateButton, suggestButton, ticketButton } from '../../../shared/tickets/buttons.ts'
import { cleaning } from '../cleaning.ts'
import { enclosuresButton, ownButton, reopenButton, settleButton, talkButton, writeButton } from './buttons.ts'
import { onEnclosures, onOwn, onTalk, onTicket, openTickets, ticketStart } from './following.ts'
import { forgetTickets } from './forgetting.ts'
import { onObject } from './objecting.ts'
import { collectTickets } from './personal.ts'
import { commenting, onRate } from './rating.ts'
import { explaining, onReopen, onSettle } from './reopening.ts'
import { provingSecret } from './secrets.ts'
import { submitting } from './submitting.ts'
import { beginSubmission, onSuggest } from './suggesting.ts'
import { onWrite, writing } from './writing.ts'

/** What people submit, and how they follow it. */
export const citizen = {
  commands: [
    { name: 'usul', alias: 'suggest', right: 'member', summary: 'suggestions:usulSummary', run: beginSubmission },
    { name: 'tiket', alias: 'ticket', right: 'member', summary: 'suggestions:ticketSummary', run: openTickets },
  ],
  buttons: [
    onSuggest(suggestButton),
    onObject(objectButton),
    onTicket(ticketButton),
    onOwn(ownButton),
    onTalk(talkButton),
    onWrite(writeButton),
    onReopen(reopenButton),
    onSettle(settleButton),
    onRate(rateButton),
    onEnclosures(enclosuresButton),
  ],
  dialogs: [submitting, writing, explaining, commenting, provingSecret],
  starts: [ticketStart],
  jobs: [],
  tasks: [cleaning],
  personal: { collect: collectTickets, erase: forgetTickets },
} satisfies Partial<Feature>
