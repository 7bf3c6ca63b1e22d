import { toColumn } from '../../platform/calendar.ts'
import type { Html } from '../../platform/html.ts'
import type { Language, Voice } from '../../platform/texts.ts'
import { cutText } from '../../shared/sheets/faults.ts'
import type { Day } from '../../shared/workdays/holidays.ts'

/** Letters of a day's name that are shown. */
const longest = 50

const localeOf: Record<Language, string> = { id: 'id-ID', en: 'en-GB' }

/** A day such as '2026-12-25' within its year, short: "Jum, 25 Des". */
export function shortDay(day: string, language: Language): string {
  const parts = { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' } as const
  return new Intl.DateTimeFormat(localeOf[language], parts).format(toColumn(day))
}

/** The same with its year, as a list holds it: "25 Desember 2026". */
export function plainDay(day: string, language: Language): string {
  return new Intl.DateTimeFormat(localeOf[language], { dateStyle: 'long', timeZone: 'UTC' }).format(toColumn(day))
}

/** One day off as a line. */
export function dayText(voice: Voice, { day, name, isJoint }: Day): Html {
  return voice.t(isJoint ? 'holidays:jointLine' : 'holidays:line', {
    day: shortDay(day, voice.language),
    name: cutText(name, longest),
  })
}
