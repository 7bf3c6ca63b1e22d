import { dayOf } from '../../../platform/calendar.ts'
import { joinHtml } from '../../../platform/html.ts'
import type { Html } from '../../../platform/html.ts'
import type { Turn, View } from '../../../platform/inbox/turn.ts'
import { writeDay } from '../../../platform/moments.ts'
import { cut } from '../../../shared/policies/places.ts'
import { trainingButton } from '../../../shared/trainings/buttons.ts'
import { enrolmentStateKey } from '../../../shared/trainings/trainings.ts'
import type { OwnPath, OwnStep } from './own.ts'

type Telling = Pick<Turn, 't' | 'label' | 'voice' | 'settings'>

/** Trainings that can be enrolled for from here. */
const mostOffers = 6
const longestLabel = 50
/** Letters of what is named of a step: all steps of a path stand in one message. */
const longest = { label: 60, title: 40, certificate: 30 }

/** How many steps there are of a kind, and how many of them are done. */
export function progressOf({ steps }: Pick<OwnPath, 'steps'>) {
  const count = (some: OwnStep[]) => ({ done: some.filter(({ done }) => done !== null).length, all: some.length })
  return {
    required: count(steps.filter((step) => step.isRequired)),
    advised: count(steps.filter((step) => !step.isRequired)),
  }
}

/** "Jalur saya": what is done, what comes next, and the trainings by which it can be done. */
export function pathView(turn: Telling, path: OwnPath): View {
  const { position, steps } = path
  if (position === null || steps.length === 0)
    return {
      text: joinHtml([
        turn.t('trainings:pathHead', { position: position ?? turn.label('trainings:pathNoPosition') }),
        turn.t('trainings:pathNone'),
      ]),
    }
  const { required, advised } = progressOf(path)
  const next = steps.find((step) => step.done === null && step.isRequired) ?? steps.find((step) => step.done === null)
  const offers = new Map(
    steps.flatMap((step) => (step.done === null ? step.offers : [])).map(({ id, title }) => [id, title]),
  )
  return {
    text: joinHtml([
      turn.t('trainings:pathHead', { position }),
      turn.t('trainings:pathProgress', {
        done: required.done,
        all: required.all,
        advisedDone: advised.done,
        advisedAll: advised.all,
      }),
      joinHtml(
        steps.map((step) => stepText(turn, step, step === next)),
        '\n',
      ),
      next === undefined ? turn.t('trainings:pathDone') : nextText(turn, next),
    ]),
    buttons: [...offers]
      .slice(0, mostOffers)
      .map(([id, title]) => [trainingButton.with(cut(title, longestLabel), { id })]),
  }
}

function nextText(turn: Telling, { label, offers: [offer] }: OwnStep): Html {
  if (offer === undefined) return turn.t('trainings:pathNextLater', { label })
  const values = { label, title: cut(offer.title, longestLabel) }
  switch (offer.own) {
    case 'enrolled':
    case 'confirmed':
      return turn.t('trainings:pathPlaced', values)
    case 'asked':
    case 'waiting':
      return turn.t('trainings:pathWaits', { ...values, state: turn.label(enrolmentStateKey[offer.own]) })
    case 'invited':
      return turn.t('trainings:pathInvited', values)
    case 'declined':
    case 'refused':
    case null:
      return turn.t('trainings:pathNext', values)
  }
}

function stepText(turn: Telling, { label: full, isRequired, done }: OwnStep, isNext: boolean): Html {
  const label = cut(full, longest.label)
  const kind = turn.label(isRequired ? 'trainings:required' : 'trainings:advised')
  if (done === null) return turn.t(isNext ? 'trainings:stepNext' : 'trainings:stepOpen', { label, kind })
  const day = writeDay(dayOf(done.at, turn.settings.timeZone), turn.voice.language)
  const values = { label, kind, title: cut(done.title, longest.title), day }
  return done.certificate === null
    ? turn.t('trainings:stepDone', values)
    : turn.t('trainings:stepCertified', { ...values, certificate: cut(done.certificate, longest.certificate) })
}
