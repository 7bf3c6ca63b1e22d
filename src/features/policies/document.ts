import { z } from 'zod'
import { WrittenAudience } from '../../shared/audiences/written.ts'
import { Formatted } from '../../platform/formatted.ts'

/** Where something begins in a file, from 1: the line of a Markdown file, the paragraph of a Word document. */
const line = z.number().int().min(1)

/** A paragraph that can be addressed. */
export const Paragraph = z.object({
  line,
  /** Headings above it, from the top. */
  section: z.array(z.string()),
  /** Its number as the reader sees it: "3", "1.2", "Pasal 3 ayat (2) huruf a"; empty: it has none. */
  label: z.string(),
  /** What its author calls it, as in {#tujuan}; unique in the file; null: nothing. */
  anchor: z.string().nullable(),
  body: Formatted,
})
export type Paragraph = z.infer<typeof Paragraph>

/** Why the policy concerns somebody. */
export const Relevance = z.object({
  line,
  to: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('role'), role: z.enum(['employee', 'citizen', 'head', 'planner', 'admin']) }),
    z.object({ kind: z.literal('unit'), unit: z.string() }),
  ]),
  body: Formatted,
})
export type Relevance = z.infer<typeof Relevance>

/** A question of the quiz: two options or more, of which exactly one is right. */
export const Question = z.object({
  line,
  text: z.string(),
  /** The paragraph that answers it, by its place among the paragraphs, from 0. */
  paragraph: z.number().int().min(0),
  options: z.array(z.object({ text: z.string(), isRight: z.boolean() })).min(2),
})
export type Question = z.infer<typeof Question>

/** A policy as a file has it, without a fault in itself; whether its units are there is seen later. */
export const Document = z.object({
  title: z.string(),
  /** May be empty. */
  summary: z.string(),
  /** null: the file does not say; it is then asked for in chat. */
  audience: z.object({ line, value: WrittenAudience }).nullable(),
  /** From when it holds, as YYYY-MM-DD; null: the file does not say. */
  effective: z.iso.date().nullable(),
  /** One or more. */
  paragraphs: z.array(Paragraph).min(1),
  relevance: z.array(Relevance),
  /** At most 10. */
  quiz: z.array(Question).max(10),
  /** Footnotes and endnotes, which are not read. */
  notes: z.number().int().default(0),
})
export type Document = z.infer<typeof Document>
