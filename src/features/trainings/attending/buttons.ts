import { z } from 'zod'
import { button } from '../../../platform/dialog/button.ts'

const id = z.coerce.bigint()
const page = z.coerce.number().int().min(0)

/** Those whom a training knows, for planners. */
export const peopleButton = button('training.people', { id, page })
/** One of them. */
export const personButton = button('training.person', { id, person: id })
/** "Nomor sertifikat". */
export const certifyButton = button('training.certify', { id, person: id })
/** Numbers for several at once. */
export const certifyAllButton = button('training.certifyAll', { id })
/** The sessions, for planners, each with its link for the trainer. */
export const doorButton = button('training.door', { id })
/** Makes a session's link for the trainer anew. */
export const keyButton = button('training.key', { session: id })

/** What a trainer has of a session. */
export const boardButton = button('training.board', { session: id })
/** "Tampilkan kode". */
export const codeButton = button('training.code', { session: id })
/** A fresh code in the place of the one that is shown. */
export const renewButton = button('training.renew', { session: id })
/** Those who have a place, or those who have none yet. */
const listings = ['placed', 'others'] as const
export const listButton = button('training.roll', { session: id, which: z.enum(listings), page })
/** Notes by hand that somebody is there, or is not. */
export const tickButton = button('training.tick', {
  session: id,
  person: id,
  which: z.enum(listings),
  page,
  on: z.enum(['y', 'n']),
})
/** Lets in somebody who came without a place, or does not. */
export const admitButton = button('training.admit', { session: id, person: id, yes: z.enum(['y', 'n']) })
