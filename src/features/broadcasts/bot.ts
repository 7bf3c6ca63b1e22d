import type { Command } from '../../platform/feature.ts'
import { composing } from './composing.ts'

export const commands: Command[] = [
  {
    name: 'umumkan',
    alias: 'announce',
    right: 'planner',
    summary: 'broadcasts:announceSummary',
    run: (turn) => turn.open(composing, {}),
  },
]
