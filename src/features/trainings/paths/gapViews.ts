import { leaf } from '../../../platform/dialog/pages.ts'
import { joinHtml } from '../../../platform/html.ts'
import type { Html } from '../../../platform/html.ts'
import type { Turn, View } from '../../../platform/inbox/turn.ts'
import { cut } from '../../../shared/policies/places.ts'
import { partName } from '../../../shared/units/parted.ts'
import { placeName } from '../../../shared/units/overseeing.ts'
import type { Place } from '../../../shared/units/overseeing.ts'
import { listButton } from '../figures/buttons.ts'
import { gapsButton } from './buttons.ts'
import type { Gaps } from './gaps.ts'

type Telling = Pick<Turn, 'voice' | 't' | 'label' | 'now' | 'may'>

const perPage = 8
/** Positions and steps that are named, those where most is missing. */
const mostNamed = 8
const longest = 80
const longestLabel = 50

/** What is missing on the career paths of a unit's people, with a button to each sub-unit. */
export function gapsView(turn: Telling, place: Place, gaps: Gaps, wanted: number): View {
  const unit = place.unit?.id ?? 0n
  const pages = Math.max(1, Math.ceil(gaps.parts.length / perPage))
  const { page, turning } = leaf(turn, { wanted, pages }, (to, label) => gapsButton.with(label, { unit, page: to }))
  const shown = gaps.parts.slice(page * perPage, (page + 1) * perPage)
  const { people, done } = gaps
  return {
    text: joinHtml([
      turn.t('trainings:gapsHead', { place: placeName(turn.voice, place), at: turn.now }),
      ...(people === 0
        ? [turn.t(turn.may('planner') ? 'trainings:gapsNone' : 'trainings:gapsNoneYet')]
        : [
            turn.t('trainings:gapsAll', { done, people, missing: people - done }),
            listText(
              turn.t('trainings:gapsParts'),
              shown.map((part) => line(turn, partName(turn.voice, part), part)),
            ),
            listText(
              turn.t('trainings:gapsPositions'),
              gaps.positions.slice(0, mostNamed).map((position) => line(turn, position.title, position)),
            ),
            listText(
              turn.t('trainings:gapsSteps'),
              gaps.steps.slice(0, mostNamed).map((step) => line(turn, step.label, step)),
            ),
          ]),
    ]),
    buttons: [
      ...shown.flatMap((part) =>
        part.isOwn || part.id === place.unit?.id
          ? []
          : [[gapsButton.with(cut(part.name, longestLabel), { unit: part.id, page: 0 })]],
      ),
      ...turning,
      [
        place.up === null
          ? listButton.with(turn.label('platform:back'), { page: 0 })
          : gapsButton.with(turn.label('platform:back'), { unit: place.up, page: 0 }),
      ],
    ],
  }
}

function line(turn: Telling, name: string, { people, done }: { people: number; done: number }): Html {
  return turn.t('trainings:gapLine', { name: cut(name, longest), done, people, missing: people - done })
}

function listText(head: Html, lines: Html[]): Html {
  return joinHtml([head, ...lines], '\n')
}
