import type { Db } from '../../../platform/database/database.ts'
import type { Feature, Portion } from '../../../platform/feature.ts'
import type { Voice } from '../../../platform/texts.ts'
import type { Settings } from '../../../platform/work.ts'
import { identityIn } from '../participants.ts'
import { ownStatements } from './statements.ts'

type Personal = NonNullable<Feature['personal']>

/** The forums in which somebody takes part, their statements, and their votes. */
export const personal: Personal = {
  async collect(db, telegramId, voice, settings) {
    const rows = []
    for (const { forum, participantId } of await joinedBy(db, telegramId, settings)) {
      const votes = await db.$queryRaw<{ text: string; value: number }[]>`
        SELECT DISTINCT ON (statement.id) statement.text, forum_vote.value
        FROM forum_vote JOIN forum_statement statement ON statement.id = forum_vote.statement_id
        WHERE participant_id = ${participantId}::uuid ORDER BY statement.id, forum_vote.id DESC`
      const statements = await ownStatements(db, settings, forum, telegramId)
      rows.push({ title: forum.title, votes, statements: statements.map(({ text }) => text) })
    }
    return rows.map((row) => portionOf(voice, row))
  },
  async erase(db, telegramId, { settings }) {
    for (const { forum, participantId } of await joinedBy(db, telegramId, settings)) {
      const nobody = { personId: null, sealedAuthor: null }
      const own = await ownStatements(db, settings, forum, telegramId)
      await db.forumStatement.updateMany({ where: { id: { in: own.map(({ id }) => id) } }, data: nobody })
      const data = { ...nobody, personKey: null, unitId: null }
      await db.forumParticipant.update({ where: { id: participantId }, data })
    }
  },
}

/** Each forum in which they take part: by their row where it is named, by the hash where it is not. */
export async function joinedBy(db: Db, telegramId: bigint, settings: Pick<Settings, 'sealing'>) {
  const forums = await db.forum.findMany({ select: { id: true, title: true, isNamed: true } })
  const joined = []
  for (const forum of forums) {
    if (!forum.isNamed && settings.sealing === null) continue
    const identity = await identityIn(db, settings, forum, telegramId)
    const found = await db.forumParticipant.findFirst({
      where: { forumId: forum.id, ...identity },
      select: { id: true },
    })
    if (found !== null) joined.push({ forum, participantId: found.id })
  }
  return joined
}

function portionOf(
  { label }: Voice,
  { title, votes, statements }: { title: string; votes: { text: string; value: number }[]; statements: string[] },
): Portion {
  const words = { 1: label('forums:agree'), 0: label('forums:pass'), [-1]: label('forums:disagree') }
  return {
    name: 'forum',
    title: label('forums:ownData', { title }),
    rows: [
      ...votes.map(({ text, value }) => [
        { name: 'statement', label: label('forums:dataStatement'), value: text },
        { name: 'vote', label: label('forums:dataVote'), value, words: words[value === 1 ? 1 : value === 0 ? 0 : -1] },
      ]),
      ...statements.map((text) => [{ name: 'written', label: label('forums:dataWritten'), value: text }]),
    ],
  }
}
