import { z } from 'zod'
import type { Turn } from '../../platform/inbox/turn.ts'
import { languages } from '../../platform/texts.ts'

/** What a task makes of a report, for whom, in JSON. */
export const Order = z.object({
  version: z.string(),
  /** "0": all that they may see. */
  unit: z.string(),
  telegramId: z.string(),
  language: z.enum(languages),
})
export type Order = z.infer<typeof Order>

/** An order by who speaks. */
export function orderOf({ who, voice }: Turn, version: bigint, unit: bigint): Order {
  const { language } = voice
  return { version: String(version), unit: String(unit), telegramId: String(who.telegramId), language }
}
