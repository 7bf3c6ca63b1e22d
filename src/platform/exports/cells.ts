import { Temporal } from 'temporal-polyfill'
import type { Cell } from '../feature.ts'

/** Characters that a cell of a workbook can hold. */
const longest = 32_767
const quarterHour = 900_000

/** Shows moments as the clocks of a zone do: as a Date whose parts in UTC are those of the zone. */
export function openZone(timeZone: string): (at: Date) => Date {
  // A zone changes its distance from Greenwich at a quarter of an hour, if it does; asking for each cell would be slow.
  const offsets = new Map<number, number>()
  return (at) => {
    const quarter = Math.floor(at.getTime() / quarterHour)
    let offset = offsets.get(quarter)
    if (offset === undefined) {
      const zoned = Temporal.Instant.fromEpochMilliseconds(quarter * quarterHour).toZonedDateTimeISO(timeZone)
      offset = zoned.offsetNanoseconds / 1_000_000
      offsets.set(quarter, offset)
    }
    return new Date(at.getTime() + offset)
  }
}

/** A text without what no file of tables can hold: control characters but tab and line feed, and half characters. */
function tidy(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/\p{Cs}/gu, '\uFFFD')
    .replaceAll(/[^\P{Cc}\n\t]|[\uFFFE\uFFFF]/gu, '')
}

/** The same as a workbook holds it: cut where it is too long, and without what Excel would take for a coded character. */
export function fit(text: string): string {
  const whole = tidy(text).replaceAll(/_x(?=[\dA-Fa-f]{4}_)/g, '_x005F_x')
  if (whole.length <= longest) return whole
  const kept = whole.slice(0, longest - 1)
  return `${/[\uD800-\uDBFF]$/.test(kept) ? kept.slice(0, -1) : kept}…`
}

/** A cell as CSV has it: moments as "2027-01-04 09:00:00", and the comma for parts of a number, as where ";" parts cells. */
export function written(cell: Cell, zoned: (at: Date) => Date): string | number | null {
  if (cell === null) return null
  if (cell instanceof Date) return zoned(cell).toISOString().slice(0, 19).replace('T', ' ')
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE'
  if (typeof cell === 'string') return tidy(cell)
  return Number.isInteger(cell) ? cell : String(cell).replace('.', ',')
}
