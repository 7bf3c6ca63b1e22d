import { z } from 'zod'
import { cut } from './cuts.ts'
import { escapeHtml, ownHtml } from './html.ts'
import type { Html } from './html.ts'
import { normalizeMarks } from './marks.ts'

/** Formatting of a part of a text, as Telegram's entities have it: offset and length in UTF-16 code units. */
export const Mark = z.object({
  type: z.enum(['bold', 'italic', 'underline', 'strikethrough', 'code', 'pre', 'text_link']),
  offset: z.number().int().min(0),
  length: z.number().int().min(1),
  /** Of a text_link. */
  url: z.string().optional(),
})
export type Mark = z.infer<typeof Mark>

/** A text with its formatting: marks lie inside of the text, and of two that overlap one lies inside the other. */
export const Formatted = z.object({ text: z.string(), entities: z.array(Mark) })
export type Formatted = z.infer<typeof Formatted>

const tags: Record<Mark['type'], string> = {
  bold: 'b',
  italic: 'i',
  underline: 'u',
  strikethrough: 's',
  code: 'code',
  pre: 'pre',
  text_link: 'a',
}

/** What may be opened from a message: the web and Telegram itself. */
const linkable = /^(?:https?|tg):\/\//i

/** A text with its formatting in Telegram's HTML, everything in it escaped; a link that leads elsewhere is plain text. */
export function formattedHtml({ text, entities }: Formatted): Html {
  const shown = entities.filter(({ type, url = '' }) => type !== 'text_link' || linkable.test(url))
  const open: { end: number; tag: string }[] = []
  let html = ''
  let at = 0
  for (const { type, offset, length, url } of normalizeMarks(shown, text.length)) {
    close(offset)
    write(offset)
    html += url === undefined ? `<${tags[type]}>` : `<a href="${escapeHtml(url)}">`
    open.push({ end: offset + length, tag: tags[type] })
  }
  close(text.length)
  write(text.length)
  return ownHtml(html)

  function write(end: number): void {
    html += escapeHtml(text.slice(at, end))
    at = end
  }

  function close(until: number): void {
    for (let last = open.at(-1); last !== undefined && last.end <= until; last = open.at(-1)) {
      write(last.end)
      html += `</${last.tag}>`
      open.pop()
    }
  }
}

/** A part of a text with its formatting, from `start` to before `end`. */
export function sliceFormatted({ text, entities }: Formatted, start: number, end = text.length): Formatted {
  const part = text.slice(start, end)
  const marks = entities.flatMap((mark) => {
    const offset = Math.max(mark.offset, start)
    const length = Math.min(mark.offset + mark.length, end) - offset
    return length > 0 ? [{ ...mark, offset: offset - start, length }] : []
  })
  return { text: part, entities: normalizeMarks(marks, part.length) }
}

/** Joins texts with a separator, which has no formatting; formatting that goes on in the next one becomes one. */
export function joinFormatted(parts: Formatted[], separator = ''): Formatted {
  const marks: Mark[] = []
  let length = 0
  for (const { text, entities } of parts) {
    for (const mark of entities) marks.push({ ...mark, offset: mark.offset + length })
    length += text.length + separator.length
  }
  const text = parts.map((part) => part.text).join(separator)
  return { text, entities: normalizeMarks(marks, text.length) }
}

/** Drops white space at both ends. */
export function trimFormatted(f: Formatted): Formatted {
  const start = f.text.length - f.text.trimStart().length
  return sliceFormatted(f, start, Math.max(start, f.text.trimEnd().length))
}

/**
 * Cuts a text into pieces of at most `most` UTF-16 units, none of them empty, where it disturbs a reader least. Formatting
 * goes on in the next piece; links and code stay whole if it can be helped.
 */
export function splitFormatted(f: Formatted, most: number): Formatted[] {
  const whole = f.entities
    .filter(({ type }) => type === 'text_link' || type === 'code' || type === 'pre')
    .map(({ offset, length }) => ({ start: offset, end: offset + length }))
  return cut(f.text, most, whole).map(({ start, end }) => sliceFormatted(f, start, end))
}
