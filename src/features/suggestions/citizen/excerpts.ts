import { clip } from '../../../platform/cuts.ts'

/** A text of at most so many UTF-16 units with its lines as they are; the end of a longer one is left out. */
export function excerpt(text: string, most: number): string {
  const whole = text.trim()
  return whole.length <= most ? whole : `${clip(whole, most - 1)}…`
}
