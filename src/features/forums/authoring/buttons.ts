import { z } from 'zod'
import { button } from '../../../platform/dialog/button.ts'

const forum = z.coerce.bigint()

/** Begins a new forum. */
export const newForumButton = button('forum.new', {})
/** Opens a draft, at once or at its time; asks first. */
export const openButton = button('forum.begin', { forum, sure: z.enum(['ask', 'y']) })
/** Takes a draft away, or a planned one back to be a draft; asks first. */
export const dropButton = button('forum.drop', { forum, sure: z.enum(['ask', 'y']) })
export const unplanButton = button('forum.unplan', { forum })
/** Changes something of a draft. */
export const changeButton = button('forum.change', {
  forum,
  what: z.enum(['title', 'question', 'opens', 'closes', 'seeds']),
})
/** Leaves an open forum open for longer, or closes it, with a reason. */
export const extendButton = button('forum.extend', { forum })
export const closeButton = button('forum.close', { forum })
/** Publishes the result of one that has closed. */
export const publishButton = button('forum.publish', { forum })
/** The forum's link as a QR code. */
export const linkButton = button('forum.link', { forum })
