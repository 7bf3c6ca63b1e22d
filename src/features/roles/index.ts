import type { Feature } from '../../platform/feature.ts'
import { appointing } from './appointing.ts'
import { commands, onTarget } from './bot.ts'
import { finding } from './finding.ts'
import { collectRoles, forgetTarget } from './personal.ts'
import { targetButton } from './views.ts'

export const roles: Feature = {
  name: 'roles',
  commands,
  buttons: [onTarget(targetButton)],
  dialogs: [finding, appointing],
  personal: { collect: collectRoles, erase: forgetTarget },
}
