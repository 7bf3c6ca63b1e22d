import { z } from 'zod'
import { button } from '../../../platform/dialog/button.ts'

/** "Jalur saya". */
export const pathButton = button('paths.mine', {})
/** What is missing on the paths of a unit's people; 0: of all that somebody may see. */
export const gapsButton = button('paths.gaps', {
  unit: z.coerce.bigint(),
  page: z.coerce.number().int().min(0).max(10_000),
})
