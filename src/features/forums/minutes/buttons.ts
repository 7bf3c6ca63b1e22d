import { z } from 'zod'
import { button } from '../../../platform/dialog/button.ts'

/** Has the minutes of a forum written. */
export const minutesButton = button('forum.minutes', { forum: z.coerce.bigint() })
