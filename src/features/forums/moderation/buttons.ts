import { z } from 'zod'
import { button } from '../../../platform/dialog/button.ts'

const id = z.coerce.bigint()
const page = z.coerce.number().int().min(0).max(10_000)

/** How a statement stands for moderators; `p`: rejected, and its author appeals. */
export const standings = ['w', 'p', 'a', 'r', 'm'] as const
export type Standing = (typeof standings)[number]
/** As who presses saw it: what another moderator has decided meanwhile is not decided by mistake once more. */
const was = z.enum(standings)

/** What a forum accepts, and how often statements were rejected for which reason: for everybody who may see it. */
export const rulesButton = button('forum.rules', { forum: id })
/** The neighbour of a waiting statement, before or after it. */
export const waitingButton = button('forum.wait', { forum: id, from: id, to: z.enum(['n', 'p']) })
/** All statements of a forum, and one of them. */
export const allButton = button('forum.all', { forum: id, page })
export const oneButton = button('forum.one', { statement: id })

/** What is done with a statement at once, or which reasons and statements can be chosen for it. */
const deeds = ['accept', 'keep', 'meta', 'seed', 'reject', 'words'] as const
export const deedButton = button('forum.deed', { statement: id, was, deed: z.enum(deeds) })
/** Rejects it for one of the forum's reasons, by its place among them. */
export const rejectButton = button('forum.no', { statement: id, was, reason: z.coerce.number().int().min(0).max(99) })
/** Statements into which it can be merged, and merges it. */
export const targetsButton = button('forum.into', { statement: id, was, page })
export const mergeButton = button('forum.merge', { statement: id, was, into: id })

/** An author's one appeal against a rejection. */
export const appealButton = button('forum.appeal', { statement: id })
