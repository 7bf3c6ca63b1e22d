import type { Feature } from '../../../platform/feature.ts'
import { composing } from './composing.ts'
import { reading } from './drafting.ts'
import { onCut, onDraft, onDrop, onPublish } from './draftPresses.ts'
import { dropping } from './jobs.ts'
import { collectAuthored, forgetAuthored } from './personal.ts'
import { onAdd, questioning } from './questioning.ts'
import { onSample, onTemplate } from './samples.ts'
import { publishable, submitting } from './submitting.ts'
import { templating } from './template.ts'

/** How planners publish questionnaires: from a file, or step by step in chat. */
export const authoringParts = {
  buttons: [onDraft, onPublish, onDrop, onCut, onAdd, onSample, onTemplate],
  dialogs: [submitting, composing, questioning],
  tasks: [reading, templating],
  jobs: [dropping],
  publishes: [publishable],
  personal: { collect: collectAuthored, erase: forgetAuthored },
} satisfies Partial<Feature>
