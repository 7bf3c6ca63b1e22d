import type { InlineKeyboardButton } from '@grammyjs/types'
import { leaf } from '../../../platform/dialog/pages.ts'
import { joinHtml } from '../../../platform/html.ts'
import type { Html } from '../../../platform/html.ts'
import type { Turn, View } from '../../../platform/inbox/turn.ts'
import type { Voice } from '../../../platform/texts.ts'
import { cut } from '../../../shared/policies/places.ts'
import { said } from '../../../shared/questionnaires/definition.ts'
import { hubRow } from '../../../shared/reports/hub.ts'
import { placeName } from '../../../shared/units/overseeing.ts'
import { figuresButton, obstaclesButton, teamButton, unitChartButton } from '../buttons.ts'
import { lineRoles, roleKey } from '../scales.ts'
import type { MeanLine, Report, UnitFigure } from './reports.ts'

const perPage = 8
const longestLabel = 60

/** The last check-in of each unit with its sub-units, and how it went on before. */
export function figuresView(turn: Turn, report: Report, wanted: number): View {
  const { place, asked, lastAt, units } = report
  const { voice } = turn
  const [unit, id] = [place.unit?.id ?? 0n, asked?.id ?? 0n]
  const pages = Math.max(1, Math.ceil(units.length / perPage))
  const { page, turning } = leaf(turn, { wanted, pages }, (to, label) =>
    figuresButton.with(label, { unit, asked: id, page: to }),
  )
  const shown = units.slice(page * perPage, (page + 1) * perPage)
  const min = turn.settings.minGroup
  return {
    text: joinHtml([
      turn.t('checkins:figures', {
        title: asked === null ? turn.label('checkins:report') : said(asked.title, voice.language),
        place: placeName(voice, place),
      }),
      lastAt === null ? turn.t('checkins:figuresNone', { min }) : turn.t('checkins:figuresLast', { at: lastAt }),
      ...shown.map((one) => unitText(voice, one)),
      turn.t('checkins:figuresNote', { min }),
    ]),
    buttons: [
      ...shown.flatMap((one) =>
        one.unit === null || one.unit.id === place.unit?.id
          ? []
          : [[figuresButton.with(cut(one.unit.name, longestLabel), { unit: one.unit.id, asked: id, page: 0 })]],
      ),
      ...turning,
      ...deeds(turn, report),
      ...hubRow(turn),
    ],
  }
}

function unitText(voice: Voice, { unit, last, lines }: UnitFigure): Html {
  const name = unit?.name ?? voice.label('units:all')
  return joinHtml(
    [
      last === null
        ? voice.t('checkins:unitBefore', { unit: name })
        : voice.t('checkins:unitLast', { unit: name, count: last.people }),
      ...lineRoles.flatMap((role) => {
        const line = lines[role]
        return line === null ? [] : meanText(voice, voice.label(roleKey[role]), line)
      }),
      last === null || last.help === null
        ? undefined
        : voice.t('checkins:unitHelp', { percent: Math.round(100 * last.help.share) }),
    ],
    '\n',
  )
}

function meanText(voice: Voice, what: string, { means, most }: MeanLine): Html {
  const words = means.map(({ mean }) => voice.label('checkins:value', { value: mean }))
  return voice.t('checkins:line', { what, values: words.join(' → '), most })
}

function deeds(turn: Turn, { place, asked, others, lastAt }: Report): InlineKeyboardButton[][] {
  const unit = place.unit?.id ?? 0n
  const { language } = turn.voice
  return [
    ...(asked === null || lastAt === null
      ? []
      : [[unitChartButton.with(turn.label('checkins:figuresChart'), { unit, asked: asked.id })]]),
    ...(turn.may('head')
      ? [
          [
            obstaclesButton.with(turn.label('checkins:obstacles'), { page: 0 }),
            teamButton.with(turn.label('checkins:coaching'), { page: 0 }),
          ],
        ]
      : []),
    ...others.map(({ id, title }) => [
      figuresButton.with(cut(said(title, language), longestLabel), { unit, asked: id, page: 0 }),
    ]),
    ...(place.up === null
      ? []
      : [[figuresButton.with(turn.label('platform:back'), { unit: place.up, asked: asked?.id ?? 0n, page: 0 })]]),
  ]
}
