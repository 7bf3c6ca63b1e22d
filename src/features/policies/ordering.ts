import { z } from 'zod'
import type { Turn } from '../../platform/inbox/turn.ts'
import { languages } from '../../platform/texts.ts'

/** What a task makes of a report, for whom, in JSON. */
const Named = z.object({
  version: z.string(),
  /** "0": all that they may see. */
  unit: z.string(),
  chatId: z.string(),
  language: z.enum(languages),
})
/** The same as a version before this one wrote it. */
const Earlier = Named.omit({ chatId: true })
  .extend({ telegramId: z.string() })
  .transform(({ telegramId, ...order }) => ({ ...order, chatId: telegramId }))
export const Order = z.union([Named, Earlier])
export type Order = z.infer<typeof Order>

/** An order by who speaks. */
export function orderOf({ who, voice }: Turn, version: bigint, unit: bigint): Order {
  const { language } = voice
  return { version: String(version), unit: String(unit), chatId: String(who.telegramId), language }
}
