import { toCsv } from '../../../platform/csv.ts'

/** A statement as it is given out: a column of the votes, also where it was rejected, for its place counts. */
export interface GivenStatement {
  number: number
  /** null: it was rejected, and may hold what nobody should read. */
  text: string | null
  isMeta: boolean
  isSeed: boolean
  isRejected: boolean
  /** null: too few people to be told. */
  agrees: number | null
  disagrees: number | null
  passes: number | null
  /** Group-informed consensus, from 0 to 1; null: not computed, or not told. */
  consensus: number | null
}

/** Somebody as they are given out: by their votes, in the order of the statements; null: none on it. */
export interface GivenParticipant {
  votes: (number | null)[]
  /** null: in no group, or in one of fewer than k people. */
  group: number | null
}

/** What is given out of a forum. */
export interface GivenForum {
  title: string
  question: string
  link: string
  /** How many have joined, have voted, and are in the groups. */
  joined: number
  voters: number | null
  grouped: number | null
  /** How many groups there are; null: no clear ones. */
  groups: number | null
  statements: GivenStatement[]
  /** null: their rows are not given out, since it was not announced before the first vote. */
  participants: GivenParticipant[] | null
}

type Row = (string | number | null)[]

/**
 * The files of Polis's openData layout (compdemocracy/openData) by their names: summary.csv and comments.csv, and with rows
 * of participants votes.csv and participants-votes.csv. agree = 1, disagree = −1, pass = 0. Nothing tells when or by whom.
 */
export function layOut(forum: GivenForum): Record<string, Uint8Array<ArrayBuffer>> {
  const files = { 'summary.csv': plain(summaryOf(forum)), 'comments.csv': plain(commentsOf(forum)) }
  if (forum.participants === null) return files
  return {
    ...files,
    'votes.csv': plain(votesOf(forum.statements, forum.participants)),
    'participants-votes.csv': plain(participantsOf(forum.statements, forum.participants)),
  }
}

const plain = (rows: Row[]) => toCsv(rows, { isPlain: true })

function summaryOf({ title, question, link, joined, voters, grouped, groups, statements }: GivenForum): Row[] {
  return [
    ['topic', title],
    ['url', link],
    ['views', joined],
    ['voters', voters],
    ['voters-in-conv', grouped],
    ['commenters', null],
    ['comments', statements.length],
    ['groups', groups],
    ['conversation-description', question],
  ]
}

function commentsOf({ statements }: GivenForum): Row[] {
  const head = [
    'timestamp',
    'comment-id',
    'author-id',
    'agrees',
    'disagrees',
    'passes',
    'moderated',
    'is-meta',
    'is-seed',
  ]
  return [
    [...head, 'group-informed-consensus', 'comment-body'],
    ...statements.map((one): Row => [
      null,
      one.number,
      null,
      one.agrees,
      one.disagrees,
      one.passes,
      one.isRejected ? -1 : 1,
      String(one.isMeta),
      String(one.isSeed),
      one.consensus,
      one.text,
    ]),
  ]
}

function votesOf(statements: GivenStatement[], participants: GivenParticipant[]): Row[] {
  const rows = participants.flatMap(({ votes }, participant) =>
    votes.flatMap((vote, n): Row[] =>
      vote === null ? [] : [[null, null, statements[n]?.number ?? null, participant, vote]],
    ),
  )
  return [['timestamp', 'datetime', 'comment-id', 'voter-id', 'vote'], ...rows]
}

function participantsOf(statements: GivenStatement[], participants: GivenParticipant[]): Row[] {
  const head = ['participant', 'xid', 'group-id', 'n-comments', 'n-votes', 'n-agree', 'n-disagree']
  const count = (votes: (number | null)[], value: number) => votes.filter((vote) => vote === value).length
  return [
    [...head, ...statements.map(({ number }) => number)],
    ...participants.map(({ votes, group }, participant): Row => {
      const cast = votes.filter((vote) => vote !== null).length
      return [participant, null, group, null, cast, count(votes, 1), count(votes, -1), ...votes]
    }),
  ]
}
