import type { InlineKeyboardButton } from '@grammyjs/types'
import { joinHtml } from '../../../platform/html.ts'
import type { Html } from '../../../platform/html.ts'
import type { Turn, View } from '../../../platform/inbox/turn.ts'
import type { Voice } from '../../../platform/texts.ts'
import { measuringButton } from '../../../shared/trainings/buttons.ts'
import { trainingStateKey } from '../../../shared/trainings/trainings.ts'
import { doorButton, peopleButton } from '../attending/buttons.ts'
import { answerButtons, detailsText, fileRow } from '../enrolling/detailViews.ts'
import { standingWords } from '../standing.ts'
import { audienceWords } from './audienceWords.ts'
import { cancelButton, changeButton, listButton, openButton } from './buttons.ts'
import type { Card, Counts } from './cards.ts'

/** A training, where somebody stands with it, and what they can do. `note`: what has just been done. */
export function cardView(turn: Turn, card: Card, note?: Html): View {
  const { voice, settings } = turn
  const { training, counts } = card
  return {
    text: joinHtml([
      note,
      detailsText(voice, training, settings.timeZone),
      ownText(voice, card),
      counts === null ? undefined : plannerText(voice, training, counts),
    ]),
    buttons: [
      ...ownButtons(voice, card, turn.now),
      ...(counts === null ? [] : plannerButtons(voice, card)),
      [listButton.with(voice.label('trainings:toList'), { which: counts === null ? 'open' : 'all', page: 0 })],
    ],
  }
}

function ownText(voice: Voice, { training, own, attended }: Card): Html | undefined {
  const { state, cancelReason } = training
  return joinHtml(
    [
      state === 'cancelled' ? voice.t('trainings:cancelledLine', { reason: cancelReason ?? '' }) : undefined,
      state === 'held' ? voice.t('trainings:heldLine') : undefined,
      own === null
        ? undefined
        : voice.t('trainings:ownState', { state: standingWords(voice, training, { state: own.state, attended }) }),
      own?.reason ? voice.t('trainings:ownReason', { reason: own.reason }) : undefined,
      attended > 0 && state !== 'held'
        ? voice.t('trainings:ownAttended', { count: attended, sessions: training.sessions.length })
        : undefined,
      own?.certificate ? voice.t('trainings:ownCertificate', { number: own.certificate }) : undefined,
    ],
    '\n',
  )
}

function plannerText(voice: Voice, { state, audienceText, needsApproval, invites }: Card['training'], counts: Counts) {
  const of = (...states: (keyof Counts)[]) => states.reduce((sum, one) => sum + (counts[one] ?? 0), 0)
  return joinHtml(
    [
      voice.t('trainings:plannerState', { state: voice.label(trainingStateKey[state]) }),
      voice.t('trainings:plannerAudience', { audience: audienceWords(voice, audienceText) }),
      voice.t(invites ? 'trainings:plannerInvites' : 'trainings:plannerInvitesNot'),
      needsApproval ? voice.t('trainings:plannerApproval') : undefined,
      state === 'draft'
        ? undefined
        : voice.t('trainings:plannerCounts', {
            placed: of('enrolled', 'confirmed'),
            confirmed: of('confirmed'),
            waiting: of('waiting'),
            asked: of('asked'),
            invited: of('invited'),
            declined: of('declined', 'refused'),
          }),
    ],
    '\n',
  )
}

function ownButtons(voice: Voice, { training, own, isMeant }: Card, now: Date): InlineKeyboardButton[][] {
  const { id, state, sessions } = training
  if (state !== 'open') return []
  const isAhead = sessions.every(({ startsAt }) => startsAt > now)
  const wants = own === null ? isMeant && isAhead : own.state !== 'declined' || isAhead
  return [...(wants ? answerButtons(voice, id, own?.state ?? null) : []), fileRow(voice, id)]
}

function plannerButtons(voice: Voice, { training }: Card): InlineKeyboardButton[][] {
  const { id, state } = training
  const values = { id }
  const change = [
    changeButton.with(voice.label('trainings:change'), values),
    cancelButton.with(voice.label('trainings:cancelTraining'), values),
  ]
  return [
    ...(state === 'draft' ? [[openButton.with(voice.label('trainings:openEnrolment'), values)]] : []),
    ...(state === 'draft' || state === 'open' ? [change] : []),
    ...(state === 'draft'
      ? []
      : [
          [
            peopleButton.with(voice.label('trainings:people'), { id, page: 0 }),
            doorButton.with(voice.label('trainings:attendance'), { id }),
          ],
        ]),
    [measuringButton.with(voice.label('trainings:measuringButton'), values)],
  ]
}
