import type { Feature } from '../../platform/feature.ts'
import { disown } from './actions.ts'
import { commands } from './bot.ts'
import { composing } from './composing.ts'
import { followProgress } from './progress.ts'

export const broadcasts: Feature = {
  name: 'broadcasts',
  commands,
  dialogs: [composing],
  lead: followProgress,
  personal: { erase: disown },
}
