import type { InlineKeyboardButton } from '@grammyjs/types'
import { leaf } from '../../../platform/dialog/pages.ts'
import { joinHtml } from '../../../platform/html.ts'
import type { Html } from '../../../platform/html.ts'
import type { Turn, View } from '../../../platform/inbox/turn.ts'
import type { TextKey } from '../../../platform/texts.ts'
import { cut } from '../../../shared/policies/places.ts'
import { codeOf } from '../../../shared/tickets/codes.ts'
import { kindKey, stateKey } from '../../../shared/tickets/words.ts'
import { placeName } from '../../../shared/units/overseeing.ts'
import type { Place } from '../../../shared/units/overseeing.ts'
import { unitLabel } from '../../../shared/units/units.ts'
import type { PlacedUnit } from '../../../shared/units/units.ts'
import { ownButton } from '../citizen/buttons.ts'
import { deedButton, noUnit, queueButton, queueFilters, templatesButton, unitsButton } from './buttons.ts'
import type { QueueFilter } from './buttons.ts'
import { dueWords } from './dueWords.ts'
import { queuePage } from './queueRows.ts'
import type { QueueRow, readQueue } from './queueRows.ts'

/** What of the queue is looked at. */
export interface Look {
  place: Place
  /** 0: all that one may see; or `noUnit`. */
  unit: bigint
  filter: QueueFilter
  page: number
}

const filterKey: Record<QueueFilter, TextKey> = {
  all: 'suggestions:deskAll',
  new: 'suggestions:deskNew',
  late: 'suggestions:deskLate',
  waiting: 'suggestions:deskWaiting',
  answered: 'suggestions:deskAnswered',
}
/** Letters that are shown of a ticket's text. */
const longest = 90
const unitsPerPage = 8

/** A page of the queue: each ticket in two lines, with a button that opens it, and how to see others. */
export function queueView(turn: Turn, look: Look, { rows, total }: Awaited<ReturnType<typeof readQueue>>): View {
  const { unit, filter } = look
  const pages = Math.max(1, Math.ceil(total / queuePage))
  const { turning } = leaf(turn, { wanted: look.page, pages }, (page, label) =>
    queueButton.with(label, { filter, unit, page }),
  )
  const codes = rows.map(({ id: ticket, ...row }) => deedButton.with(codeOf(row), { ticket, deed: 'open' }))
  return {
    text: joinHtml([
      turn.t('suggestions:deskQueue', {
        filter: turn.label(filter === 'late' ? 'suggestions:deskLateHead' : filterKey[filter]),
        place: unit === noUnit ? turn.label('suggestions:figuresUnassigned') : placeName(turn.voice, look.place),
        count: total,
      }),
      ...(rows.length === 0 ? [turn.t('suggestions:deskNothing')] : rows.map((row) => rowText(turn, row))),
    ]),
    buttons: [...pairs(codes), ...turning, ...lookButtons(turn, look)],
  }
}

/** The units at which something waits, each with how much; and what waits to be forwarded to one. */
export function unitsView(
  turn: Turn,
  {
    filter,
    wanted,
    units,
    unassigned: count,
  }: { filter: QueueFilter; wanted: number; units: (PlacedUnit & { count: number })[]; unassigned: number },
): View {
  const pages = Math.max(1, Math.ceil(units.length / unitsPerPage))
  const { page, turning } = leaf(turn, { wanted, pages }, (to, label) => unitsButton.with(label, { filter, page: to }))
  const rows = units.slice(page * unitsPerPage, (page + 1) * unitsPerPage).map((unit) => {
    const label = turn.label('suggestions:deskUnit', { unit: unitLabel(unit), count: unit.count })
    return [queueButton.with(label, { filter, unit: unit.id, page: 0 })]
  })
  if (count > 0 && page === 0) {
    const label = turn.label('suggestions:deskNoUnitButton', { count })
    rows.unshift([queueButton.with(label, { filter, unit: noUnit, page: 0 })])
  }
  return {
    text: turn.t(rows.length === 0 ? 'suggestions:deskUnitsNone' : 'suggestions:deskUnits'),
    buttons: [...rows, ...turning, [queueButton.with(turn.label('platform:back'), { filter, unit: 0n, page: 0 })]],
  }
}

function rowText(turn: Turn, row: QueueRow): Html {
  const { kind, state, unit, dueAt, words } = row
  return joinHtml(
    [
      turn.t('suggestions:deskRow', {
        code: codeOf(row),
        kind: turn.label(kindKey[kind]),
        state: turn.label(stateKey[state]),
        unit: unit === null ? '' : turn.label('suggestions:deskAt', { unit }),
        marks: marksOf(turn, row),
      }),
      dueAt === null
        ? undefined
        : turn.t('suggestions:deskDue', { due: dueWords(turn.voice, dueAt, turn.now, turn.settings.timeZone) }),
      turn.t('suggestions:deskWords', { words: cut(words, longest) }),
    ],
    '\n',
  )
}

/** What has to be seen at once: past its limit, hurting words, files, opened again, supporters. */
function marksOf(turn: Turn, { dueAt, isFlagged, files, reopenings, supporters }: QueueRow): string {
  return [
    ...(dueAt !== null && dueAt <= turn.now ? [turn.label('suggestions:deskMarkLate')] : []),
    ...(isFlagged ? [turn.label('suggestions:deskMarkFlagged')] : []),
    ...(files > 0 ? [turn.label('suggestions:deskMarkFiles')] : []),
    ...(reopenings > 0 ? [turn.label('suggestions:deskMarkReopened')] : []),
    ...(supporters > 0 ? [turn.label('suggestions:deskMarkSupporters', { n: supporters })] : []),
  ]
    .map((mark) => ` ${mark}`)
    .join('')
}

function lookButtons(turn: Turn, { filter: chosen, unit, place }: Look): InlineKeyboardButton[][] {
  const isPlanner = turn.may('planner')
  // Nothing that is still to be verified has a unit.
  const filters = queueFilters.filter(
    (filter) => filter !== 'new' || (isPlanner && (unit === 0n || unit === noUnit)) || chosen === 'new',
  )
  const to = (filter: QueueFilter) => {
    const label = turn.label(filterKey[filter])
    const shown = filter === chosen ? turn.label('platform:chosen', { label }) : label
    return queueButton.with(shown, { filter, unit, page: 0 })
  }
  const others = [
    unit === 0n
      ? unitsButton.with(turn.label('suggestions:deskByUnit'), { filter: chosen, page: 0 })
      : queueButton.with(turn.label('suggestions:deskAllUnits'), { filter: chosen, unit: 0n, page: 0 }),
    ...(isPlanner ? [templatesButton.with(turn.label('suggestions:deskTemplates'), { page: 0 })] : []),
  ]
  return [
    ...pairs(filters.map(to)),
    ...(place.scope === null || place.scope.length > 0 ? [others] : []),
    [ownButton.with(turn.label('suggestions:deskOwn'), { page: 0 })],
  ]
}

function pairs<Item>(items: Item[]): Item[][] {
  return Array.from({ length: Math.ceil(items.length / 2) }, (_, n) => items.slice(2 * n, 2 * n + 2))
}
