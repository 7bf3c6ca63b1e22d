import type { Command } from '../../platform/feature.ts'
import { composing } from './composing.ts'
import { showReached, showRecent } from './listingPresses.ts'

export const commands: Command[] = [
  {
    name: 'umumkan',
    alias: 'announce',
    right: 'planner',
    summary: 'broadcasts:announceSummary',
    run: (turn, argument) => (isList(argument) ? showRecent(turn) : turn.open(composing, {})),
  },
  {
    name: 'pengumuman',
    alias: 'announcements',
    right: 'head',
    summary: 'broadcasts:reachedSummary',
    run: showReached,
  },
]

/** "/umumkan daftar", in either language. */
const isList = (argument: string) => /^(?:daftar|list)$/i.test(argument)
