import type { RoundState, TrainingPurpose } from '../../../generated/prisma/client.ts'
import { joinHtml } from '../../../platform/html.ts'
import type { Html } from '../../../platform/html.ts'
import type { Turn, View } from '../../../platform/inbox/turn.ts'
import type { TextKey } from '../../../platform/texts.ts'
import { cut } from '../../../shared/policies/places.ts'
import { said } from '../../../shared/questionnaires/definition.ts'
import { measuringButton, trainingButton } from '../../../shared/trainings/buttons.ts'
import { spanWords } from '../../../shared/trainings/words.ts'
import type { Whole } from '../../../shared/trainings/trainings.ts'
import { chooseButton, planButton } from './buttons.ts'
import type { Candidate, Measurement } from './plans.ts'
import { isNameless, purposeKey } from './purposes.ts'

type Telling = Pick<Turn, 'voice' | 't' | 'label' | 'settings' | 'now'>

const longest = 60

const stateKey: Record<RoundState, TextKey> = {
  planned: 'trainings:roundPlanned',
  open: 'trainings:roundOpen',
  closed: 'trainings:roundClosed',
  cancelled: 'trainings:roundCancelled',
}

const aboutKey: Record<TrainingPurpose, TextKey> = {
  before: 'trainings:aboutBefore',
  reaction: 'trainings:aboutReaction',
  after: 'trainings:aboutAfter',
  followup: 'trainings:aboutFollowup',
  public: 'trainings:aboutPublic',
}

/** What a training is measured by, with a button to each choice. */
export function measuringView(turn: Telling, training: Whole, measurements: Measurement[]): View {
  const { id } = training
  return {
    text: joinHtml([
      turn.t('trainings:measuring', { title: training.title }),
      ...measurements.map((one) => measurementText(turn, one)),
      turn.t(training.state === 'draft' ? 'trainings:measuringDraft' : 'trainings:measuringNote'),
    ]),
    buttons: [
      ...measurements.map(({ purpose }) => [chooseButton.with(turn.label(purposeKey[purpose]), { id, purpose })]),
      [trainingButton.with(turn.label('platform:back'), { id })],
    ],
  }
}

/** The questionnaires that can serve a purpose. */
export function choiceView(turn: Telling, { id }: Pick<Whole, 'id'>, one: Measurement, offered: Candidate[]): View {
  const { purpose, asked } = one
  return {
    text: joinHtml([
      turn.t('trainings:measureHead', { purpose: turn.label(purposeKey[purpose]) }),
      turn.t(aboutKey[purpose]),
      offered.length === 0 ? turn.t('trainings:measureNone') : turn.t('trainings:measureChoose'),
    ]),
    buttons: [
      ...offered.map(({ versionId, definition }) => {
        const label = cut(said(definition.title, turn.voice.language), longest)
        const isChosen = asked?.versionId === versionId
        return [
          planButton.with(isChosen ? turn.label('platform:chosen', { label }) : label, {
            id,
            purpose,
            version: versionId,
          }),
        ]
      }),
      ...(asked === null
        ? []
        : [[planButton.with(turn.label('trainings:measureNothing'), { id, purpose, version: 0n })]]),
      [measuringButton.with(turn.label('platform:back'), { id })],
    ],
  }
}

function measurementText(turn: Telling, { purpose, asked, round }: Measurement): Html {
  const head = turn.t('trainings:measureHead', { purpose: turn.label(purposeKey[purpose]) })
  if (asked === null) return joinHtml([head, turn.t('trainings:measureNotAsked')], '\n')
  const { definition, opensAt, closesAt } = asked
  const { timeZone, sealing } = turn.settings
  const nameless = round?.isAnonymous ?? isNameless(purpose, definition, sealing !== null)
  const isLate = round === null && closesAt <= turn.now
  return joinHtml(
    [
      head,
      turn.t('trainings:measureAsked', {
        title: said(definition.title, turn.voice.language),
        named: turn.label(nameless ? 'trainings:measureNameless' : 'trainings:measureNamed'),
        state: turn.label(
          isLate ? 'trainings:roundLate' : round === null ? 'trainings:roundWaits' : stateKey[round.state],
        ),
      }),
      turn.t('trainings:measureSpan', {
        span: spanWords(turn.voice, { startsAt: opensAt, endsAt: closesAt }, timeZone),
      }),
    ],
    '\n',
  )
}
