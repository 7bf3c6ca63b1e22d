import { z } from 'zod'
import { button } from '../../../platform/dialog/button.ts'

const ticket = z.coerce.bigint()
const page = z.coerce.number().int().min(0).max(10_000)

/** "Tiket saya", on pages. */
export const ownButton = button('ticket.own', { page })
/** A page of what was said about one's ticket. */
export const talkButton = button('mine.talk', { ticket, page })
/** "Tulis pesan"; what is said in reply to its message is such a message. */
export const writeButton = button('mine.write', { ticket })
/** "Belum selesai". */
export const reopenButton = button('mine.reopen', { ticket })
/** "Sudah selesai". */
export const settleButton = button('mine.settle', { ticket })
/** The pictures and documents of one's ticket. */
export const enclosuresButton = button('mine.files', { ticket })
