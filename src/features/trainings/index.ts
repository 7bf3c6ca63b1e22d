import type { Feature } from '../../platform/feature.ts'
import { attending } from './attending/index.ts'
import { calendar } from './calendar/index.ts'
import { enrolling } from './enrolling/index.ts'
import { collectTrainings, leaveTrainings } from './enrolling/personal.ts'
import { exported } from './exports/index.ts'
import { figures } from './figures/index.ts'
import { collectImports, droppingImports, forgetImports } from './imports.ts'
import { nextReminder, reminding } from './ladder/reminding.ts'
import { measuring } from './measuring/index.ts'
import { needs } from './needs/index.ts'
import { paths } from './paths/index.ts'

export const trainings: Feature = {
  name: 'trainings',
  commands: calendar.commands,
  buttons: [
    ...calendar.buttons,
    ...enrolling.buttons,
    ...attending.buttons,
    ...measuring.buttons,
    ...figures.buttons,
    ...paths.buttons,
    ...needs.buttons,
  ],
  dialogs: [...calendar.dialogs, ...enrolling.dialogs, ...attending.dialogs, ...paths.dialogs],
  listen: [...measuring.listen, ...figures.listen, ...needs.listen],
  jobs: [reminding, droppingImports, ...measuring.jobs],
  tasks: [...calendar.tasks, ...attending.tasks, ...measuring.tasks, ...figures.tasks, ...paths.tasks, ...needs.tasks],
  starts: attending.starts,
  groups: [...attending.groups, ...measuring.groups],
  reports: [...figures.reports],
  exports: [...exported.exports],
  publishes: [...calendar.publishes, ...paths.publishes],
  due: nextReminder,
  profile: paths.profile,
  personal: {
    collect: async (db, telegramId, voice) => [
      ...(await collectTrainings(db, telegramId, voice)),
      await collectImports(db, telegramId, voice),
    ],
    async erase(db, telegramId, { voiceIn, settings, now }) {
      await leaveTrainings(db, telegramId, { voiceIn, settings, groups: [] }, now)
      await forgetImports(db, telegramId)
    },
  },
}
