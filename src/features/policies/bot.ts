import type { Command } from '../../platform/feature.ts'
import { reportCommand } from './reporting.ts'
import { showShelf } from './shelf.ts'
import { beginPublishing } from './submitting.ts'

export const commands: Command[] = [
  {
    name: 'kebijakan',
    alias: 'policies',
    right: 'all',
    summary: 'policies:shelfSummary',
    run: showShelf,
  },
  {
    name: 'terbitkan',
    alias: 'publish',
    right: 'planner',
    summary: 'policies:publishSummary',
    run: beginPublishing,
  },
  reportCommand,
]
