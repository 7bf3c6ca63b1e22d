import { randomInt } from 'node:crypto'
import type { Forum } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import type { Turn } from '../../platform/inbox/turn.ts'
import { Refusal } from '../../platform/refusal.ts'
import { Audience, isSelected } from '../../shared/audiences/audience.ts'

/** The name of deep links to forums. */
export const forumStart = 'forum'

/** Without what is mistaken for something else: 0 and O, 1, I and L. */
const signs = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const codeLength = 6

/** A link that opens a forum in the chat. */
export function linkOf(botName: string, { code }: Pick<Forum, 'code'>): string {
  return `https://t.me/${botName}?start=${forumStart}-${code}`
}

/** A code that no forum has yet: about 30 bits. */
export async function makeCode(db: Db): Promise<string> {
  for (;;) {
    const code = Array.from({ length: codeLength }, () => signs[randomInt(signs.length)]).join('')
    if ((await db.forum.count({ where: { code } })) === 0) return code
  }
}

/** The forum that a person may see and take part in, if it is or was open; refused otherwise, in words. */
export async function demandForum(turn: Turn, id: bigint): Promise<Forum> {
  return demandAccess(turn, await turn.db.forum.findUnique({ where: { id } }))
}

/** The same by its code, in either case, as people type it or a link has it; a forum `isPublic` is open to who has it. */
export async function demandForumByCode(turn: Turn, code: string): Promise<Forum> {
  return demandAccess(turn, await turn.db.forum.findUnique({ where: { code: code.toUpperCase() } }))
}

/** Those of the forums that somebody may see, in their order. */
export async function visible(turn: Turn, forums: Forum[]): Promise<Forum[]> {
  const audiences = forums.map(({ audience }) => Audience.parse(audience))
  const selected = await isSelected(turn.db, turn.who.telegramId, audiences, turn)
  return forums.filter((forum, n) => isSeen(turn, forum) && (mayAlways(turn, forum) || selected[n] === true))
}

/** Whether it is for everybody: by its audience, or by its link. */
export function isForEverybody({ isPublic, audience }: { isPublic: boolean; audience: Audience }): boolean {
  return isPublic || audience.kind === 'all' || audience.kind === 'public'
}

/** Whether votes and statements are taken now. */
export function isOpen({ state, closesAt }: Pick<Forum, 'state' | 'closesAt'>, now: Date): boolean {
  return state === 'open' && now < closesAt
}

/** Refuses what is not, or no longer, open. */
export function demandOpen(forum: Pick<Forum, 'state' | 'closesAt'>, now: Date): void {
  if (!isOpen(forum, now)) throw new Refusal(forum.state === 'planned' ? 'forums:notYetOpen' : 'forums:isClosed')
}

async function demandAccess(turn: Turn, forum: Forum | null): Promise<Forum> {
  if (forum === null || !isSeen(turn, forum)) throw new Refusal('forums:unknown')
  if ((await visible(turn, [forum])).length === 0) throw new Refusal('forums:notForYou')
  return forum
}

/** Before it opens only planners know of it. */
const isSeen = (turn: Turn, { state }: Forum) => turn.may('planner') || (state !== 'draft' && state !== 'planned')

const mayAlways = (turn: Turn, { isPublic }: Forum) => isPublic || turn.may('planner')
