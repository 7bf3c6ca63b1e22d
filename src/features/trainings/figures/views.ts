import { dayOf } from '../../../platform/calendar.ts'
import { leaf } from '../../../platform/dialog/pages.ts'
import { joinHtml } from '../../../platform/html.ts'
import type { Html } from '../../../platform/html.ts'
import type { Turn, View } from '../../../platform/inbox/turn.ts'
import { writeDay } from '../../../platform/moments.ts'
import type { Voice } from '../../../platform/texts.ts'
import { cut } from '../../../shared/policies/places.ts'
import { resultsButton } from '../../../shared/questionnaires/buttons.ts'
import { said } from '../../../shared/questionnaires/definition.ts'
import { hubRow } from '../../../shared/reports/hub.ts'
import { share } from '../../../shared/statistics/share.ts'
import { trainingStateKey } from '../../../shared/trainings/trainings.ts'
import { needButton, needsButton } from '../needs/buttons.ts'
import { gapsButton } from '../paths/buttons.ts'
import { purposeKey } from '../measuring/purposes.ts'
import { chartButton, figuresButton, listButton } from './buttons.ts'
import { effectText } from './effectWords.ts'
import type { Funnel } from './funnels.ts'
import type { Asked, Listed, Report } from './reports.ts'

type Telling = Pick<Turn, 'voice' | 't' | 'label' | 'now' | 'settings' | 'reports' | 'may'>

const longestLabel = 50
const longestTitle = 200
/** Questions of a questionnaire that are named, and their letters: all of a training stands in one message. */
const mostQuestions = 9
const longestQuestion = 60

/** Trainings to look at, with the ways to what is missing and to what is needed. */
export function listView(turn: Telling, { rows, pages }: { rows: Listed[]; pages: number }, wanted: number): View {
  const { turning } = leaf(turn, { wanted, pages }, (page, label) => listButton.with(label, { page }))
  return {
    text: joinHtml([
      turn.t('trainings:reportsHead', { at: turn.now }),
      rows.length === 0
        ? turn.t('trainings:reportsNone')
        : joinHtml(
            rows.map((row) => listedText(turn, row)),
            '\n',
          ),
    ]),
    buttons: [
      ...rows.map(({ id, title }) => [figuresButton.with(cut(title, longestLabel), { id })]),
      ...turning,
      [
        gapsButton.with(turn.label('trainings:gaps'), { unit: 0n, page: 0 }),
        ...(turn.may('planner') ? [needsButton.with(turn.label('trainings:needs'), { page: 0 })] : []),
      ],
      ...hubRow(turn),
    ],
  }
}

/** How a training went. */
export function reportView(turn: Telling, report: Report): View {
  const { training, funnel, effects, asked, need, isAll } = report
  const { id, title, state } = training
  const begins = training.sessions[0]?.startsAt ?? turn.now
  // What nobody meant to measure is not spoken of twice.
  const shown = effects.filter(({ later, effect }) => later === 'after' || effect !== 'unmeasured')
  return {
    text: joinHtml([
      turn.t('trainings:reportHead', {
        title,
        state: turn.label(trainingStateKey[state]),
        day: writeDay(dayOf(begins, turn.settings.timeZone), turn.voice.language),
      }),
      ...(isAll ? [] : [turn.t('trainings:reportMine')]),
      ...(need === null
        ? []
        : [
            turn.t('trainings:reportNeed', {
              title: said(need.title, turn.voice.language),
              unit: need.unit ?? turn.label('units:all'),
            }),
          ]),
      funnelText(turn.voice, funnel),
      ...shown.map(({ later, effect }) => effectText(turn.voice, later, effect, turn.settings.minGroup)),
      ...asked.map((one) => askedText(turn, one)),
    ]),
    buttons: [
      [
        chartButton.with(turn.label('trainings:chart'), { id }),
        figuresButton.with(turn.label('trainings:reportRefresh'), { id }),
      ],
      ...(need === null ? [] : [[needButton.with(turn.label('trainings:fromNeed'), { id: need.id })]]),
      ...asked.map(({ roundId, purpose }) => [
        resultsButton.with(turn.label('trainings:askedResults', { purpose: turn.label(purposeKey[purpose]) }), {
          round: roundId,
        }),
      ]),
      [listButton.with(turn.label('platform:back'), { page: 0 })],
    ],
  }
}

/** How many came how far, each with its share of those who had a place. */
function funnelText(voice: Voice, funnel: Funnel): Html {
  const { invited, own, placed, confirmed, attended, declined, waiting, evaluated } = funnel
  return joinHtml(
    [
      voice.t('trainings:funnelInvited', { invited, own }),
      voice.t('trainings:funnelPlaced', { placed, confirmed, declined, waiting }),
      voice.t('trainings:funnelAttended', { attended, percent: share(attended, placed) }),
      evaluated === null
        ? voice.t('trainings:funnelUnasked')
        : voice.t('trainings:funnelEvaluated', { evaluated, percent: share(Math.min(evaluated, attended), attended) }),
    ],
    '\n',
  )
}

function askedText(turn: Telling, { purpose, definition, figures }: Asked): Html {
  const { language } = turn.voice
  const head = turn.t('trainings:askedHead', {
    purpose: turn.label(purposeKey[purpose]),
    title: said(definition.title, language),
  })
  if (figures === null) return joinHtml([head, turn.t('trainings:askedFew', { min: turn.settings.minGroup })], '\n')
  const means = definition.questions.flatMap((question) => {
    const mean = figures.means.get(question.key)
    if (mean === undefined) return []
    const text = cut(said(question.text, language), longestQuestion)
    return [
      mean.spread === null
        ? turn.t('trainings:askedMeanOnly', { text, mean: mean.mean })
        : turn.t('trainings:askedMean', { text, mean: mean.mean, spread: mean.spread }),
    ]
  })
  return joinHtml(
    [
      head,
      turn.t('trainings:askedPeople', { count: figures.people }),
      ...means.slice(0, mostQuestions),
      means.length > mostQuestions ? turn.t('trainings:askedMore', { count: means.length - mostQuestions }) : undefined,
      purpose === 'public' ? turn.t('trainings:askedPublic') : undefined,
    ],
    '\n',
  )
}

function listedText(turn: Telling, { title, state, beginsAt }: Listed): Html {
  return turn.t('trainings:reportsLine', {
    title: cut(title, longestTitle),
    day: writeDay(dayOf(beginsAt, turn.settings.timeZone), turn.voice.language),
    state: turn.label(trainingStateKey[state]),
  })
}
