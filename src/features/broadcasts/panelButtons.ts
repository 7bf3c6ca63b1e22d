import { z } from 'zod'
import { button } from '../../platform/dialog/button.ts'
import { deeds } from './running.ts'

const id = z.coerce.bigint()

/** Does something with a broadcast; what cannot be undone is asked first, and `sure` by the answer. */
export const deedButton = button('bc.deed', { id, deed: z.enum(deeds), sure: z.enum(['', 'y', 'n']) })
/** Asks for the content that takes the place of what was sent. */
export const correctButton = button('bc.fix', { id })
/** Shows a broadcast below, with its controls. */
export const openButton = button('bc.open', { id })
/** Shows it in the place of what was pressed. */
export const refreshButton = button('bc.again', { id })
