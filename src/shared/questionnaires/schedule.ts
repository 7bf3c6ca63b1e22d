import { openScan, takeTime } from '../../platform/momentGrammar.ts'
import type { Scan } from '../../platform/momentGrammar.ts'
import { months, weekdays } from '../../platform/momentWords.ts'
import { readCron } from '../../platform/scheduler/cron.ts'

/** A schedule as it was written, and in the five fields of cron, in the city's time zone. */
export interface Schedule {
  words: string
  cron: string
}

/** Nobody needs more. */
const longest = 120

/**
 * Reads how often something comes back, in Indonesian or English: "setiap Jumat 15.00", "setiap Senin dan Kamis pukul 8",
 * "setiap hari kerja 08.00", "setiap tanggal 1 dan 15 09.00", "setiap triwulan tanggal 1 09.00", "every Friday at 3 pm",
 * "every month on day 1 09:00", or five fields such as "0 15 * * 5". At most once a day, always with a time of day; days
 * of the month up to 28, as not every month has more. null: not understood.
 */
export function readSchedule(text: string): Schedule | null {
  const words = text.trim().replaceAll(/\s+/g, ' ')
  if (words.length > longest) return null
  const cron = /^\d+ \d+ /.test(words) ? fieldsOf(words) : spokenFields(words)
  return cron === null ? null : { words, cron }
}

/** Five fields as they are, where node-cron takes them and there is a day on which they are due. */
function fieldsOf(words: string): string | null {
  try {
    return readCron(words, 'UTC').next(new Date(0)) === null ? null : words
  } catch {
    return null
  }
}

function spokenFields(words: string): string | null {
  // A dash between two days means all from the one to the other; a comma stands for "and".
  const scan = openScan(words.replaceAll(/(\p{L})\s*[-–—]\s*(?=\p{L})/gu, '$1 sampai ').replaceAll(/[,&]/g, ' dan '))
  const days = takeDays(scan)
  if (days === null) return null
  const time = takeTime(scan, true)
  if (time === undefined || time === 'wrong' || time.hour === undefined || time.hour > 23) return null
  while (scan.has(binding)) scan.take(binding)
  return scan.isEmpty() ? `${time.minute} ${time.hour} ${days}` : null
}

const any = (...words: string[]) => `(?:${words.join('|')})`
const each = any('setiap', 'tiap', 'every', 'each')
const and = any('dan', 'and')
const to = any('sampai dengan', 'sampai', 'hingga', 's/d', 's\\.d\\.', 'through', 'to')
const weekday = Object.keys(weekdays).join('|')
const named = String.raw`(?:hari\s+)?(?:${weekday})\b`
const number = String.raw`\d{1,2}(?:st|nd|rd|th)?`
const dates = String.raw`((?:${number}\s+(?:${and}\s+)+)*${number})(?![\d.:])`
const dateWord = any('tanggal', 'tgl', 'on the', 'on days?', 'days?', 'the')

const binding = new RegExp(String.raw`(?<!\w)${and}(?!\w)`)
const daily = new RegExp(String.raw`\b(?:${each}\s+(?:hari|day)|daily)\b(?!\s+(?:${weekday})\b)`)
const working = new RegExp(
  String.raw`\b(?:${each}\s+${any('hari kerja', 'weekdays?', 'working\\s?days?', 'workdays?')}|weekdays)\b`,
)
const weekly = new RegExp(
  String.raw`\b${any(`${each}\\s+(?:minggu|pekan|week)`, 'weekly')}\s+(?:(?:pada|on)\s+)?(?=${named})`,
)
const dayRange = new RegExp(String.raw`\b(?:${each}\s+)?(?:hari\s+)?(${weekday})\s+${to}\s+(?:hari\s+)?(${weekday})\b`)
const dayList = new RegExp(String.raw`\b(?:${each}\s+)?(${named}(?:(?:\s+${and})+\s+(?:${each}\s+)?${named})*)`)
const yearly = new RegExp(
  String.raw`\b${each}(?:\s+${any('tahun', 'year')})?(?:\s+(?:pada|on))?(?:\s+${any('tanggal', 'tgl', 'the')})?\s+` +
    String.raw`(?:(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?(${Object.keys(months).join('|')})|` +
    String.raw`(${Object.keys(months).join('|')})\s+(\d{1,2})(?:st|nd|rd|th)?)\b(?![.:]\d)`,
)
const spans: [RegExp, string][] = [
  [any('3 bulan', 'triwulan', 'kuartal', 'quarter', '3 months'), '1,4,7,10'],
  [any('6 bulan', 'semester', '6 months', 'half year', 'half-year'), '1,7'],
  [any('bulan', 'month'), '*'],
].map(([unit, fields]) => [new RegExp(String.raw`\b${each}\s+${unit}\b(?:\s+(?:pada|on)\b)?`), fields ?? '*'])
const monthly = /\bmonthly\b/
const someDates = new RegExp(String.raw`(?:${each}\s+)?${dateWord}\s*${dates}`)
const eachDate = new RegExp(String.raw`${each}\s+(?:${any('tanggal', 'tgl')}\s*${dates}|${dates.replace('?)', ')')})`)

/** The last three fields: day of the month, month, day of the week; null: no days are said. */
function takeDays(scan: Scan): string | null {
  if (scan.take(working) !== undefined) return '* * 1-5'
  if (scan.take(daily) !== undefined) return '* * *'
  const [, day = '', monthAfter, monthBefore, dayAfter = ''] = scan.take(yearly) ?? []
  const month = months[monthAfter ?? monthBefore ?? '']
  if (month !== undefined) return dateField([Number(day || dayAfter)], String(month))
  for (const [pattern, inMonths] of [...spans, [monthly, '*'] as const])
    if (scan.take(pattern) !== undefined) return dateField(numbersIn(scan.take(someDates)?.[1] ?? '1'), inMonths)
  const [, written, ordinal] = scan.take(eachDate) ?? []
  if (written !== undefined || ordinal !== undefined) return dateField(numbersIn(written ?? ordinal ?? ''), '*')
  return takeWeekdays(scan)
}

function takeWeekdays(scan: Scan): string | null {
  const isEach = scan.has(new RegExp(String.raw`\b(?:${each}|weekly)\b`))
  if (!isEach) return null
  scan.take(weekly)
  const [, first, last] = scan.take(dayRange) ?? []
  if (first !== undefined && last !== undefined) {
    const [from = 0, until = 0] = [weekdays[first], weekdays[last]]
    return from < until ? `* * ${from}-${until}` : null
  }
  const [, list = ''] = scan.take(dayList) ?? []
  const found = [...list.matchAll(new RegExp(String.raw`\b(?:${weekday})\b`, 'g'))].map(([name]) => weekdays[name])
  const days = [...new Set(found.flatMap((one) => one ?? []))].toSorted((a, b) => a - b)
  return days.length === 0 ? null : `* * ${days.join(',')}`
}

function numbersIn(text: string): number[] {
  return [...text.matchAll(/\d+/g)].map(([digits]) => Number(digits))
}

function dateField(days: number[], inMonths: string): string | null {
  if (days.some((day) => day < 1 || day > 28)) return null
  return `${[...new Set(days)].toSorted((a, b) => a - b).join(',')} ${inMonths} *`
}
