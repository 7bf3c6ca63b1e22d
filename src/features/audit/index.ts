import type { Feature } from '../../platform/feature.ts'
import { commands, onPage } from './bot.ts'
import { collectDeeds } from './personal.ts'
import { pageButton } from './views.ts'

export const audit: Feature = {
  name: 'audit',
  commands,
  buttons: [onPage(pageButton)],
  personal: { collect: collectDeeds },
}
