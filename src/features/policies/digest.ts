import { createHash } from 'node:crypto'
import { normalText } from './matching.ts'

/** SHA-256 of a text with its white space folded, in hexadecimal: the same for texts that nobody has to read twice. */
export function digestOf(text: string): string {
  return createHash('sha256').update(normalText(text)).digest('hex')
}
