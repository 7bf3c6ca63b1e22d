import type { Feature } from '../../platform/feature.ts'
import { loadKnownDays } from '../../shared/workdays/holidays.ts'
import { commands, onApply, onDrop, onImport, onRemove, onTemplate, onYear } from './bot.ts'
import { importing } from './importing.ts'
import { collect, forget } from './imports.ts'
import { dropping, watching } from './jobs.ts'
import { applyButton, dropButton } from './previewViews.ts'
import { reading } from './reading.ts'
import { templating } from './template.ts'
import { importButton, removeButton, templateButton, yearButton } from './yearViews.ts'

export const holidays: Feature = {
  name: 'holidays',
  commands,
  buttons: [
    onYear(yearButton),
    onImport(importButton),
    onTemplate(templateButton),
    onRemove(removeButton),
    onApply(applyButton),
    onDrop(dropButton),
  ],
  dialogs: [importing],
  tasks: [reading, templating],
  jobs: [dropping, watching],
  lead({ log }) {
    const loading = loadKnownDays().catch((error: unknown) => log.error({ err: error }, 'date-holidays is not loaded'))
    return () => loading
  },
  personal: { collect, erase: forget },
}
