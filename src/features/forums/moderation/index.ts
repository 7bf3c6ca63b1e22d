import type { Feature } from '../../../platform/feature.ts'
import { appealing, onAppeal } from './appealing.ts'
import { moderateCommand } from './command.ts'
import { moderatorPresses } from './deciding.ts'
import { collectAppeals, eraseAppeals } from './personal.ts'
import { rejecting } from './rejecting.ts'
import { nextReminder, reminding } from './reminding.ts'
import { onRules } from './rules.ts'

/** What planners do with statements, and what their authors and everybody else learn of it. */
export const moderationParts = {
  commands: [moderateCommand],
  buttons: [...moderatorPresses, onAppeal, onRules],
  dialogs: [rejecting, appealing],
  jobs: [reminding],
  due: nextReminder,
  personal: { collect: collectAppeals, erase: eraseAppeals },
} satisfies Partial<Feature>
