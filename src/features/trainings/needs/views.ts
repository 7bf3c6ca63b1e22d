import { dayOf } from '../../../platform/calendar.ts'
import { leaf } from '../../../platform/dialog/pages.ts'
import { joinHtml } from '../../../platform/html.ts'
import type { Html } from '../../../platform/html.ts'
import type { Turn, View } from '../../../platform/inbox/turn.ts'
import { writeDay } from '../../../platform/moments.ts'
import { cut } from '../../../shared/policies/places.ts'
import { said } from '../../../shared/questionnaires/definition.ts'
import { trainingButton } from '../../../shared/trainings/buttons.ts'
import { trainingStateKey } from '../../../shared/trainings/trainings.ts'
import { figuresButton, listButton } from '../figures/buttons.ts'
import { effectSentence } from '../figures/effectWords.ts'
import { needButton, needsButton, turnButton } from './buttons.ts'
import type { ListedNeed, Need, Outcome } from './needs.ts'

type Telling = Pick<Turn, 'voice' | 't' | 'label' | 'settings'>

const longestLabel = 50

/** What units need, with a button to each. */
export function needsView(turn: Telling, { rows, pages }: { rows: ListedNeed[]; pages: number }, wanted: number): View {
  const { turning } = leaf(turn, { wanted, pages }, (page, label) => needsButton.with(label, { page }))
  return {
    text: joinHtml([
      turn.t('trainings:needsHead'),
      rows.length === 0
        ? turn.t('trainings:needsNone', { min: turn.settings.minGroup })
        : joinHtml(
            rows.map((need) =>
              turn.t('trainings:needLine', {
                ...wordsOf(turn, need),
                state: turn.label(need.trainings > 0 ? 'trainings:needTaken' : 'trainings:needOpen'),
              }),
            ),
            '\n',
          ),
    ]),
    buttons: [
      ...rows.map((need) => {
        const { title, unit } = wordsOf(turn, need)
        return [needButton.with(cut(turn.label('trainings:needLabel', { title, unit }), longestLabel), { id: need.id })]
      }),
      ...turning,
      [listButton.with(turn.label('platform:back'), { page: 0 })],
    ],
  }
}

/** A need, and what came of it: trainings, who attended, what they changed. */
export function needView(turn: Telling, need: Need, outcomes: Outcome[], note?: Html): View {
  const isTaken = outcomes.some(({ state }) => state === 'draft' || state === 'open')
  return {
    text: joinHtml([
      note,
      turn.t('trainings:needHead', {
        ...wordsOf(turn, need),
        day: writeDay(dayOf(need.askedUntil, turn.settings.timeZone), turn.voice.language),
      }),
      ...(outcomes.length === 0
        ? [turn.t('trainings:needNoTraining')]
        : outcomes.map((outcome) => outcomeText(turn, outcome))),
    ]),
    buttons: [
      ...(isTaken ? [] : [[turnButton.with(turn.label('trainings:needTurn'), { id: need.id })]]),
      ...outcomes.map(({ id, title, state }) => [
        (state === 'draft' ? trainingButton : figuresButton).with(cut(title, longestLabel), { id }),
      ]),
      [needsButton.with(turn.label('platform:back'), { page: 0 })],
    ],
  }
}

function outcomeText(turn: Telling, { title, state, attended, effect }: Outcome): Html {
  const values = { title, state: turn.label(trainingStateKey[state]) }
  if (state === 'draft') return turn.t('trainings:needDraft', values)
  return joinHtml(
    [
      turn.t('trainings:needTraining', { ...values, count: attended }),
      effect === 'unmeasured' ? undefined : effectSentence(turn.voice, effect, turn.settings.minGroup),
    ],
    '\n',
  )
}

function wordsOf(turn: Telling, { title, unit }: Need) {
  return { title: said(title, turn.voice.language), unit: unit?.name ?? turn.label('units:all') }
}
