import { joinHtml } from '../../platform/html.ts'
import type { Html } from '../../platform/html.ts'
import type { Voice } from '../../platform/texts.ts'

/** A text on one line, of at most so many letters, cut between words where there are some. */
export function cut(text: string, most: number): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  const letters = Array.from(line)
  if (letters.length <= most) return line
  const kept = letters.slice(0, most - 1).join('')
  const space = kept.lastIndexOf(' ')
  return `${space > most / 2 ? kept.slice(0, space) : kept}…`
}

/** How a paragraph is called: by its number, else by its place. */
export function labelText(voice: Voice, label: string, position: number): string {
  return label === '' ? voice.label('policies:paragraphNumber', { number: position }) : label
}

/** Lines on pages of at most so many characters; one page at least. */
export function pagesOf(lines: Html[], most: number): Html[] {
  const pages: Html[][] = [[]]
  let length = 0
  for (const line of lines) {
    if (length + line.length > most && length > 0) {
      pages.push([])
      length = 0
    }
    pages.at(-1)?.push(line)
    length += line.length + 1
  }
  return pages.map((page) => joinHtml(page, '\n'))
}
