import { z } from 'zod'
import { button } from '../../platform/dialog/button.ts'
import { joinHtml } from '../../platform/html.ts'
import type { Html } from '../../platform/html.ts'
import type { View } from '../../platform/inbox/turn.ts'
import type { TextKey, Voice } from '../../platform/texts.ts'
import type { Day } from '../../shared/workdays/holidays.ts'
import { isSame, onWeekends } from './comparing.ts'
import type { Change } from './comparing.ts'
import { dayText, shortDay } from './dayWords.ts'
import { toYears } from './yearViews.ts'

const id = z.coerce.bigint()
export const applyButton = button('holidays.apply', { id })
export const dropButton = button('holidays.drop', { id })

/** Fewer days off no year has had. */
const fewest = 10
/** Years and days of them that are named: a message holds no more. */
const mostYears = 3
const mostDays = 20

/** What a list would change, year by year, with what may be wrong about it, and the buttons to do so. */
export function previewView(voice: Voice, importId: bigint, changes: Change[], thisYear: number): View {
  const news = changes.filter((change) => !isSame(change))
  let left = mostDays
  const years = news.slice(0, mostYears).map((change) => {
    const lists = (['added', 'removed', 'changed'] as const).map((kind) => {
      const shown = change[kind].slice(0, left)
      left -= shown.length
      return listText(voice, kind, change[kind], shown)
    })
    return joinHtml([yearText(voice, change), ...lists, ...warnings(voice, change, thisYear)], '\n')
  })
  const more = news.length - mostYears
  return {
    text: joinHtml([
      voice.t('holidays:ready', { count: changes.reduce((sum, { days }) => sum + days.length, 0) }),
      ...years,
      more > 0 ? voice.t('holidays:moreYears', { count: more }) : undefined,
      voice.t('holidays:replaces'),
    ]),
    buttons: [
      [
        applyButton.with(voice.label('holidays:apply'), { id: importId }),
        dropButton.with(voice.label('platform:cancel'), { id: importId }),
      ],
    ],
  }
}

/** The list says what is known already. */
export function sameView(voice: Voice, changes: Change[]): View {
  const years = changes.map(({ year }) => year)
  return { text: voice.t('holidays:same', { years: years.join(', ') }), buttons: toYears(voice, years) }
}

/** How many days off each year has by now. */
export function appliedView(voice: Voice, changes: Change[]): View {
  const lines = changes.map((change) => yearText(voice, change))
  const shown = lines.slice(0, mostDays)
  const more = lines.length - shown.length
  return {
    text: joinHtml([
      voice.t('holidays:applied'),
      joinHtml([...shown, more > 0 ? voice.t('holidays:moreYears', { count: more }) : undefined], '\n'),
      voice.t('holidays:reckoned'),
    ]),
    buttons: toYears(
      voice,
      changes.map(({ year }) => year),
    ),
  }
}

function yearText(voice: Voice, { year, days }: Change): Html {
  const joint = days.filter(({ isJoint }) => isJoint).length
  return voice.t('holidays:yearCount', { year: String(year), count: days.length, joint })
}

const listKey: Record<'added' | 'removed' | 'changed', TextKey> = {
  added: 'holidays:added',
  removed: 'holidays:removed',
  changed: 'holidays:changed',
}

function listText(voice: Voice, kind: keyof typeof listKey, all: Day[], shown: Day[]): Html | undefined {
  if (all.length === 0) return undefined
  const more = all.length - shown.length
  return joinHtml(
    [
      voice.t(listKey[kind], { count: all.length }),
      ...shown.map((day) => dayText(voice, day)),
      more > 0 ? voice.t('holidays:moreDays', { count: more }) : undefined,
    ],
    '\n',
  )
}

/** What may be wrong with a year: nothing of it is refused. */
function warnings(voice: Voice, { year, days }: Change, thisYear: number): Html[] {
  const weekends = onWeekends(days)
  const isFar = year < thisYear - 1 || year > thisYear + 2
  return [
    ...(isFar ? [voice.t('holidays:warnFar', { year: String(year) })] : []),
    ...(days.length < fewest ? [voice.t('holidays:warnFew', { count: days.length })] : []),
    ...(days.some(({ isJoint }) => isJoint) ? [] : [voice.t('holidays:warnJoint')]),
    ...(weekends.length > 0
      ? [
          voice.t('holidays:warnWeekend', {
            count: weekends.length,
            day: shortDay(weekends[0]?.day ?? '', voice.language),
          }),
        ]
      : []),
  ]
}
