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
/** What of a forum can be changed. */
export const changed = z.enum([
  'title',
  'question',
  'background',
  'subject',
  'audience',
  'times',
  'names',
  'moderation',
  'rows',
  'reasons',
  'seeds',
])
export type Changed = z.infer<typeof changed>
/** Shows a forum as it stands, with what can be changed; and changes one thing. */
export const editButton = button('forum.edit', { forum })
export const changeButton = button('forum.change', { forum, what: changed })
/** The organisers' statements; takes one out of a draft. */
export const seedsButton = button('forum.seeds', { forum, page: z.coerce.number().int().min(0).max(100) })
export const unseedButton = button('forum.unseed', {
  forum,
  statement: z.coerce.bigint(),
  page: z.coerce.number().int().min(0).max(100),
})
/** Leaves an open forum open for longer, or closes it, with a reason. */
export const extendButton = button('forum.extend', { forum })
export const closeButton = button('forum.close', { forum })
/** Publishes the result of one that has closed; asks first. */
export const publishButton = button('forum.publish', { forum, sure: z.enum(['ask', 'y']) })
/** The forum's link as a QR code. */
export const linkButton = button('forum.link', { forum })
