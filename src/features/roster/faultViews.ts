import { toCsv } from '../../platform/csv.ts'
import type { MadeFile } from '../../platform/files/documents.ts'
import { joinHtml } from '../../platform/html.ts'
import type { Html } from '../../platform/html.ts'
import type { TextKey, Voice } from '../../platform/texts.ts'
import type { Column } from './columns.ts'
import type { Fault, Obstacle, Reason, Unreadable } from './findings.ts'

/** Those that are said in the chat; all others are in the file. */
const mostShown = 15
/** Letters of a value or a column's name that are shown in the chat. */
const longest = 40
/** Columns that are named. */
const mostColumns = 20

export const columnKey: Record<Column, TextKey> = {
  nip: 'roster:nip',
  name: 'roster:name',
  unit: 'roster:unit',
  position: 'roster:position',
  phone: 'roster:phone',
}

const reasonKey: Record<Reason, TextKey> = {
  nipEmpty: 'roster:nipEmpty',
  nipDigits: 'roster:nipDigits',
  nipNumber: 'roster:nipNumber',
  nipScientific: 'roster:nipScientific',
  nipTwice: 'roster:nipTwice',
  nameEmpty: 'roster:nameEmpty',
  unitEmpty: 'roster:unitEmpty',
  unitDeep: 'roster:unitDeep',
  phoneWrong: 'roster:phoneWrong',
  phoneTwice: 'roster:phoneTwice',
  phoneTaken: 'roster:phoneTaken',
  tooLong: 'roster:tooLong',
  cellFault: 'roster:cellFault',
}

const obstacleKey: Record<Obstacle, TextKey> = {
  oldExcel: 'roster:oldExcel',
  webPage: 'roster:webPage',
  damaged: 'roster:damaged',
  tooLarge: 'roster:tooLarge',
  tooMany: 'roster:tooMany',
  openQuote: 'roster:openQuote',
  columnsMissing: 'roster:columnsMissing',
  columnsTwice: 'roster:columnsTwice',
  empty: 'roster:empty',
  notFetched: 'roster:notFetched',
}

/** The faults of a list, by line, and how to send it again. */
export function faultsText(voice: Voice, faults: Fault[]): Html {
  const lines = new Set(faults.map(({ line }) => line)).size
  const shown = faults.slice(0, mostShown).map((fault) =>
    voice.t('roster:fault', {
      line: String(fault.line),
      column: voice.label(columnKey[fault.column]),
      why: whyText(voice, fault, longest),
    }),
  )
  const left = faults.length - shown.length
  const isRounded = faults.some(({ reason }) => reason === 'nipNumber' || reason === 'nipScientific')
  return joinHtml([
    voice.t('roster:faults', { count: faults.length, lines }),
    joinHtml(shown, '\n'),
    left > 0 ? voice.t('roster:moreFaults', { count: left }) : undefined,
    isRounded ? voice.t('roster:roundedCure') : undefined,
    voice.t('roster:sendAgain'),
  ])
}

/** All faults as a table, when the chat does not show all of them. */
export function faultsFile(voice: Voice, id: bigint, faults: Fault[]): MadeFile | undefined {
  if (faults.length <= mostShown) return undefined
  const head = [voice.label('roster:line'), voice.label('roster:column'), voice.label('roster:value')]
  const rows = faults.map((fault) => [
    fault.line,
    voice.label(columnKey[fault.column]),
    fault.value,
    whyText(voice, fault, Number.POSITIVE_INFINITY),
  ])
  return {
    name: voice.label('roster:faultsFile', { number: String(id) }),
    type: 'text/csv',
    bytes: toCsv([[...head, voice.label('roster:why')], ...rows]),
    caption: voice.t('roster:faultsCaption', { count: faults.length }),
  }
}

/** Why nothing of a file could be read. */
export function obstacleText(voice: Voice, { why, missing, found }: Unreadable): Html {
  const [first = '', second = ''] = found.map((text) => cut(text, longest))
  return joinHtml([
    voice.t('roster:unreadable'),
    voice.t(obstacleKey[why], {
      missing: missing.map((column) => voice.label(columnKey[column])).join(', '),
      found:
        found
          .slice(0, mostColumns)
          .map((text) => cut(text, longest))
          .join(', ') || voice.label('roster:nothing'),
      first,
      second,
    }),
    voice.t('roster:sendAgain'),
  ])
}

function whyText(voice: Voice, { reason, value, other }: Fault, most: number): string {
  return voice.label(reasonKey[reason], { value: cut(value, most), other })
}

/** A text of at most so many letters. */
export function cut(text: string, most: number): string {
  const letters = Array.from(text)
  return letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : text
}
