import type { InlineKeyboardButton } from '@grammyjs/types'
import { z } from 'zod'
import { button } from '../../platform/dialog/button.ts'
import { joinHtml } from '../../platform/html.ts'
import type { Html } from '../../platform/html.ts'
import type { View } from '../../platform/inbox/turn.ts'
import type { Voice } from '../../platform/texts.ts'
import { firstYear } from '../../shared/workdays/holidays.ts'
import type { Year } from '../../shared/workdays/holidays.ts'
import { onWeekends } from './comparing.ts'
import { dayText } from './dayWords.ts'

const year = z.coerce.number().int().min(1000).max(9999)
export const yearButton = button('holidays.year', { year })
export const importButton = button('holidays.import', {})
export const templateButton = button('holidays.template', { year })
/** `sure`: asked once more. */
export const removeButton = button('holidays.remove', { year, sure: z.enum(['y', 'n']) })

/** Days that are named of a year. */
const mostDays = 40
/** Years after the present one that can be turned to. */
const ahead = 2
/** Buttons to years. */
const mostYears = 3

/** The days off of a year, and where they come from. `note`: what has just been done; `next`: the year after this one. */
export function yearView(
  voice: Voice,
  { found, next, thisYear }: { found: Year; next: Year | undefined; thisYear: number },
  note?: Html,
): View {
  const { days, importedAt } = found
  const named = String(found.year)
  const more = days.length - mostDays
  const [before, after] = [found.year - 1, found.year + 1]
  const turning = [
    ...(before >= firstYear
      ? [yearButton.with(voice.label('holidays:earlier', { year: String(before) }), { year: before })]
      : []),
    ...(after <= thisYear + ahead
      ? [yearButton.with(voice.label('holidays:later', { year: String(after) }), { year: after })]
      : []),
  ]
  return {
    text: joinHtml([
      note,
      joinHtml([voice.t('holidays:heading', { year: named }), sourceText(voice, found)], '\n'),
      days.length === 0
        ? voice.t('holidays:nothing')
        : joinHtml(
            [
              ...days.slice(0, mostDays).map((day) => dayText(voice, day)),
              more > 0 ? voice.t('holidays:moreDays', { count: more }) : undefined,
            ],
            '\n',
          ),
      countText(voice, found),
      next === undefined || next.importedAt !== null
        ? undefined
        : voice.t('holidays:nextMissing', { year: String(next.year) }),
    ]),
    buttons: [
      ...(turning.length > 0 ? [turning] : []),
      [
        importButton.with(voice.label('holidays:import'), {}),
        templateButton.with(voice.label('holidays:template', { year: named }), { year: found.year }),
      ],
      ...(importedAt === null
        ? []
        : [[removeButton.with(voice.label('holidays:remove', { year: named }), { year: found.year, sure: 'n' })]]),
    ],
  }
}

/** Asked before an imported year is removed. */
export function removalView(voice: Voice, { year: wanted, days }: Year): View {
  return {
    text: voice.t('holidays:askRemove', { year: String(wanted), count: days.length }),
    buttons: [
      [
        removeButton.with(voice.label('holidays:sure'), { year: wanted, sure: 'y' }),
        yearButton.with(voice.label('platform:cancel'), { year: wanted }),
      ],
    ],
  }
}

/** Buttons to the pages of some years. */
export function toYears(voice: Voice, years: number[]): InlineKeyboardButton[][] {
  return [
    years
      .slice(0, mostYears)
      .map((one) => yearButton.with(voice.label('holidays:show', { year: String(one) }), { year: one })),
  ]
}

function sourceText(voice: Voice, { importedAt }: Year): Html {
  return importedAt === null ? voice.t('holidays:fromPackage') : voice.t('holidays:fromImport', { at: importedAt })
}

function countText(voice: Voice, { days }: Year): Html {
  const joint = days.filter(({ isJoint }) => isJoint).length
  const effective = days.length - onWeekends(days).length
  return voice.t('holidays:total', { count: days.length, joint, effective })
}
