import { z } from 'zod'
import { button } from '../../../platform/dialog/button.ts'

const id = z.coerce.bigint()
const page = z.coerce.number().int().min(0)

/** Lists: those open for who looks, their own, or all for planners. */
export const listings = ['open', 'mine', 'all'] as const
export type Listing = (typeof listings)[number]
export const listButton = button('training.list', { which: z.enum(listings), page })

/** "Buat pelatihan". */
export const makeButton = button('training.make', {})
/** "Buka pendaftaran". */
export const openButton = button('training.open', { id })
/** The same, once it has been said how many are invited by it. */
export const inviteButton = button('training.invite', { id })
/** "Ubah". */
export const changeButton = button('training.change', { id })
/** "Batalkan pelatihan". */
export const cancelButton = button('training.cancel', { id })
/** Applies, or drops, what was read of a calendar. */
export const applyButton = button('training.apply', { id })
export const dropButton = button('training.drop', { id })
