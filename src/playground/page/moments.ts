import type { Language } from './texts.ts'

/** The zone in which the page writes all times. */
export const zone = 'Asia/Jakarta'

const locales: Record<Language, string> = { id: 'id-ID', en: 'en-GB' }
const formats = new Map<string, Intl.DateTimeFormat>()

/** Hour and minute of a message (`seconds` since 1970, as Telegram counts), such as "07.18". */
export function timeOf(seconds: number, language: Language): string {
  return format(language, 'time', { hour: '2-digit', minute: '2-digit' }).format(seconds * 1000)
}

/** The day of a message in words, such as "Senin, 23 November 2026"; equal for messages of one day. */
export function dayOf(seconds: number, language: Language): string {
  return format(language, 'day', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(
    seconds * 1000,
  )
}

/** Day and time with the zone's short name, such as "Sen, 23 Nov 2026, 07.18 WIB". */
export function momentOf(moment: Date, language: Language): string {
  return format(language, 'moment', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(moment)
}

/** Hour, minute and second, for the list of calls. */
export function instantOf(moment: Date, language: Language): string {
  return format(language, 'instant', { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(moment)
}

// Making a format costs about 50 µs, far more than using it.
function format(language: Language, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language}.${name}`
  const known = formats.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(locales[language], { ...options, timeZone: zone })
  formats.set(key, made)
  return made
}
