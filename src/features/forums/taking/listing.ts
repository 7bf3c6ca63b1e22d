import type { Forum } from '../../../generated/prisma/client.ts'
import { press } from '../../../platform/dialog/button.ts'
import { leaf } from '../../../platform/dialog/pages.ts'
import type { Command, Start } from '../../../platform/feature.ts'
import type { Turn, View } from '../../../platform/inbox/turn.ts'
import { writeMoment } from '../../../platform/moments.ts'
import { joinHtml } from '../../../platform/html.ts'
import { cut } from '../../../shared/policies/places.ts'
import { newForumButton } from '../authoring/buttons.ts'
import { deskButton, forumButton } from '../buttons.ts'
import { demandForumByCode, forumStart, isOpen, visible } from '../forums.ts'
import { listButton } from './buttons.ts'
import { showForum } from './cards.ts'

const perPage = 6
/** Those that ended longer ago are found by their link. */
const mostEnded = 12

/** "/forum": those that one may see; with a code, that one. */
export const forumCommand: Command = {
  name: 'forum',
  right: 'all',
  summary: 'forums:summary',
  async run(turn, argument) {
    if (argument !== '') return showForum(turn, await demandForumByCode(turn, argument))
    turn.answer(await listView(turn, 0))
  },
}

/** Opens t.me/<bot>?start=forum-<code>. */
export const forumOpened: Start = {
  name: forumStart,
  right: 'all',
  async run(turn, code) {
    // They are asked who they are first.
    if (turn.who.stranger) return false
    await showForum(turn, await demandForumByCode(turn, code))
    return true
  },
}

export const onList = press(listButton, 'all', async (turn, { page }) => turn.replace(await listView(turn, page)))

async function listView(turn: Turn, wanted: number): Promise<View> {
  const forums = await listed(turn)
  const pages = Math.max(1, Math.ceil(forums.length / perPage))
  const { page, turning } = leaf(turn.voice, { wanted, pages }, (to, label) => listButton.with(label, { page: to }))
  const shown = forums.slice(page * perPage, (page + 1) * perPage)
  const at = (date: Date) => writeMoment(date, turn.settings.timeZone, turn.voice.language)
  const line = (forum: Forum) => {
    const values = {
      title: forum.title,
      code: forum.code,
      at: at(forum.state === 'planned' ? forum.opensAt : forum.closesAt),
    }
    if (isOpen(forum, turn.now)) return turn.t('forums:lineOpen', values)
    if (forum.state === 'draft') return turn.t('forums:lineDraft', values)
    if (forum.state === 'planned') return turn.t('forums:linePlanned', values)
    return turn.t(forum.state === 'published' ? 'forums:linePublished' : 'forums:lineClosed', values)
  }
  const own = turn.may('planner')
  return {
    text: joinHtml([
      turn.t(forums.length === 0 ? 'forums:listEmpty' : 'forums:listTitle'),
      joinHtml(shown.map(line), '\n'),
    ]),
    buttons: [
      ...shown.map(({ id, title, state }) => [
        (state === 'draft' || state === 'planned' ? deskButton : forumButton).with(cut(title, 60), { forum: id }),
      ]),
      ...turning,
      ...(own ? [[newForumButton.with(turn.label('forums:new'), {})]] : []),
    ],
  }
}

/** Open ones first, which close first; then what planners prepare; then what ended last. */
async function listed(turn: Turn): Promise<Forum[]> {
  const { forum } = turn.db
  const open = await forum.findMany({ where: { state: 'open' }, orderBy: { closesAt: 'asc' } })
  const coming = await forum.findMany({ where: { state: { in: ['draft', 'planned'] } }, orderBy: { opensAt: 'asc' } })
  const ended = await forum.findMany({
    where: { state: { in: ['closed', 'published'] } },
    orderBy: { closedAt: 'desc' },
    take: mostEnded,
  })
  return visible(turn, [...open, ...coming, ...ended])
}
