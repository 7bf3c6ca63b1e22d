import type { InlineKeyboardButton } from '@grammyjs/types'
import { leaf } from '../../../platform/dialog/pages.ts'
import { joinHtml } from '../../../platform/html.ts'
import type { Html } from '../../../platform/html.ts'
import type { Turn, View } from '../../../platform/inbox/turn.ts'
import { hubRow } from '../../../shared/reports/hub.ts'
import { placeName } from '../../../shared/units/overseeing.ts'
import { chartButton, figuresButton } from './buttons.ts'
import { partText, wholeLines } from './lines.ts'
import { periodKey, periods } from './periods.ts'
import type { Report } from './reports.ts'
import { nameOf } from './units.ts'

type Telling = Pick<Turn, 'voice' | 't' | 'label' | 'now' | 'settings' | 'reports' | 'may'>

const perPage = 10
const longestLabel = 60

/** How tickets are answered: in all, and in each unit, ten on a page, with a button that opens it. */
export function figuresView(turn: Telling, report: Report, wanted: number): View {
  const { place, period, tallies, satisfaction, satisfactions } = report
  const { voice } = turn
  const unit = place.unit?.id ?? 0n
  // Of a unit without sub-units nothing but itself could be listed.
  const listed = tallies.parts.length === 1 && tallies.parts[0]?.isOwn ? [] : tallies.parts
  const pages = Math.max(1, Math.ceil(listed.length / perPage))
  const { page, turning } = leaf(turn, { wanted, pages }, (to, label) =>
    figuresButton.with(label, { unit, period, page: to }),
  )
  const shown = listed.slice(page * perPage, (page + 1) * perPage)
  const isHidden = [satisfaction, ...satisfactions.values()].some((one) => one !== undefined && one.satisfied === null)
  return {
    text: joinHtml([
      turn.t('suggestions:figuresHead', {
        title: turn.label('suggestions:reportTickets'),
        period: turn.label(periodKey[period]),
        place: placeName(voice, place),
        at: turn.now,
      }),
      tallies.total.n === 0 ? turn.t('suggestions:figuresNone') : wholeLines(voice, tallies.total, satisfaction),
      shown.length > 0 ? turn.t('suggestions:figuresParts') : undefined,
      ...shown.map((part) => partText(voice, part, part.id === null ? undefined : satisfactions.get(part.id))),
      tallies.total.n > 0 ? notes(turn, isHidden) : undefined,
    ]),
    buttons: [
      ...shown.flatMap((part) =>
        part.id === null || part.isOwn
          ? []
          : [[figuresButton.with(nameOf(voice, part, longestLabel), { unit: part.id, period, page: 0 })]],
      ),
      ...turning,
      ...deeds(turn, report, page),
      ...hubRow(turn),
    ],
  }
}

function notes(turn: Telling, isHidden: boolean): Html {
  const { minGroup: min } = turn.settings
  return joinHtml(
    [turn.t('suggestions:figuresNote'), isHidden ? turn.t('suggestions:figuresHiddenNote', { min }) : undefined],
    '\n',
  )
}

function deeds(turn: Telling, { place, period, tallies }: Report, page: number): InlineKeyboardButton[][] {
  const where = { unit: place.unit?.id ?? 0n, period }
  const others = periods.filter((one) => one !== period)
  return [
    others.map((one) => figuresButton.with(turn.label(periodKey[one]), { ...where, period: one, page: 0 })),
    [
      ...(tallies.total.n > 0 ? [chartButton.with(turn.label('suggestions:figuresChart'), where)] : []),
      figuresButton.with(turn.label('suggestions:figuresRefresh'), { ...where, page }),
    ],
    ...(place.up === null
      ? []
      : [[figuresButton.with(turn.label('platform:back'), { unit: place.up, period, page: 0 })]]),
  ]
}
