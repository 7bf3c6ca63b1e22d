import { press } from '../../../platform/dialog/button.ts'
import type { Feature } from '../../../platform/feature.ts'
import { homeButton } from '../buttons.ts'
import { onOwnChart, ownCharting } from './charting.ts'
import { showHome, showHomeAgain } from './home.ts'
import { onLast } from './last.ts'
import { ownProfile } from './profile.ts'
import { onTarget, targeting } from './targeting.ts'

/** What an employee has of their own check-ins. */
export const own = {
  commands: [{ name: 'checkin', right: 'employee', summary: 'checkins:summary', run: showHome }],
  buttons: [press(homeButton, 'employee', showHomeAgain), onLast, onOwnChart, onTarget],
  dialogs: [targeting],
  tasks: [ownCharting],
  profile: ownProfile,
} satisfies Partial<Feature>
