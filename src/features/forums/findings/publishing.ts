import type { Forum } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { Voice } from '../../../platform/texts.ts'
import { record } from '../../../shared/audit/record.ts'
import { newsFor } from '../../../shared/tickets/telling.ts'
import { resultButton } from '../buttons.ts'
import { endUndecided } from '../moderation/decisions.ts'
import { tellParticipants } from '../telling.ts'
import { publishedOf } from './published.ts'
import { newestSnapshot } from './snapshots.ts'
import { endOfLog } from './voteLog.ts'
import { sharesOf, shareWords } from './words.ts'

/** Refuses while the last votes of a forum are still being counted. */
export async function demandCounted(db: Db, forumId: bigint): Promise<void> {
  const { watermark, votes } = await endOfLog(db, forumId)
  const last = await newestSnapshot(db, forumId)
  if (votes > 0 && (last?.watermark !== watermark || last.input.earlier !== null))
    throw new Refusal('forums:stillCounting')
}

/**
 * Publishes the result of a forum that has closed: who took part is told, and who wrote a statement how people voted on it,
 * as far as that can be told. Refused while the last votes are still being counted.
 */
export async function publishFindings(turn: Turn, forum: Forum): Promise<void> {
  const { db, now, who } = turn
  await demandCounted(db, forum.id)
  await endUndecided(turn, forum)
  await db.forum.update({ where: { id: forum.id }, data: { state: 'published', publishedAt: now } })
  await record(db, who.telegramId, { action: 'publishedForum', object: `forum:${forum.id}` }, now)
  const buttons = (voice: Voice) => [[resultButton.with(voice.label('forums:result'), { forum: forum.id })]]
  const { title } = forum
  await tellParticipants(
    db,
    forum.id,
    (voice) => ({ text: voice.t('forums:toldPublished', { title }), buttons: buttons(voice) }),
    turn,
    now,
  )
  await tellAuthors(turn, forum)
  turn.wake('outbox')
}

/** Tells each author how people voted on what they wrote, as far as it can be told. */
async function tellAuthors(turn: Turn, { id: forumId, title }: Forum): Promise<void> {
  const { db } = turn
  const shares = (await publishedOf(db, forumId))?.published.shares ?? []
  const statements = await db.forumStatement.findMany({
    where: { forumId, isSeed: false, state: { in: ['accepted', 'merged'] } },
    include: { mergedInto: { select: { number: true } } },
    orderBy: { id: 'asc' },
  })
  for (const statement of statements) {
    const told = sharesOf(shares, statement.mergedInto?.number ?? statement.number)
    const view = (voice: Voice) => {
      const values = { title, text: statement.text }
      const [agree, disagree, pass] = [told?.agree, told?.disagree, told?.pass].map((one) => shareWords(voice, one))
      return {
        text:
          agree && disagree && pass
            ? voice.t('forums:toldVotes', { ...values, agree, disagree, pass })
            : voice.t('forums:toldNoVotes', values),
      }
    }
    for (const envelope of await newsFor(db, statement, view, turn)) await turn.post(envelope)
  }
}
