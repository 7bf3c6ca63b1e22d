import type { Feature } from '../../../platform/feature.ts'
import { changing } from './changing.ts'
import { calendarPublishing, importing, onApply, onDrop } from './importing.ts'
import { making, onMake } from './making.ts'
import { cancelling, onCancel, onChange, onInvite, onOpen } from './planning.ts'
import { reading } from './reading.ts'
import { command, onCard, onList } from './showing.ts'
import { templating } from './template.ts'

/** The trainings there are, from a file or made in chat, and what planners do with them. */
export const calendar = {
  commands: [command],
  buttons: [onList, onCard, onMake, onOpen, onInvite, onChange, onCancel, onApply, onDrop],
  dialogs: [importing, making, changing, cancelling],
  tasks: [reading, templating],
  publishes: [calendarPublishing],
} satisfies Partial<Feature>
