/**
 * A NIP as it is officially written, "19800101 200501 1 001": birth, appointment, sex, number. A spreadsheet takes eighteen
 * digits in a row for a number and forgets the last three; with the spaces they stay text, and are read again all the same.
 */
export function writtenNip(nip: string): string {
  return nip.replace(/^(\d{8})(\d{6})(\d)(\d{3})$/, '$1 $2 $3 $4')
}
