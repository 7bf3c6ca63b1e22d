import type { InlineKeyboardButton } from '@grammyjs/types'
import { HallPhase } from '../../../generated/prisma/enums.ts'
import type { Forum, ForumHall } from '../../../generated/prisma/client.ts'
import { joinHtml } from '../../../platform/html.ts'
import type { Html } from '../../../platform/html.ts'
import type { Turn, View } from '../../../platform/inbox/turn.ts'
import { deskButton, hallButton } from '../buttons.ts'
import { isOpen } from '../forums.ts'
import { turnout } from '../participants.ts'
import * as button from './buttons.ts'
import { pagePath } from '../live/paths.ts'
import { undecided } from './questions.ts'
import { hintKey, phaseKey } from './words.ts'

const offeredMinutes = [3, 5, 10] as const
const minute = 60_000

/** The facilitator's controls of a forum's hall, as it stands now; `lead`: what has just been done. */
export async function hallView(turn: Turn, forum: Forum, lead?: Html): Promise<View> {
  const { db, now } = turn
  const hall = await db.forumHall.findUnique({ where: { forumId: forum.id } })
  const runs = hall !== null && hall.endedAt === null && isOpen(forum, now)
  if (!runs) return restingView(turn, forum, hall, lead)
  const counted = await countsOf(turn, forum.id)
  return {
    text: joinHtml([
      lead,
      turn.t('forums:hallTitle', { title: forum.title }),
      joinHtml([phaseText(turn, hall), timerText(turn, hall), screenText(turn, hall)], '\n'),
      turn.t('forums:hallCounts', { ...counted }),
      linkText(turn, forum),
    ]),
    buttons: runningRows(turn, forum, hall, counted.questions),
  }
}

/** Asks whether a hall shall really end: it says how many questions become tickets. */
export async function endingView(turn: Turn, { id: forum, title }: Forum): Promise<View> {
  const { questions: count } = await countsOf(turn, forum)
  return {
    text: turn.t(count === 0 ? 'forums:hallSureEnd' : 'forums:hallSureEndLeft', { title, count }),
    buttons: [
      [button.endButton.with(turn.label('forums:hallEndSure'), { forum, sure: 'y' })],
      [hallButton.with(turn.label('forums:notYet'), { forum })],
    ],
  }
}

/** Before a hall, and after it. */
async function restingView(turn: Turn, forum: Forum, hall: ForumHall | null, lead: Html | undefined): Promise<View> {
  const { label } = turn
  const { id, title } = forum
  const { promises } = await countsOf(turn, id)
  const open = isOpen(forum, turn.now)
  const text = hall === null ? 'forums:hallIntro' : 'forums:hallEnded'
  return {
    text: joinHtml([lead, turn.t(text, { title }), open ? linkText(turn, forum) : turn.t('forums:hallNeedsOpen')]),
    buttons: [
      ...(open
        ? [[button.startButton.with(label(hall === null ? 'forums:hallStart' : 'forums:hallAgain'), { forum: id })]]
        : []),
      ...(hall === null ? [] : [promiseRow(turn, id, promises)]),
      [deskButton.with(label('forums:desk'), { forum: id })],
    ],
  }
}

function runningRows(turn: Turn, forum: Forum, hall: ForumHall, questions: number): InlineKeyboardButton[][] {
  const { label } = turn
  const { id } = forum
  const phases = Object.values(HallPhase).map((phase) => {
    const name = label(phaseKey[phase])
    return button.phaseButton.with(phase === hall.phase ? label('forums:isChosen', { name }) : name, {
      forum: id,
      phase,
    })
  })
  const { publicUrl } = turn.settings
  return [
    phases.slice(0, 3),
    phases.slice(3),
    [
      ...offeredMinutes.map((minutes) =>
        button.timerButton.with(label('forums:timerMinutes', { minutes }), { forum: id, minutes }),
      ),
      button.ownTimerButton.with(label('forums:timerOwn'), { forum: id }),
      ...(hall.until === null ? [] : [button.timerButton.with(label('forums:timerStop'), { forum: id, minutes: 0 })]),
    ],
    [
      button.showButton.with(label(hall.showsMap ? 'forums:hideMap' : 'forums:showMap'), { forum: id, what: 'map' }),
      button.showButton.with(label(hall.showsResults ? 'forums:hideResults' : 'forums:showResults'), {
        forum: id,
        what: 'results',
      }),
    ],
    [
      button.queueButton.with(label('forums:queueCount', { count: questions }), { forum: id, page: 0 }),
      button.promiseButton.with(label('forums:notePromise'), { forum: id }),
    ],
    [
      button.promisesButton.with(label('forums:promises'), { forum: id }),
      hallButton.with(label('forums:refresh'), { forum: id }),
    ],
    // Telegram takes no link to this machine.
    ...(publicUrl?.startsWith('https:')
      ? [[{ text: label('forums:openPage'), url: publicUrl + pagePath(forum) }]]
      : []),
    [
      button.endButton.with(label('forums:hallEnd'), { forum: id, sure: 'ask' }),
      deskButton.with(label('forums:desk'), { forum: id }),
    ],
  ]
}

function promiseRow(turn: Turn, forum: bigint, promises: number): InlineKeyboardButton[] {
  const note = button.promiseButton.with(turn.label('forums:notePromise'), { forum })
  return promises === 0 ? [note] : [note, button.promisesButton.with(turn.label('forums:promises'), { forum })]
}

function phaseText(turn: Turn, { phase }: ForumHall): Html {
  return turn.t('forums:hallPhase', {
    phase: turn.label(phaseKey[phase]),
    hint: turn.label(hintKey[phase]),
  })
}

function timerText(turn: Turn, { until }: ForumHall): Html {
  if (until === null) return turn.t('forums:timerOff')
  const left = Math.ceil((until.getTime() - turn.now.getTime()) / minute)
  return left <= 0 ? turn.t('forums:timerOver') : turn.t('forums:timerLeft', { count: left })
}

function screenText(turn: Turn, { showsMap, showsResults }: ForumHall): Html {
  const shown = [
    ...(showsMap ? [turn.label('forums:screenMap')] : []),
    ...(showsResults ? [turn.label('forums:screenResults')] : []),
  ]
  return shown.length === 0 ? turn.t('forums:screenNothing') : turn.t('forums:screenShows', { what: shown.join(', ') })
}

function linkText(turn: Turn, forum: Forum): Html {
  const { publicUrl } = turn.settings
  return publicUrl === undefined
    ? turn.t('forums:pagePath', { path: pagePath(forum) })
    : turn.t('forums:pageLink', { link: publicUrl + pagePath(forum) })
}

async function countsOf({ db }: Turn, forumId: bigint) {
  return {
    joined: await db.forumParticipant.count({ where: { forumId } }),
    votes: (await turnout(db, forumId)).votes,
    statements: await db.forumStatement.count({ where: { forumId, state: 'accepted' } }),
    questions: await db.forumQuestion.count({ where: { forumId, state: { in: [...undecided] } } }),
    promises: await db.forumPromise.count({ where: { forumId } }),
  }
}
