import { readTable } from '../../../platform/sheets/table.ts'
import { trainingList } from './columns.ts'
import { readEvents } from './ics.ts'
import type { Places } from './icsTimes.ts'
import { readRows } from './sheet.ts'
import type { Reading } from './written.ts'

/** More sessions than any agency has in a year. */
const mostRows = 2000

/** Reads a calendar of trainings: XLSX, CSV or ICS. For a thread: a spreadsheet takes its time. */
export async function readCalendar({
  bytes,
  ...around
}: Places & { bytes: Uint8Array<ArrayBuffer> }): Promise<Reading> {
  const start = new TextDecoder().decode(bytes.subarray(0, 100)).replace(/^\uFEFF/, '')
  if (/^\s*BEGIN:VCALENDAR/i.test(start)) {
    const found = readEvents(new TextDecoder().decode(bytes), around)
    if (found === undefined) return { kind: 'noEvents', why: 'damaged' }
    if (found.kind === 'list' && found.trainings.length + found.faults.length === 0)
      return { kind: 'noEvents', why: 'empty' }
    return found
  }
  const table = await readTable(bytes, trainingList, mostRows)
  return table.kind === 'unreadable' ? table : readRows(table.lines, table.header, around.timeZone)
}
