import { joinHtml } from '../../../platform/html.ts'
import type { Html } from '../../../platform/html.ts'
import type { Turn, View } from '../../../platform/inbox/turn.ts'
import { writeDay } from '../../../platform/moments.ts'
import { cut } from '../../../shared/policies/places.ts'
import { roundView } from '../../../shared/questionnaires/asking.ts'
import { goOnButton } from '../../../shared/questionnaires/buttons.ts'
import { said } from '../../../shared/questionnaires/definition.ts'
import {
  appreciateButton,
  lastButton,
  obstaclesButton,
  ownChartButton,
  ownNotesButton,
  receivedButton,
  targetButton,
  teamButton,
  wallButton,
} from '../buttons.ts'
import { readOwn } from './own.ts'
import type { Own } from './own.ts'
import { nextFor, openFor } from './rounds.ts'
import type { Next } from './rounds.ts'
import { lineText } from './words.ts'

/** On a button. */
const longestTitle = 40

type Open = Awaited<ReturnType<typeof openFor>>

/** "/checkin": one's own page, and below it what waits for an answer. */
export async function showHome(turn: Turn): Promise<void> {
  const { view, open } = await readHome(turn)
  turn.answer(view)
  for (const { round, definition } of open) turn.answer(roundView(turn.voice, round, definition, 'opened'))
}

/** The page again, in the place of what was pressed; what waits for an answer is opened from there. */
export async function showHomeAgain(turn: Turn): Promise<void> {
  const { view, open } = await readHome(turn)
  const begin = open.map(({ round, definition }) => {
    const title = cut(said(definition.title, turn.voice.language), longestTitle)
    return [goOnButton.with(turn.label('checkins:begin', { title }), { round: round.id })]
  })
  turn.replace({ ...view, buttons: [...begin, ...(view.buttons ?? [])] })
}

async function readHome(turn: Turn): Promise<{ view: View; open: Open }> {
  const own = await readOwn(turn)
  const open = await openFor(turn.db, own.personId, turn.now)
  return { view: homeView(turn, own, open, open.length > 0 ? null : await nextFor(turn)), open }
}

function homeView(turn: Turn, own: Own, open: Open, next: Next | null): View {
  return {
    text: joinHtml([
      turn.t('checkins:home'),
      openText(turn, open.length, next),
      joinHtml(
        [
          own.lastAt === null ? undefined : turn.t('checkins:lastAt', { at: own.lastAt }),
          ...own.lines.map((line) => lineText(turn.voice, line)),
        ],
        '\n',
      ),
      own.target === null ? turn.t('checkins:noTarget') : turn.t('checkins:target', { text: own.target }),
      turn.t('checkins:homeNote'),
    ]),
    buttons: buttonsOf(turn, own),
  }
}

function openText(turn: Turn, count: number, next: Next | null): Html {
  if (count > 0) return turn.t('checkins:openSome', { count })
  if (next === null) return turn.t('checkins:openNone')
  const { at, untold } = next
  if (untold === null) return turn.t('checkins:openNext', { at })
  if (untold === 'stopped') return turn.t('checkins:openStopped', { at })
  return turn.t('checkins:openLeave', { at, day: writeDay(untold.leaveUntil, turn.voice.language) })
}

function buttonsOf(turn: Turn, { lines, lastAt, target, notes, received }: Own) {
  const { label } = turn
  return [
    [
      ...(lines.length > 0 ? [ownChartButton.with(label('checkins:ownChart'), {})] : []),
      ...(lastAt === null ? [] : [lastButton.with(label('checkins:lastAnswers'), {})]),
    ],
    [targetButton.with(label(target === null ? 'checkins:writeTarget' : 'checkins:changeTarget'), {})],
    notes > 0 ? [ownNotesButton.with(label('checkins:ownNotes', { count: notes }), {})] : [],
    received > 0 ? [receivedButton.with(label('checkins:received', { count: received }), { page: 0 })] : [],
    [
      appreciateButton.with(label('checkins:appreciate'), {}),
      wallButton.with(label('checkins:wall'), { of: 'unit', page: 0 }),
    ],
    turn.may('head')
      ? [
          obstaclesButton.with(label('checkins:obstacles'), { page: 0 }),
          teamButton.with(label('checkins:coaching'), { page: 0 }),
        ]
      : [],
  ].filter((row) => row.length > 0)
}
