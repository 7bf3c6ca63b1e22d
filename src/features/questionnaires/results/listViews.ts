import { leaf, pagesOf } from '../../../platform/dialog/pages.ts'
import { joinHtml } from '../../../platform/html.ts'
import type { View } from '../../../platform/inbox/turn.ts'
import { cut } from '../../../shared/policies/places.ts'
import { said } from '../../../shared/questionnaires/definition.ts'
import { placeName } from '../../../shared/units/overseeing.ts'
import * as button from './buttons.ts'
import { unitLine } from './lines.ts'
import type { Results } from './reports.ts'
import { headText, longestPage } from './views.ts'
import type { Telling } from './views.ts'
import type { Writing } from './writings.ts'

const perPage = 8
const longestLabel = 60

/** What is published of each unit at a place, a button below for each. */
export function unitsView(turn: Telling, { round, place, units }: Results, wanted: number): View {
  const at = { round: round.id, unit: place.unit?.id ?? 0n }
  const pages = Math.max(1, Math.ceil(units.length / perPage))
  const { page, turning } = leaf(turn, { wanted, pages }, (to, label) =>
    button.unitsButton.with(label, { ...at, page: to }),
  )
  const shown = units.slice(page * perPage, (page + 1) * perPage)
  return {
    text: joinHtml([
      headText(turn, round),
      turn.t('questionnaires:resUnits', { min: turn.settings.minGroup }),
      ...shown.map((figures) =>
        turn.t('questionnaires:resUnit', {
          unit: figures.unit?.name ?? '',
          count: figures.people,
          values: unitLine(turn.voice, round.definition, figures),
        }),
      ),
      units.length === 0 ? turn.t('questionnaires:resFew', { min: turn.settings.minGroup }) : undefined,
    ]),
    buttons: [
      ...shown.flatMap(({ unit }) =>
        unit === null
          ? []
          : [
              [
                button.roundResultsButton.with(cut(unit.name, longestLabel), {
                  round: round.id,
                  unit: unit.id,
                  page: 0,
                }),
              ],
            ],
      ),
      ...turning,
      [button.roundResultsButton.with(turn.label('platform:back'), { ...at, page: 0 })],
    ],
  }
}

/** What people wrote at a place, in no order and without names. */
export function writingsView(turn: Telling, { round, place }: Results, writings: Writing[], wanted: number): View {
  const at = { round: round.id, unit: place.unit?.id ?? 0n }
  const blocks = writings.flatMap(({ question, texts }) => [
    turn.t('questionnaires:resWritten', { text: said(question.text, turn.voice.language), count: texts.length }),
    ...texts.map((text) => turn.t('questionnaires:resText', { text })),
  ])
  const pages = pagesOf(blocks, longestPage, '\n\n')
  const { page, turning } = leaf(turn, { wanted, pages: pages.length }, (to, label) =>
    button.wordsButton.with(label, { ...at, page: to }),
  )
  return {
    text: joinHtml([
      headText(turn, round),
      turn.t('questionnaires:resPlace', { place: placeName(turn.voice, place) }),
      writings.length === 0
        ? turn.t('questionnaires:resWordsFew', { min: turn.settings.minGroup })
        : turn.t('questionnaires:resWordsNote'),
      pages[page],
    ]),
    buttons: [...turning, [button.roundResultsButton.with(turn.label('platform:back'), { ...at, page: 0 })]],
  }
}
