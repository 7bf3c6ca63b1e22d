import type { InlineKeyboardButton } from '@grammyjs/types'
import { joinHtml } from '../html.ts'
import type { Html } from '../html.ts'
import type { Voice } from '../texts.ts'

/** A page of a long list, and how to leave it. */
export interface Leaf {
  /** From 0, and never past the last one. */
  page: number
  /** A row of buttons to the pages before and after; no row where there is one page only. */
  turning: InlineKeyboardButton[][]
}

/** The page that is wanted of so many, and the buttons that turn to its neighbours. */
export function leaf(
  voice: Pick<Voice, 'label'>,
  { wanted, pages }: { wanted: number; pages: number },
  to: (page: number, label: string) => InlineKeyboardButton,
): Leaf {
  const page = Math.max(0, Math.min(wanted, pages - 1))
  const row = [
    ...(page > 0 ? [to(page - 1, voice.label('platform:pageBefore'))] : []),
    ...(page < pages - 1 ? [to(page + 1, voice.label('platform:pageAfter', { page: page + 2, pages }))] : []),
  ]
  return { page, turning: row.length > 0 ? [row] : [] }
}

/** Lines on pages of at most so many characters; one page at least. */
export function pagesOf(lines: Html[], most: number, separator = '\n'): Html[] {
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
  return pages.map((page) => joinHtml(page, separator))
}
