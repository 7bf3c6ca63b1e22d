import type { Feature } from '../../platform/feature.ts'
import { commands, onRevoke } from './bot.ts'
import { inviting } from './inviting.ts'
import { making } from './making.ts'
import { revokeButton } from './views.ts'

export const invitations: Feature = {
  name: 'invitations',
  commands,
  buttons: [onRevoke(revokeButton)],
  dialogs: [inviting],
  tasks: [making],
}
