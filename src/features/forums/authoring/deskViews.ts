import type { InlineKeyboardButton } from '@grammyjs/types'
import type { Forum } from '../../../generated/prisma/client.ts'
import { joinHtml } from '../../../platform/html.ts'
import type { Turn, View } from '../../../platform/inbox/turn.ts'
import { writeMoment } from '../../../platform/moments.ts'
import { Audience, count } from '../../../shared/audiences/audience.ts'
import { Bilingual, said } from '../../../shared/questionnaires/definition.ts'
import { aboutOf, aboutText } from '../about.ts'
import { deskButton, forumButton, hallButton, moderateButton, resultButton } from '../buttons.ts'
import { linkOf } from '../forums.ts'
import { minutesButton } from '../minutes/buttons.ts'
import { countUndecided } from '../moderation/statements.ts'
import { turnout } from '../participants.ts'
import * as button from './buttons.ts'

const deskKey = {
  draft: 'forums:desk_draft',
  planned: 'forums:desk_planned',
  open: 'forums:desk_open',
  closed: 'forums:desk_closed',
  published: 'forums:desk_published',
} as const satisfies Record<Forum['state'], string>

/** A forum as planners lead it: where it stands, its link, and what can be done with it now. */
export async function deskView(turn: Turn, forum: Forum): Promise<View> {
  const { db, voice, settings } = turn
  const { id, title, question, code, state, isPublic } = forum
  const at = (date: Date) => writeMoment(date, settings.timeZone, voice.language)
  const statements = await db.forumStatement.groupBy({ by: ['state'], where: { forumId: id }, _count: true })
  const counts = new Map<string, number>(statements.map(({ state: one, _count }) => [one, _count]))
  const countOf = (one: string) => counts.get(one) ?? 0
  const times = { from: at(forum.openedAt ?? forum.opensAt), until: at(forum.closedAt ?? forum.closesAt) }
  const audience = said(Bilingual.parse(forum.audienceText), voice.language)
  const about = await aboutOf(db, forum)
  return {
    text: joinHtml([
      turn.t('forums:card', { title, question }),
      about === null ? undefined : aboutText(voice, about),
      joinHtml(
        [
          turn.t(deskKey[state], times),
          turn.t('forums:deskAudience', { audience }),
          turn.t(isPublic ? 'forums:previewLink' : 'forums:previewNoLink'),
          turn.t(forum.moderation === 'before' ? 'forums:previewBefore' : 'forums:previewAfter'),
          turn.t('forums:deskStatements', {
            accepted: countOf('accepted'),
            waiting: countOf('waiting'),
            rejected: countOf('rejected'),
          }),
          turn.t('forums:cardTurnout', { ...(await turnout(db, id)) }),
        ],
        '\n',
      ),
      turn.t(forum.isNamed ? 'forums:cardNamed' : 'forums:cardAnonymous'),
      forum.sharesRows ? turn.t('forums:cardShares') : undefined,
      state === 'draft' ? undefined : turn.t('forums:deskLink', { link: linkOf(turn.botName, forum), code }),
    ]),
    buttons: rowsOf(turn, forum, countOf('waiting')),
  }
}

/** Asks whether a forum shall really be opened: it says how many are told. */
export async function openingView(turn: Turn, forum: Forum): Promise<View> {
  const size = await count(turn.db, Audience.parse(forum.audience), turn, 'announcements')
  const at = writeMoment(forum.opensAt, turn.settings.timeZone, turn.voice.language)
  const isLater = forum.opensAt > turn.now
  const until = writeMoment(forum.closesAt, turn.settings.timeZone, turn.voice.language)
  const values = { title: forum.title, count: size.reachable, at, until }
  const seeds = await turn.db.forumStatement.count({ where: { forumId: forum.id, state: 'accepted' } })
  return {
    text: joinHtml([
      turn.t(isLater ? 'forums:sureLater' : 'forums:sureNow', values),
      turn.t('forums:sureUntil', values),
      seeds === 0 ? turn.t('forums:sureEmpty') : undefined,
    ]),
    buttons: [
      [button.openButton.with(turn.label('forums:begin'), { forum: forum.id, sure: 'y' })],
      [deskButton.with(turn.label('forums:notYet'), { forum: forum.id })],
    ],
  }
}

/** Asks whether a result shall be published, which cannot be taken back: what will be told, and what ends undecided. */
export async function publishingView(turn: Turn, { id: forum, title, moderation }: Forum): Promise<View> {
  const told = await turn.db.forumParticipant.count({ where: { forumId: forum } })
  const waiting = await countUndecided(turn.db, forum)
  const { people } = await turnout(turn.db, forum)
  const { minGroup } = turn.settings
  return {
    text: joinHtml([
      turn.t('forums:surePublish', { title, count: told }),
      waiting === 0
        ? undefined
        : turn.t(moderation === 'before' ? 'forums:surePublishWaiting' : 'forums:surePublishShown', { count: waiting }),
      people < minGroup ? turn.t('forums:surePublishFew', { min: minGroup }) : undefined,
    ]),
    buttons: [
      [button.publishButton.with(turn.label('forums:publish'), { forum, sure: 'y' })],
      [deskButton.with(turn.label('forums:notYet'), { forum })],
    ],
  }
}

/** Asks whether a draft shall really go. */
export function dropView(turn: Turn, { id: forum, title }: Forum): View {
  return {
    text: turn.t('forums:sureDrop', { title }),
    buttons: [
      [button.dropButton.with(turn.label('forums:dropSure'), { forum, sure: 'y' })],
      [deskButton.with(turn.label('forums:notYet'), { forum })],
    ],
  }
}

function rowsOf(turn: Turn, { id: forum, state }: Forum, waiting: number): InlineKeyboardButton[][] {
  const { label } = turn
  const moderate = moderateButton.with(
    waiting === 0 ? label('forums:moderate') : label('forums:moderateCount', { count: waiting }),
    { forum },
  )
  switch (state) {
    case 'draft':
      return [
        [button.openButton.with(label('forums:begin'), { forum, sure: 'ask' })],
        [
          button.editButton.with(label('forums:edit'), { forum }),
          button.seedsButton.with(label('forums:seeds'), { forum, page: 0 }),
        ],
        [button.dropButton.with(label('forums:drop'), { forum, sure: 'ask' })],
      ]
    case 'planned':
      return [
        [button.linkButton.with(label('forums:qr'), { forum })],
        [button.unplanButton.with(label('forums:unplan'), { forum })],
      ]
    case 'open':
      return [
        [moderate, hallButton.with(label('forums:hall'), { forum })],
        [
          button.extendButton.with(label('forums:extend'), { forum }),
          button.closeButton.with(label('forums:close'), { forum }),
        ],
        [button.linkButton.with(label('forums:qr'), { forum }), resultButton.with(label('forums:sofar'), { forum })],
        [
          button.editButton.with(label('forums:edit'), { forum }),
          forumButton.with(label('forums:asPeople'), { forum }),
        ],
      ]
    case 'closed':
      return [
        [resultButton.with(label('forums:result'), { forum })],
        [button.publishButton.with(label('forums:publish'), { forum, sure: 'ask' })],
        [moderate, minutesButton.with(label('forums:minutes'), { forum })],
      ]
    case 'published':
      return [
        [resultButton.with(label('forums:result'), { forum })],
        [minutesButton.with(label('forums:minutes'), { forum })],
      ]
  }
}
