import { toCsv } from '../../platform/csv.ts'
import type { MadeFile } from '../../platform/files/documents.ts'
import { joinHtml } from '../../platform/html.ts'
import type { Html } from '../../platform/html.ts'
import type { Fault, Obstacle, Unreadable } from '../../platform/sheets/table.ts'
import type { TextKey, Voice } from '../../platform/texts.ts'

/** A value that cannot be taken, by its line in the file, in the words of who sent it. */
export interface SheetFault {
  line: number
  /** As it is called in the chat. */
  column: string
  value: string
  /** Why, with a value of at most so many letters. */
  why(most: number): string
}

/** Those that are said in the chat; all others are in the file. */
const mostShown = 15
/** Letters of a value or a column's name that are shown in the chat. */
const longest = 40
/** Columns that are named. */
const mostColumns = 20

const obstacleKey: Record<Obstacle, TextKey> = {
  oldExcel: 'sheets:oldExcel',
  webPage: 'sheets:webPage',
  damaged: 'sheets:damaged',
  tooLarge: 'sheets:tooLarge',
  tooMany: 'sheets:tooMany',
  openQuote: 'sheets:openQuote',
  columnsMissing: 'sheets:columnsMissing',
  columnsTwice: 'sheets:columnsTwice',
  empty: 'sheets:empty',
  notFetched: 'sheets:notFetched',
}

/** What is wrong with each value, in the words that a feature has for its columns and reasons. */
export function wordFaults<Column extends string, Reason extends string>(
  voice: Voice,
  faults: Fault<Column, Reason>[],
  { columns, reasons }: { columns: Record<Column, TextKey>; reasons: Record<Reason, TextKey> },
  otherText = ({ other }: Fault<Column, Reason>) => other,
): SheetFault[] {
  return faults.map((fault) => ({
    line: fault.line,
    column: voice.label(columns[fault.column]),
    value: fault.value,
    why: (most) => voice.label(reasons[fault.reason], { value: cutText(fault.value, most), other: otherText(fault) }),
  }))
}

/** The faults of a table, by line, and how to send it again: there, or by the command. `cure`: said between. */
export function faultsText(voice: Voice, faults: SheetFault[], command: string, cure?: Html): Html {
  const lines = new Set(faults.map(({ line }) => line)).size
  const shown = faults
    .slice(0, mostShown)
    .map(({ line, column, why }) => voice.t('sheets:fault', { line: String(line), column, why: why(longest) }))
  const left = faults.length - shown.length
  return joinHtml([
    voice.t('sheets:faults', { count: faults.length, lines }),
    joinHtml(shown, '\n'),
    left > 0 ? voice.t('sheets:moreFaults', { count: left }) : undefined,
    cure,
    voice.t('sheets:sendAgain', { command }),
  ])
}

/** All faults as a table, when the chat does not show all of them. */
export function faultsFile(voice: Voice, name: string, faults: SheetFault[]): MadeFile | undefined {
  if (faults.length <= mostShown) return undefined
  const head = [voice.label('sheets:line'), voice.label('sheets:column'), voice.label('sheets:value')]
  const rows = faults.map(({ line, column, value, why }) => [line, column, value, why(Number.POSITIVE_INFINITY)])
  return {
    name,
    type: 'text/csv',
    bytes: toCsv([[...head, voice.label('sheets:why')], ...rows]),
    caption: voice.t('sheets:faultsCaption', { count: faults.length }),
  }
}

/** Why nothing of a file could be read; the missing columns as they are called in the chat. */
export function obstacleText(
  voice: Voice,
  { why, found }: Unreadable<string>,
  missing: string[],
  command: string,
): Html {
  const [first = '', second = ''] = found.map((text) => cutText(text, longest))
  return joinHtml([
    voice.t('sheets:unreadable'),
    voice.t(obstacleKey[why], {
      missing: missing.join(', '),
      found:
        found
          .slice(0, mostColumns)
          .map((text) => cutText(text, longest))
          .join(', ') || voice.label('sheets:nothing'),
      first,
      second,
    }),
    voice.t('sheets:sendAgain', { command }),
  ])
}

/** A text of at most so many letters. */
export function cutText(text: string, most: number): string {
  const letters = Array.from(text)
  return letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : text
}
