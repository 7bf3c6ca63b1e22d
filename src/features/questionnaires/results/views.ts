import type { InlineKeyboardButton } from '@grammyjs/types'
import { leaf, pagesOf } from '../../../platform/dialog/pages.ts'
import { joinHtml } from '../../../platform/html.ts'
import type { Html } from '../../../platform/html.ts'
import type { Turn, View } from '../../../platform/inbox/turn.ts'
import { cut } from '../../../shared/policies/places.ts'
import { resultsButton } from '../../../shared/questionnaires/buttons.ts'
import { said } from '../../../shared/questionnaires/definition.ts'
import { hubRow } from '../../../shared/reports/hub.ts'
import { placeName } from '../../../shared/units/overseeing.ts'
import * as button from './buttons.ts'
import { blocksOf } from './lines.ts'
import type { Asked, AskedRound, Results } from './reports.ts'
import { isWorded } from './writings.ts'

export type Telling = Pick<Turn, 'voice' | 't' | 'label' | 'settings' | 'reports' | 'may'>

const perPage = 8
const longestLabel = 60
/** Letters of results on a page, beside its head. */
export const longestPage = 2800

/** The questionnaires that were asked. */
export function askedView(turn: Telling, asked: Asked[], wanted: number): View {
  const pages = Math.max(1, Math.ceil(asked.length / perPage))
  const { page, turning } = leaf(turn, { wanted, pages }, (to, label) => button.askedButton.with(label, { page: to }))
  return {
    text: turn.t(asked.length === 0 ? 'questionnaires:resNone' : 'questionnaires:resChoose', {
      min: turn.settings.minGroup,
    }),
    buttons: [
      ...asked.slice(page * perPage, (page + 1) * perPage).map(({ id, title, rounds }) => {
        const label = turn.label('questionnaires:resAsked', {
          title: cut(said(title, turn.voice.language), longestLabel),
          count: rounds,
        })
        return [button.lastButton.with(label, { questionnaire: id })]
      }),
      ...turning,
      ...hubRow(turn),
    ],
  }
}

/** What is published of a round at a place, question by question. */
export function resultsView(turn: Telling, results: Results, wanted: number): View {
  const { round, place, own, units, spreads, counts, past } = results
  const { voice, settings } = turn
  const at = { round: round.id, unit: place.unit?.id ?? 0n }
  const known = { figures: own, spreads: spreads?.spreads ?? [], past }
  const pages = pagesOf(blocksOf(voice, round.definition, known), longestPage, '\n\n')
  const { page, turning } = leaf(turn, { wanted, pages: pages.length }, (to, label) =>
    button.roundResultsButton.with(label, { ...at, page: to }),
  )
  const isSeveral = !place.isAll && place.unit === null
  return {
    text: joinHtml([
      headText(turn, round),
      joinHtml(
        [
          turn.t('questionnaires:resPlace', { place: placeName(voice, place) }),
          counts === null ? undefined : turn.t('questionnaires:resCounts', counts),
          own === null ? undefined : turn.t('questionnaires:resPeople', { count: own.people }),
        ],
        '\n',
      ),
      own === null && !isSeveral ? turn.t('questionnaires:resFew', { min: settings.minGroup }) : undefined,
      isSeveral && units.length === 0 ? turn.t('questionnaires:resFew', { min: settings.minGroup }) : undefined,
      isSeveral && units.length > 0 ? turn.t('questionnaires:resSeveral') : undefined,
      pages[page],
      own === null ? undefined : noteText(turn, round),
    ]),
    buttons: [...turning, ...deeds(turn, results, at)],
  }
}

/** Which round results are of. */
export function headText(turn: Pick<Turn, 'voice' | 't' | 'label'>, round: AskedRound): Html {
  const { id, state, opensAt, closesAt, isAnonymous, audience, definition } = round
  return joinHtml(
    [
      turn.t('questionnaires:resHead', {
        title: said(definition.title, turn.voice.language),
        number: String(id),
        state: turn.label(state === 'open' ? 'questionnaires:roundOpen' : 'questionnaires:roundClosed'),
      }),
      turn.t('questionnaires:roundTimes', { opens: opensAt, closes: closesAt }),
      turn.t('questionnaires:draftAudience', { audience: said(audience, turn.voice.language) }),
      turn.t(isAnonymous ? 'questionnaires:draftAnonymous' : 'questionnaires:draftNamed'),
    ],
    '\n',
  )
}

function noteText(turn: Telling, { state }: AskedRound): Html {
  const min = turn.settings.minGroup
  return turn.t(state === 'open' ? 'questionnaires:resNoteOpen' : 'questionnaires:resNote', { min })
}

function deeds(
  turn: Telling,
  { round, place, own, units, older, newer }: Results,
  at: { round: bigint; unit: bigint },
): InlineKeyboardButton[][] {
  const isWritten = round.definition.questions.some(isWorded)
  const rows = [
    [
      ...(units.length > 0
        ? [button.unitsButton.with(turn.label('questionnaires:resByUnit'), { ...at, page: 0 })]
        : []),
      ...(own === null && units.length === 0
        ? []
        : [button.chartButton.with(turn.label('questionnaires:resChart'), at)]),
    ],
    own !== null && isWritten
      ? [button.wordsButton.with(turn.label('questionnaires:resWords'), { ...at, page: 0 })]
      : [],
    round.state === 'closed' && !place.isAll
      ? [resultsButton.with(turn.label('questionnaires:resEveryone'), { round: round.id })]
      : [],
    [
      ...(older === null
        ? []
        : [
            button.roundResultsButton.with(turn.label('questionnaires:resOlder'), {
              round: older,
              unit: at.unit,
              page: 0,
            }),
          ]),
      ...(newer === null
        ? []
        : [
            button.roundResultsButton.with(turn.label('questionnaires:resNewer'), {
              round: newer,
              unit: at.unit,
              page: 0,
            }),
          ]),
    ],
    [
      place.up === null
        ? button.askedButton.with(turn.label('platform:back'), { page: 0 })
        : button.unitsButton.with(turn.label('platform:back'), { round: round.id, unit: place.up, page: 0 }),
      button.roundResultsButton.with(turn.label('questionnaires:resRefresh'), { ...at, page: 0 }),
    ],
  ]
  return rows.filter((row) => row.length > 0)
}
