import type { InlineKeyboardButton } from '@grammyjs/types'
import type { Forum } from '../../../generated/prisma/client.ts'
import { press } from '../../../platform/dialog/button.ts'
import { joinHtml } from '../../../platform/html.ts'
import { writeMoment } from '../../../platform/moments.ts'
import type { Turn, View } from '../../../platform/inbox/turn.ts'
import { atButton, cardButton } from '../../../shared/policies/buttons.ts'
import { paragraphName } from '../../../shared/policies/places.ts'
import { aboutText, readableAbout } from '../about.ts'
import type { About } from '../about.ts'
import { deskButton, forumButton, joinButton, positionButton, resultButton, writeButton } from '../buttons.ts'
import { demandForum, isOpen, linkOf } from '../forums.ts'
import { hallPart } from '../hall/card.ts'
import { participantIn, turnout } from '../participants.ts'
import { rulesButton } from '../moderation/buttons.ts'
import { listButton, ownButton } from './buttons.ts'
import { keepQuiet } from './quiet.ts'

/** What a forum is about, how it is held, and what one can do there, as a message of its own. */
export async function showForum(turn: Turn, forum: Forum): Promise<void> {
  keepQuiet(turn, forum)
  turn.answer(await cardView(turn, forum))
}

export const onForum = press(forumButton, 'all', async (turn, { forum: id }) => {
  const forum = await demandForum(turn, id)
  keepQuiet(turn, forum)
  turn.replace(await cardView(turn, forum))
})

async function cardView(turn: Turn, forum: Forum): Promise<View> {
  const { db, settings, voice, now } = turn
  const at = (date: Date) => writeMoment(date, settings.timeZone, voice.language)
  const takesPart = (await takesPartIn(turn, forum)) !== null
  const counted = await turnout(db, forum.id)
  const open = isOpen(forum, now)
  const hall = await hallPart(turn, forum)
  const about = await readableAbout(turn, forum)
  const state = {
    draft: turn.t('forums:stateDraft'),
    planned: turn.t('forums:statePlanned', { at: at(forum.opensAt) }),
    open: turn.t(open ? 'forums:stateOpen' : 'forums:stateClosing', { at: at(forum.closesAt) }),
    closed: turn.t('forums:stateClosed', { at: at(forum.closedAt ?? forum.closesAt) }),
    published: turn.t('forums:statePublished', { at: at(forum.publishedAt ?? forum.closesAt) }),
  }[forum.state]
  const { title, question, background, changeReason } = forum
  return {
    text: joinHtml([
      turn.t('forums:card', { title, question }),
      background === null ? undefined : turn.t('forums:cardBackground', { background }),
      about === null ? undefined : aboutText(voice, about),
      joinHtml(
        [
          state,
          changeReason === null ? undefined : turn.t('forums:cardChanged', { reason: changeReason }),
          turn.t('forums:cardTurnout', { ...counted }),
        ],
        '\n',
      ),
      hall.line,
      turn.t(forum.isNamed ? 'forums:cardNamed' : 'forums:cardAnonymous'),
      forum.sharesRows ? turn.t('forums:cardShares') : undefined,
    ]),
    buttons: turn.who.stranger
      ? buttonsForStrangers(turn, forum, open, about)
      : buttonsOf(turn, forum, { open, takesPart, hall: hall.rows, about }),
  }
}

/** Who has not agreed to be stored is asked first, and comes back here by the same link. */
function buttonsForStrangers(turn: Turn, forum: Forum, open: boolean, about: About | null): InlineKeyboardButton[][] {
  const { label, botName } = turn
  return [
    ...(open ? [[{ text: label('forums:join'), url: linkOf(botName, forum) }]] : []),
    [rulesButton.with(label('forums:rules'), { forum: forum.id })],
    ...(forum.state === 'published' ? [[resultButton.with(label('forums:result'), { forum: forum.id })]] : []),
    ...policyRows(turn, about),
    [listButton.with(label('forums:list'), { page: 0 })],
  ]
}

function buttonsOf(
  turn: Turn,
  { id: forum, state }: Forum,
  {
    open,
    takesPart,
    hall,
    about,
  }: { open: boolean; takesPart: boolean; hall: InlineKeyboardButton[][]; about: About | null },
): InlineKeyboardButton[][] {
  const { label } = turn
  const rows: (InlineKeyboardButton | false)[][] = [
    [open && joinButton.with(label(takesPart ? 'forums:resume' : 'forums:join'), { forum })],
    [
      open && writeButton.with(label('forums:write'), { forum }),
      takesPart && positionButton.with(label('forums:position'), { forum }),
    ],
    ...hall,
    [
      takesPart && ownButton.with(label('forums:own'), { forum, page: 0 }),
      rulesButton.with(label('forums:rules'), { forum }),
    ],
    [state === 'published' && resultButton.with(label('forums:result'), { forum })],
    ...policyRows(turn, about),
    [turn.may('planner') && deskButton.with(label('forums:desk'), { forum })],
    [listButton.with(label('forums:list'), { page: 0 })],
  ]
  return rows.map((row) => row.filter((one) => one !== false)).filter((row) => row.length > 0)
}

/** The policy that it is about, and its paragraphs. */
function policyRows({ voice }: Turn, about: About | null): InlineKeyboardButton[][] {
  if (about === null) return []
  const { id: version, policyId: policy } = about.edition
  return [
    [cardButton.with(voice.label('forums:readPolicy'), { policy })],
    ...about.headings.map((heading) => [
      atButton.with(paragraphName(voice, heading), { version, at: heading.identity, part: 0, mode: 'a' }),
    ]),
  ]
}

async function takesPartIn(turn: Turn, forum: Forum) {
  // Without the key nobody takes part in an anonymous one.
  if (!forum.isNamed && turn.settings.sealing === null) return null
  if (turn.who.stranger) return null
  return participantIn(turn.db, turn.settings, forum, turn.who.telegramId)
}
