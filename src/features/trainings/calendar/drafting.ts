import { readAudience } from '../../../shared/audiences/written.ts'
import type { WrittenAudience } from '../../../shared/audiences/written.ts'
import type { Column } from './columns.ts'
import { longest, longestSession, mostSessions } from './written.ts'
import type { Fault, Reason, WrittenSession, WrittenTraining } from './written.ts'

/** A session as it was found, with its line. */
export type FoundSession = WrittenSession & { line: number }

/** What was found of a training in a file. */
export interface Found extends Omit<WrittenTraining, 'sessions' | 'audience' | 'audienceLine' | 'line'> {
  line: number
  audience: WrittenAudience | null
  audienceLine: number
  sessions: FoundSession[]
}

/** Notes a fault. */
export type Note = (line: number, column: Column, reason: Reason, value: string, other?: string) => void

/** Faults as they are found. */
export function noteFaults(): { faults: Fault[]; note: Note } {
  const faults: Fault[] = []
  return {
    faults,
    note: (line, column, reason, value, other = '') => void faults.push({ line, column, reason, value, other }),
  }
}

/** A text, of at most so many letters as its column may have; an empty one where it has more. */
export function takeText(line: number, column: Column, text: string, note: Note): string {
  const most = longest[column] ?? Number.POSITIVE_INFINITY
  if (Array.from(text).length <= most) return text
  note(line, column, 'tooLong', text, String(most))
  return ''
}

/** Whom it is for: employees where nothing is written. */
export function takeAudience(line: number, text: string, note: Note): WrittenAudience | null {
  if (text === '') return { kind: 'employees' }
  return readAudience(text, (reason, value) => note(line, 'audience', reason, value))
}

/** The training with its sessions in order; undefined where there is a fault in it. */
export function concluded(found: Found, note: Note): WrittenTraining | undefined {
  const { sessions, audience, ...rest } = found
  const sorted = sessions.toSorted((one, other) => one.startsAt.localeCompare(other.startsAt))
  let isRight = audience !== null && sorted.length > 0
  for (const [index, { line, startsAt, endsAt }] of sorted.entries()) {
    const length = Date.parse(endsAt) - Date.parse(startsAt)
    const before = sorted[index - 1]
    const wrong = (column: Column, reason: Reason, other = '') => {
      isRight = false
      note(line, column, reason, '', other)
    }
    if (length <= 0) wrong('end', 'endFirst')
    else if (length > longestSession) wrong('end', 'sessionLong', String(longestSession / 3_600_000))
    if (before?.startsAt === startsAt) wrong('start', 'sessionTwice', String(before.line))
  }
  if (sorted.length > mostSessions) {
    note(found.line, 'start', 'sessionsMany', String(sorted.length), String(mostSessions))
    isRight = false
  }
  if (!isRight || audience === null) return undefined
  return {
    ...rest,
    audience,
    sessions: sorted.map(({ startsAt, endsAt, place }) => ({ startsAt, endsAt, place })),
  }
}
