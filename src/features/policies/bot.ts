import type { Command } from '../../platform/feature.ts'
import { showShelf } from './shelf.ts'

export const commands: Command[] = [
  {
    name: 'kebijakan',
    alias: 'policies',
    right: 'all',
    summary: 'policies:shelfSummary',
    run: showShelf,
  },
]
