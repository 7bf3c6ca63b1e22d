import { z } from 'zod'
import { escapeHtml, ownHtml } from './html.ts'
import type { Html } from './html.ts'

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
