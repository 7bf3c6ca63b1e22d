/** A value as the file holds it: a number only where a spreadsheet stores one, `fault` for what a formula could not give. */
export type Cell = string | number | { fault: string }

/** A line of the file, counted as its program counts them, from 1. */
export interface Line {
  number: number
  cells: Cell[]
}

/** A cell as one line of text; only dashes mean that it is empty. */
export function clean(cell: Cell): string {
  if (typeof cell === 'object') return cell.fault
  const text = String(cell)
    .normalize('NFC')
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
  if (/^\p{Pd}+$/u.test(text)) return ''
  // Set before what a spreadsheet would take for a formula.
  return text.replace(/^'(?=[=+@-])/, '')
}
