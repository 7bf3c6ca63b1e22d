import type { Feature } from '../../platform/feature.ts'
import { appreciations } from './appreciations/index.ts'
import { coachingNotes } from './coaching/index.ts'
import { figures } from './figures/index.ts'
import { obstacles } from './obstacles/index.ts'
import { own } from './own/index.ts'
import { collectCheckins, eraseCheckins } from './personal.ts'

/** What is around the rounds that come back: for oneself, between a head and their people, and among colleagues. */
export const checkins: Feature = {
  name: 'checkins',
  commands: [...own.commands, ...appreciations.commands],
  buttons: [
    ...own.buttons,
    ...obstacles.buttons,
    ...coachingNotes.buttons,
    ...appreciations.buttons,
    ...figures.buttons,
  ],
  dialogs: [...own.dialogs, ...coachingNotes.dialogs, ...appreciations.dialogs],
  listen: obstacles.listen,
  tasks: [...own.tasks, ...obstacles.tasks, ...figures.tasks],
  reports: figures.reports,
  profile: own.profile,
  personal: { collect: collectCheckins, erase: eraseCheckins },
}
