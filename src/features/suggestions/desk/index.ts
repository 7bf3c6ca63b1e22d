import type { Feature } from '../../../platform/feature.ts'
import { answering } from './answering.ts'
import { asking } from './asking.ts'
import { onTalk } from './cards.ts'
import { closing } from './closing.ts'
import { onDeed } from './deeds.ts'
import { forwarding } from './forwarding.ts'
import { merging } from './merging.ts'
import { muting } from './muting.ts'
import { onObjections } from './objections.ts'
import { publishing } from './publishing.ts'
import { onQueue, onUnits } from './queue.ts'
import { onHolidays, rebuilding } from './rebuilding.ts'
import { rejecting } from './rejecting.ts'
import { nextReminder, reminding } from './reminding.ts'
import { replying } from './replying.ts'
import { supporterTelling } from './supporterTelling.ts'
import { onKeep, onTemplate, onTemplates, templating } from './templatePresses.ts'

/** What planners and heads do with tickets, and what reminds them. */
export const desk = {
  buttons: [onQueue, onUnits, onDeed, onTalk, onObjections, onKeep, onTemplates, onTemplate],
  dialogs: [answering, asking, forwarding, merging, muting, publishing, rejecting, replying, templating],
  listen: [onHolidays],
  jobs: [reminding, closing],
  tasks: [rebuilding, supporterTelling],
  due: nextReminder,
} satisfies Partial<Feature>
