import type { Forum } from '../../../generated/prisma/client.ts'
import { batchesById } from '../../../platform/exports/batches.ts'
import type { Export, ExportOrder } from '../../../platform/feature.ts'
import { turnout } from '../participants.ts'
import { publishedOf } from './published.ts'
import type { Findings } from './published.ts'
import { stateKey } from './words.ts'

const atOnce = 200

/** A row for each forum that was opened in the period: counts that run the work, and whether there are clear groups. */
export const forumsExport: Export = {
  name: 'forums',
  title: 'forums:exForums',
  right: 'planner',
  columns: [
    { name: 'code', title: 'forums:exCode', about: 'forums:exCodeAbout', type: 'text' },
    { name: 'title', title: 'forums:exTitle', about: 'forums:exTitleAbout', type: 'text' },
    { name: 'state', title: 'forums:exState', about: 'forums:exStateAbout', type: 'text' },
    { name: 'anonymous', title: 'forums:exAnonymous', about: 'forums:exAnonymousAbout', type: 'boolean' },
    { name: 'opened_at', title: 'forums:exOpened', about: 'forums:exOpenedAbout', type: 'moment' },
    { name: 'closed_at', title: 'forums:exClosed', about: 'forums:exClosedAbout', type: 'moment' },
    { name: 'people', title: 'forums:exPeople', about: 'forums:exPeopleAbout', type: 'number' },
    { name: 'votes', title: 'forums:exVotes', about: 'forums:exVotesAbout', type: 'number' },
    { name: 'statements', title: 'forums:exStatements', about: 'forums:exStatementsAbout', type: 'number' },
    { name: 'groups', title: 'forums:exGroups', about: 'forums:exGroupsAbout', type: 'number' },
  ],
  count: (db, order) => db.forum.count({ where: opened(order) }),
  async *rows(db, order) {
    for await (const forums of batchesById((after) => forumsAfter(db, order, after))) {
      const rows = []
      for (const forum of forums) {
        const { people, votes } = await turnout(db, forum.id)
        const found = await publishedOf(db, forum.id)
        const statements = await db.forumStatement.count({ where: { forumId: forum.id, state: 'accepted' } })
        rows.push([
          forum.code,
          forum.title,
          order.voice.label(stateKey[forum.state]),
          !forum.isNamed,
          forum.openedAt,
          forum.closedAt,
          people,
          votes,
          statements,
          found?.published.groups?.list.length ?? null,
        ])
      }
      yield rows
    }
  },
}

/** A row for each statement of them that is or was voted on, with what is published of its votes. */
export const statementsExport: Export = {
  name: 'forumStatements',
  title: 'forums:exStatementRows',
  right: 'planner',
  columns: [
    { name: 'forum', title: 'forums:exCode', about: 'forums:exCodeAbout', type: 'text' },
    { name: 'number', title: 'forums:exNumber', about: 'forums:exNumberAbout', type: 'number' },
    { name: 'text', title: 'forums:exText', about: 'forums:exTextAbout', type: 'text' },
    { name: 'seed', title: 'forums:exSeed', about: 'forums:exSeedAbout', type: 'boolean' },
    { name: 'agree', title: 'forums:exAgree', about: 'forums:exShareAbout', type: 'number' },
    { name: 'disagree', title: 'forums:exDisagree', about: 'forums:exShareAbout', type: 'number' },
    { name: 'pass', title: 'forums:exPass', about: 'forums:exShareAbout', type: 'number' },
  ],
  count: (db, order) => db.forumStatement.count({ where: shown(order) }),
  async *rows(db, order) {
    const read = (after: bigint) =>
      db.forumStatement.findMany({
        where: { ...shown(order), id: { gt: after } },
        include: { forum: { select: { code: true } } },
        orderBy: { id: 'asc' },
        take: atOnce,
      })
    for await (const statements of batchesById(read)) {
      const rows = []
      const known = new Map<bigint, Findings | null>()
      for (const { forum, forumId, number, text, isSeed } of statements) {
        if (!known.has(forumId)) known.set(forumId, await publishedOf(db, forumId))
        const share = known.get(forumId)?.published.shares.find((one) => one.number === number)
        rows.push([
          forum.code,
          number,
          text,
          isSeed,
          share?.agree ?? null,
          share?.disagree ?? null,
          share?.pass ?? null,
        ])
      }
      yield rows
    }
  },
}

function opened({ from, until }: ExportOrder) {
  return { openedAt: { gte: from, lt: until } }
}

function shown(order: ExportOrder) {
  return { forum: opened(order), state: 'accepted' as const }
}

function forumsAfter(db: Parameters<Export['count']>[0], order: ExportOrder, after: bigint): Promise<Forum[]> {
  return db.forum.findMany({ where: { ...opened(order), id: { gt: after } }, orderBy: { id: 'asc' }, take: atOnce })
}
