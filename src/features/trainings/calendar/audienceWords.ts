import { z } from 'zod'
import type { Voice } from '../../../platform/texts.ts'

const Words = z.object({ id: z.string(), en: z.string() })

/** Whom a training is for, in words as they were kept. */
export function audienceWords({ language }: Voice, kept: unknown): string {
  return Words.parse(kept)[language]
}
