import { z } from 'zod'
import { button } from '../../platform/dialog/button.ts'

/** A forum's card in a private chat: what it is about, and what one can do there. */
export const forumButton = button('forum.card', { forum: z.coerce.bigint() })
/** Joins, and shows the next statement in the place of the pressed message. */
export const joinButton = button('forum.join', { forum: z.coerce.bigint() })
/** Begins to write a statement. */
export const writeButton = button('forum.write', { forum: z.coerce.bigint() })
/** Where one stands. */
export const positionButton = button('forum.place', { forum: z.coerce.bigint() })
/** What a planner can do with a forum. */
export const deskButton = button('forum.desk', { forum: z.coerce.bigint() })
/** Statements that wait for a moderator. */
export const moderateButton = button('forum.mod', { forum: z.coerce.bigint() })
/** The facilitator's controls of a live hall. */
export const hallButton = button('forum.hall', { forum: z.coerce.bigint() })
/** What came of a forum. */
export const resultButton = button('forum.result', { forum: z.coerce.bigint() })
