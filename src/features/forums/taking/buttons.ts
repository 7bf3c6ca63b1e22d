import { z } from 'zod'
import { button } from '../../../platform/dialog/button.ts'
import type { VoteSign } from './votes.ts'

const signs = z.enum(['y', 'n', 's']) satisfies z.ZodType<VoteSign>

/** Votes on a statement, and shows the next one in the place of the pressed message. */
export const voteButton = button('forum.vote', { forum: z.coerce.bigint(), statement: z.coerce.bigint(), sign: signs })
/** Shows the statement on which one voted before that vote; 0: the last one. */
export const backButton = button('forum.back', { forum: z.coerce.bigint(), vote: z.coerce.bigint() })
/** The forums that one may see. */
export const listButton = button('forum.list', { page: z.coerce.number().int() })
/** One's own statements in a forum. */
export const ownButton = button('forum.own', { forum: z.coerce.bigint(), page: z.coerce.number().int() })
