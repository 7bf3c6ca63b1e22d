import type { Feature } from '../../platform/feature.ts'
import { commands, onApply, onDetails, onDrop } from './bot.ts'
import { absentButton, coverButton } from './coverageViews.ts'
import { onAbsent, onCover } from './covering.ts'
import { peopleExport, unitsExport } from './exports.ts'
import { importing } from './importing.ts'
import { collect, disown } from './imports.ts'
import { dropping } from './jobs.ts'
import { reading } from './reading.ts'
import { templating } from './template.ts'
import { applyButton, detailsButton, dropButton } from './views.ts'

export const roster: Feature = {
  name: 'roster',
  commands,
  buttons: [
    onApply(applyButton),
    onDrop(dropButton),
    onDetails(detailsButton),
    onCover(coverButton),
    onAbsent(absentButton),
  ],
  dialogs: [importing],
  tasks: [reading, templating],
  jobs: [dropping],
  exports: [unitsExport, peopleExport],
  personal: { collect, erase: disown },
}
