import type { Forum } from '../../../generated/prisma/client.ts'
import { leaf } from '../../../platform/dialog/pages.ts'
import { joinHtml } from '../../../platform/html.ts'
import type { Turn, View } from '../../../platform/inbox/turn.ts'
import { deskButton } from '../buttons.ts'
import { changeButton, seedsButton, unseedButton } from './buttons.ts'
import type { Changed } from './buttons.ts'
import { planOf } from './plan.ts'
import { previewText } from './previews.ts'

const labels = {
  title: 'forums:changeTitle',
  question: 'forums:changeQuestion',
  background: 'forums:changeBackground',
  subject: 'forums:changeSubject',
  audience: 'forums:changeAudience',
  times: 'forums:changeTimes',
  names: 'forums:changeNames',
  moderation: 'forums:changeModeration',
  rows: 'forums:changeRows',
  reasons: 'forums:changeReasons',
  seeds: 'forums:changeSeeds',
} as const satisfies Record<Changed, string>

const ofDraft: Changed[][] = [
  ['title', 'question'],
  ['background', 'subject'],
  ['audience', 'times'],
  ['names', 'moderation'],
  ['rows', 'reasons'],
]
const ofOpen: Changed[][] = [['moderation', 'reasons'], ['seeds']]
const pageSize = 10
const perRow = 5

/** A forum as it stands, and what of it can be changed now. */
export async function editView(turn: Turn, forum: Forum): Promise<View> {
  const isDraft = forum.state === 'draft'
  const rows = (isDraft ? ofDraft : ofOpen).map((row) =>
    row.map((what) => changeButton.with(turn.label(labels[what]), { forum: forum.id, what })),
  )
  const seeds = seedsButton.with(turn.label('forums:seeds'), { forum: forum.id, page: 0 })
  return {
    text: await previewText(turn, await planOf(turn.db, forum)),
    buttons: [...rows, ...(isDraft ? [[seeds]] : []), [backTo(turn, forum)]],
  }
}

/** The organisers' statements of a draft, each with a button that takes it out. */
export async function seedsView(turn: Turn, forum: Forum, wanted: number): Promise<View> {
  const where = { forumId: forum.id, isSeed: true }
  const total = await turn.db.forumStatement.count({ where })
  const pages = Math.max(1, Math.ceil(total / pageSize))
  const { page, turning } = leaf(turn.voice, { wanted, pages }, (to, label) =>
    seedsButton.with(label, { forum: forum.id, page: to }),
  )
  const before = page * pageSize
  const seeds = await turn.db.forumStatement.findMany({
    where,
    orderBy: { number: 'asc' },
    skip: before,
    take: pageSize,
  })
  const takeOut = seeds.map(({ id: statement }, n) =>
    unseedButton.with(turn.label('forums:unseed', { number: before + n + 1 }), { forum: forum.id, statement, page }),
  )
  return {
    text: joinHtml([
      turn.t('forums:seedsTitle', { title: forum.title, count: total }),
      joinHtml(
        seeds.map(({ text }, n) => turn.t('forums:seedLine', { number: before + n + 1, text })),
        '\n',
      ),
    ]),
    buttons: [
      ...(forum.state === 'draft' ? [takeOut.slice(0, perRow), takeOut.slice(perRow)] : []),
      ...turning,
      [changeButton.with(turn.label('forums:changeSeeds'), { forum: forum.id, what: 'seeds' })],
      [backTo(turn, forum)],
    ].filter((row) => row.length > 0),
  }
}

const backTo = (turn: Turn, { id }: Forum) => deskButton.with(turn.label('forums:backToDesk'), { forum: id })
