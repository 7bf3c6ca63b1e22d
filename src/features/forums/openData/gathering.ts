import type { Forum } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import type { Settings } from '../../../platform/work.ts'
import { released } from '../../../shared/results/released.ts'
import type { Published } from '../../../shared/results/release.ts'
import { newestSnapshot, placesIn } from '../findings/snapshots.ts'
import type { Places, Snapshot } from '../findings/snapshots.ts'
import { readLog } from '../findings/voteLog.ts'
import { linkOf } from '../forums.ts'
import type { GivenForum, GivenParticipant, GivenStatement } from './layout.ts'

/** A forum whose votes are final and counted, with its last snapshot. */
export interface Settled {
  forum: Forum
  snapshot: Snapshot
}

type Rules = Pick<Settings, 'minGroup'>

/** A forum that has closed, once its last votes are counted; null: not yet. */
export async function readSettled(db: Db, id: bigint): Promise<Settled | null> {
  const forum = await db.forum.findUnique({ where: { id, state: { in: ['closed', 'published'] } } })
  const snapshot = forum && (await newestSnapshot(db, id))
  if (forum === null || snapshot === null) return null
  return (await db.forumVote.count({ where: { forumId: id, id: { gt: snapshot.watermark } } })) === 0
    ? { forum, snapshot }
    : null
}

/**
 * What is given out of a forum: rows of participants where that was announced before the first vote, else only what can be
 * released of its counts, which it remembers. In one transaction.
 */
export async function gatherOpenData(
  tx: Db,
  { forum, snapshot }: Settled,
  botName: string,
  rules: Rules,
  now: Date,
): Promise<GivenForum> {
  const { opinion } = snapshot
  const statements = await readStatements(tx, forum.id, snapshot)
  const about = {
    title: forum.title,
    question: forum.question,
    link: linkOf(botName, forum),
    joined: await tx.forumParticipant.count({ where: { forumId: forum.id } }),
    groups: opinion.isClear ? opinion.k : null,
  }
  // Rows of fewer than k people would say what each of them thinks to who knows that they took part.
  if (!forum.sharesRows || snapshot.voters < rules.minGroup) {
    const table = await released(tx, `forum:${forum.id}:statements`, countsOf(snapshot), rules, now)
    const told = statements.map((one) => ({ ...one, ...tallyIn(table, one.number), consensus: null }))
    return { ...about, voters: table.count, grouped: null, statements: told, participants: null }
  }
  const places = await placesIn(tx, snapshot.id)
  return {
    ...about,
    voters: snapshot.voters,
    grouped: opinion.grouped,
    statements,
    participants: await readParticipants(tx, forum.id, snapshot, places, rules),
  }
}

async function readStatements(tx: Db, forumId: bigint, { input, opinion }: Snapshot): Promise<GivenStatement[]> {
  const rows = await tx.forumStatement.findMany({ where: { forumId, number: { in: input.columns } } })
  const { everyone, consensus, isClear } = opinion
  return input.columns.flatMap((number, column) => {
    const row = rows.find((one) => one.number === number)
    if (row === undefined) return []
    const [agrees = 0, disagrees = 0, votes = 0] = [everyone.agrees, everyone.disagrees, everyone.votes].map(
      (counts) => counts[column],
    )
    const isRejected = input.hidden[column] === 1 && !row.isMeta
    return {
      number,
      text: isRejected ? null : row.text,
      isMeta: row.isMeta,
      isSeed: row.isSeed,
      isRejected,
      agrees,
      disagrees,
      passes: votes - agrees - disagrees,
      consensus: isClear ? (consensus[column] ?? null) : null,
    }
  })
}

/** Participants by their votes, in an order that tells nothing; whoever is in a group of fewer than k is in none. */
async function readParticipants(
  tx: Db,
  forumId: bigint,
  { watermark, input, opinion }: Snapshot,
  places: Places,
  { minGroup }: Rules,
): Promise<GivenParticipant[]> {
  const { participants, votes } = await readLog(tx, forumId, watermark, input)
  const rows = participants.map((id): GivenParticipant => {
    const group = places[id]?.[2] ?? -1
    const isTold = opinion.isClear && (opinion.groups[group]?.size ?? 0) >= minGroup
    return { votes: Array.from(input.columns, () => null), group: isTold ? group : null }
  })
  // The last vote counts.
  votes.value.forEach((value, n) => {
    const row = rows[votes.participant[n] ?? -1]
    if (row !== undefined) row.votes[votes.statement[n] ?? 0] = value
  })
  return rows
}

const answersOn = (number: number) => `answers on ${number}`

/**
 * Everybody who voted, in as many ways as there are statements who did on it, and how; nobody's vote on two stands together.
 * Who did not vote on it covers no answer: how many votes there are in all is told elsewhere, and how many on it follows.
 */
function countsOf({ voters, opinion: { columns, everyone } }: Snapshot) {
  return {
    name: 'voters',
    count: voters,
    groups: columns.map((number, column) => {
      const [agree = 0, disagree = 0, votes = 0] = [everyone.agrees, everyone.disagrees, everyone.votes].map(
        (counts) => counts[column],
      )
      const answers = Object.entries({ agree, disagree, pass: votes - agree - disagree })
      const children = answers.map(([name, count]) => ({ name, count }))
      return {
        by: String(number),
        children: [{ name: 'voted', count: votes, groups: [{ by: answersOn(number), children }] }],
      }
    }),
  }
}

function tallyIn({ groups }: Published, number: number) {
  const [voted] = groups.find(({ by }) => by === String(number))?.children ?? []
  const children = voted?.groups.find(({ by }) => by === answersOn(number))?.children ?? []
  const count = (name: string) => children.find((child) => child.name === name)?.count ?? null
  return { agrees: count('agree'), disagrees: count('disagree'), passes: count('pass') }
}
