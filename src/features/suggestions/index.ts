import type { Feature } from '../../platform/feature.ts'
import { citizen } from './citizen/index.ts'
import { desk } from './desk/index.ts'
import { figures } from './figures/index.ts'

/** What people submit and follow, what those do who work on it, and how well that goes. */
export const suggestions: Feature = {
  name: 'suggestions',
  commands: [...citizen.commands],
  buttons: [...citizen.buttons, ...desk.buttons, ...figures.buttons],
  dialogs: [...citizen.dialogs, ...desk.dialogs],
  starts: [...citizen.starts],
  listen: [...desk.listen],
  jobs: [...citizen.jobs, ...desk.jobs],
  tasks: [...citizen.tasks, ...desk.tasks, ...figures.tasks],
  reports: [...figures.reports],
  exports: [...figures.exports],
  due: desk.due,
  personal: citizen.personal,
}
