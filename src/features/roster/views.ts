import { z } from 'zod'
import { button } from '../../platform/dialog/button.ts'
import { joinHtml } from '../../platform/html.ts'
import type { Html } from '../../platform/html.ts'
import type { View } from '../../platform/inbox/turn.ts'
import type { Unreadable } from '../../platform/sheets/table.ts'
import type { TextKey, Voice } from '../../platform/texts.ts'
import { cutText } from '../../shared/sheets/faults.ts'
import type { Summary } from './comparing.ts'
import type { Column } from './columns.ts'
import { faultsText, obstacleText } from './faultViews.ts'
import type { Verdict } from './judging.ts'

const id = z.coerce.bigint()
/** `sure`: asked once more, because many leave. */
export const applyButton = button('roster.apply', { id, sure: z.enum(['y', 'n']) })
export const dropButton = button('roster.drop', { id })
export const detailsButton = button('roster.details', { id })

/** Letters of a unit's name that are shown, with those above it. */
const longest = 80

/** The figures that are shown where they are not 0. */
const figures = [
  ['new', 'roster:figureNew'],
  ['back', 'roster:figureBack'],
  ['changed', 'roster:figureChanged'],
  ['moved', 'roster:figureMoved'],
  ['both', 'roster:figureBoth'],
  ['left', 'roster:figureLeft'],
  ['unchanged', 'roster:figureUnchanged'],
] as const satisfies readonly (readonly [keyof Summary, TextKey])[]

/** What a list would change, with the buttons to do so; or its faults. `again`: the roster has changed meanwhile. */
export function verdictView(voice: Voice, importId: bigint, verdict: Verdict, again = false): View {
  if (verdict.kind === 'faulty') return { text: faultsText(voice, verdict.faults) }
  const { summary } = verdict
  if (verdict.kind === 'same') return { text: voice.t('roster:same', { count: summary.rows }) }
  return {
    text: joinHtml([
      again ? voice.t('roster:comparedAgain') : undefined,
      voice.t('roster:ready', { count: summary.rows }),
      figuresText(voice, summary),
      unitsText(voice, summary),
      coverText(voice, summary),
    ]),
    buttons: [
      [
        applyButton.with(voice.label('roster:apply'), { id: importId, sure: 'n' }),
        dropButton.with(voice.label('platform:cancel'), { id: importId }),
      ],
      [detailsButton.with(voice.label('roster:details'), { id: importId })],
    ],
  }
}

export function unreadableView(voice: Voice, found: Unreadable<Column>): View {
  return { text: obstacleText(voice, found) }
}

/** Asked once more, for so many leave. */
export function exodusView(voice: Voice, importId: bigint, { left, employees }: Summary): View {
  return {
    text: voice.t('roster:askExodus', { count: left, employees }),
    buttons: [
      [
        applyButton.with(voice.label('roster:sure'), { id: importId, sure: 'y' }),
        dropButton.with(voice.label('platform:cancel'), { id: importId }),
      ],
      [detailsButton.with(voice.label('roster:details'), { id: importId })],
    ],
  }
}

export function appliedView(voice: Voice, summary: Summary): View {
  return { text: joinHtml([voice.t('roster:applied'), figuresText(voice, summary), unitsText(voice, summary)]) }
}

function figuresText(voice: Voice, summary: Summary): Html {
  const lines = figures.flatMap(([figure, key]) =>
    summary[figure] > 0 ? [voice.t(key, { count: summary[figure] })] : [],
  )
  return joinHtml(lines, '\n')
}

function unitsText(voice: Voice, { newUnits, newUnitNames }: Summary): Html | undefined {
  if (newUnits === 0) return undefined
  return voice.t('roster:newUnits', { count: newUnits, names: namesText(voice, newUnitNames, newUnits) })
}

/** Which units it speaks of: in the others nobody leaves. */
function coverText(voice: Voice, { covered, coveredNames, topUnits }: Summary): Html | undefined {
  if (topUnits === 0) return undefined
  if (covered === 0) return voice.t('roster:coversNone')
  if (covered === topUnits) return voice.t('roster:coversAll', { count: topUnits })
  return voice.t('roster:covers', { count: covered, topUnits, names: namesText(voice, coveredNames, covered) })
}

function namesText(voice: Voice, names: string[], count: number): string {
  const left = count - names.length
  const short = names.map((name) => cutText(name, longest))
  return [short.join(', '), ...(left > 0 ? [voice.label('roster:moreNames', { count: left })] : [])].join(' ')
}
