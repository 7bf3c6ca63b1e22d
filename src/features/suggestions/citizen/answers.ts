import { z } from 'zod'
import { TicketKind } from '../../../generated/prisma/client.ts'

/** A picture or document as a dialog keeps it. */
export const EnclosureKept = z.object({ fileId: z.string(), isPhoto: z.boolean() })
/** What was written, and the public tickets that are like it. */
export const Said = z.object({ words: z.string(), similar: z.array(z.string()) })
export type Said = z.infer<typeof Said>
/** Where it is about. */
export const Place = z.object({
  words: z.string().optional(),
  latitude: z.number().optional(),
  longitude: z.number().optional(),
})
export type Place = z.infer<typeof Place>

/** What somebody is asked before they submit something. */
export const Answers = z.object({
  kind: z.enum(TicketKind),
  /** Null: they do not know. */
  unit: z.object({ id: z.string().nullable() }),
  text: Said,
  /** The public ticket that is theirs as well; null: none. */
  same: z.object({ ticket: z.string().nullable() }),
  files: z.array(EnclosureKept),
  place: Place,
  name: z.object({ isAnonymous: z.boolean() }),
  sure: z.boolean(),
})
export type Answers = z.infer<typeof Answers>
export type Sofar = Partial<Answers>

/** What it begins with: a paragraph that is objected to and how it was read, or what was said before it began. */
export const Opening = z.object({
  paragraph: z.string().optional(),
  mode: z.enum(['a', 'c']).optional(),
  said: Said.optional(),
  files: z.array(EnclosureKept).optional(),
})
export type Opening = z.infer<typeof Opening>

/** What was written, in the dialog or before it. */
export const saidOf = (sofar: Sofar, { said }: Opening): Said | undefined => sofar.text ?? said
/** What was enclosed, in the dialog or before it. */
export const enclosedOf = (sofar: Sofar, { files = [] }: Opening) => sofar.files ?? files
/** Whether they found that somebody else has said it already. */
export const isSame = ({ same }: Sofar) => same !== undefined && same.ticket !== null
