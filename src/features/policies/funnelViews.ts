import type { InlineKeyboardButton } from '@grammyjs/types'
import { z } from 'zod'
import { button } from '../../platform/dialog/button.ts'
import { leaf } from '../../platform/dialog/pages.ts'
import { joinHtml } from '../../platform/html.ts'
import type { Html } from '../../platform/html.ts'
import type { Turn, View } from '../../platform/inbox/turn.ts'
import type { TextKey, Voice } from '../../platform/texts.ts'
import { effectiveText } from './newsViews.ts'
import { share } from '../../shared/statistics/share.ts'
import { placeName } from '../../shared/units/overseeing.ts'
import { partName } from '../../shared/units/parted.ts'
import type { Funnel, Part, Stages } from './funnel.ts'
import { editionText } from './readingViews.ts'
import type { Report } from './reports.ts'
import { hubRow } from '../../shared/reports/hub.ts'

const id = z.coerce.bigint()
/** `unit` 0: all that somebody may see. */
const at = { version: id, unit: id }

/** How far a version has got, of a unit with its sub-units; also another page, or the same anew. */
export const funnelButton = button('policy.funnel', { ...at, page: z.coerce.number().int().min(0).max(10_000) })
/** The same as a picture. */
export const chartButton = button('policy.chart', at)
/** Who has not acknowledged it, and the same as a file. */
export const missingButton = button('policy.missing', at)
export const missingFileButton = button('policy.missingFile', at)
/** How the questions of its quiz were answered. */
export const quizFiguresButton = button('policy.quizFigures', { version: id })

/** What a stage is called. */
export const stageKey: Record<keyof Stages, TextKey> = {
  roster: 'policies:funnelRoster',
  joined: 'policies:funnelJoined',
  told: 'policies:funnelTold',
  opened: 'policies:funnelOpened',
  read: 'policies:funnelRead',
  passed: 'policies:funnelPassed',
  acknowledged: 'policies:funnelAcknowledged',
}

/** The stages of a version in their order; without a quiz there is none to pass. */
export function stagesIn({ hasQuiz }: Pick<Funnel, 'hasQuiz'>): (keyof Stages)[] {
  return ['roster', 'joined', 'told', 'opened', 'read', ...(hasQuiz ? (['passed'] as const) : []), 'acknowledged']
}

type Telling = Pick<Turn, 'voice' | 't' | 'label' | 'now' | 'reports' | 'may'>

const perPage = 10

/** How many have got how far, and the same for each part, ten on a page, with a button that opens it. */
export function funnelView(turn: Telling, report: Report, wanted: number): View {
  const { edition, funnel, place } = report
  const unit = place.unit?.id ?? 0n
  const { total, parts, outside } = funnel
  // Of a unit without sub-units nothing but itself could be listed.
  const listed = parts.length === 1 && parts[0]?.isOwn ? [] : parts
  const pages = Math.max(1, Math.ceil(listed.length / perPage))
  const { page, turning } = leaf(turn, { wanted, pages }, (to, label) =>
    funnelButton.with(label, { version: edition.id, unit, page: to }),
  )
  const shown = listed.slice(page * perPage, (page + 1) * perPage)
  const hasStrangers = outside !== null && outside.joined > 0
  return {
    text: joinHtml([
      editionText(turn.voice, edition),
      joinHtml(
        [
          edition.effective === null ? undefined : effectiveText(turn.voice, edition.effective),
          turn.t('policies:funnelPlace', { place: placeName(turn.voice, place), at: turn.now }),
        ],
        '\n',
      ),
      total.roster > 0 ? stageLines(turn.voice, funnel) : undefined,
      total.roster === 0 && !hasStrangers ? turn.t('policies:funnelNobody') : undefined,
      hasStrangers ? turn.t('policies:funnelOutside', { figures: figuresOf(turn.voice, funnel, outside) }) : undefined,
      shown.length > 0
        ? joinHtml([turn.t('policies:funnelParts'), ...shown.map((part) => partLine(turn.voice, part))], '\n')
        : undefined,
    ]),
    buttons: [
      ...shown.filter(({ isOwn }) => !isOwn).map((part) => [openOf(edition.id, part)]),
      ...turning,
      ...deeds(turn, report, page),
      ...hubRow(turn),
    ],
  }
}

function stageLines(voice: Voice, funnel: Funnel): Html {
  const { total } = funnel
  const lines = stagesIn(funnel).map((stage) => {
    const values = { stage: voice.label(stageKey[stage]), some: total[stage] }
    if (stage === 'roster') return voice.t('policies:funnelWhole', values)
    return voice.t('policies:funnelStage', { ...values, percent: share(total[stage], total.roster) })
  })
  return joinHtml(lines, '\n')
}

/** The same on one line, of people who are on no roster. */
function figuresOf(voice: Voice, funnel: Funnel, outside: Stages): string {
  const stages = stagesIn(funnel).filter((stage) => stage !== 'roster')
  return stages
    .map((stage) => voice.label('policies:funnelFigure', { stage: voice.label(stageKey[stage]), some: outside[stage] }))
    .join(' · ')
}

function partLine(voice: Voice, part: Part): Html {
  const { roster, joined, acknowledged } = part
  const unit = partName(voice, part)
  return voice.t('policies:funnelPart', { unit, roster, joined, acknowledged, percent: share(acknowledged, roster) })
}

function openOf(version: bigint, { id: unit, name }: Part): InlineKeyboardButton {
  return funnelButton.with(name, { version, unit, page: 0 })
}

function deeds(turn: Telling, report: Report, page: number): InlineKeyboardButton[][] {
  const { edition, funnel, place, versions } = report
  const where = { version: edition.id, unit: place.unit?.id ?? 0n }
  const { total } = funnel
  const missing = total.roster - total.acknowledged
  const others = versions.filter((one) => one.id !== edition.id)
  const rows = [
    [
      ...(missing > 0 ? [missingButton.with(turn.label('policies:funnelMissing', { missing }), where)] : []),
      ...(place.isAll && funnel.hasQuiz
        ? [quizFiguresButton.with(turn.label('policies:funnelQuiz'), { version: edition.id })]
        : []),
    ],
    [
      ...(total.roster > 0 ? [chartButton.with(turn.label('policies:funnelChart'), where)] : []),
      funnelButton.with(turn.label('policies:funnelRefresh'), { ...where, page }),
    ],
    others.map(({ id: version, number }) =>
      funnelButton.with(turn.label('policies:funnelVersion', { number }), { version, unit: where.unit, page: 0 }),
    ),
    place.up === null
      ? []
      : [funnelButton.with(turn.label('platform:back'), { version: edition.id, unit: place.up, page: 0 })],
  ]
  return rows.filter((row) => row.length > 0)
}
