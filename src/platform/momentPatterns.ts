// Where in a text each part of a moment stands. A text is in lower case, its numbers in figures.
import * as words from './momentWords.ts'

const any = (...texts: (readonly string[] | Record<string, unknown>)[]) =>
  texts.flatMap((some) => (Array.isArray(some) ? some : Object.keys(some))).join('|')

export const numberWord = new RegExp(String.raw`\b(${any(words.numbers)})\b`, 'g')
export const filler = new RegExp(
  String.raw`(?<![\w'])(?:${any(words.fillers, words.clock, words.soon)})(?![\w'])|[;.]`,
  'g',
)

export const zoneName = new RegExp(String.raw`\b(${any(words.zones)})\b`)
export const zoneDistance = /\b(?:gmt|utc)(?:([+-])(\d{1,2})(?:[:.](\d{2}))?)?(?!\w)/
const amount = String.raw`(?:\d{1,4}\s*|(?:${any(words.half)})(?:\s+an?)?\s+|an?\s+|se\s?)(?:${any(words.spans)})\b`
const amounts = String.raw`${amount}(?:\s+(?:(?:dan|and)\s+)?${amount})*`
export const spanAhead = new RegExp(
  String.raw`\b(?:(?:${any(words.ahead.before)})\s+(${amounts})(?:\s+(?:${any(words.ahead.after)})\b)?|(${amounts})\s+(?:${any(words.ahead.after)})\b)`,
)
export const spanAmounts = new RegExp(
  String.raw`(\d{1,4}|(?:${any(words.half)})(?:\s+an?)?|an?|se)\s*(${any(words.spans)})\b`,
  'g',
)
export const soon = new RegExp(String.raw`\b(?:${any(words.soon)})\b`)
const monthNames = any(words.months)
export const yearMonthDay = /(?<![\d.:])(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:t(?=\d)|(?!\d))/
export const dayMonthYear = /(?<![\d.:])(\d{1,2})\s?([/-])\s?(\d{1,2})(?:\s?\2\s?(\d{4}|\d{2}))?(?![\d.:])/
export const dottedDate = /(?<![\d.:])(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)/
export const dayMonthName = new RegExp(
  String.raw`(?<![\d.:])(\d{1,2})(?:st|nd|rd|th)?[\s-]*(?:of\s+)?(${monthNames})\b\.?(?:[\s-]*(\d{4})(?![\d.:]))?`,
)
export const monthNameDay = new RegExp(
  String.raw`\b(${monthNames})\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?![\d.:])(?:\s+(\d{4})(?![\d.:]))?`,
)
export const dayOfMonth = /\b(?:tanggal|tgl)\.?\s*(\d{1,2})(?![\d.:])|\b(\d{1,2})(?:st|nd|rd|th)\b/
export const dayWord = new RegExp(String.raw`\b(${any(words.days)})\b`)
const which = any(words.week.next, words.week.same)
const same = any(words.week.same)
export const thisPart = new RegExp(
  String.raw`\b(?:${any(words.parts)})\s+(?:${same})\b|\b(?:${same})\s+(?:${any(words.parts)})\b|\btonight\b`,
)
// "Hari minggu depan" is a Sunday, "minggu depan" a week.
export const someWeek = new RegExp(
  String.raw`\b(${which})\s+week\b|(?<!\bhari )\b(?:${any(words.week.words)})\s+(${which})\b`,
)
export const weekdayName = new RegExp(String.raw`\b(?:(${which})\s+)?(${any(words.weekdays)})\b\.?(?:\s+(${which})\b)?`)
export const noon = new RegExp(String.raw`\b(?:${any(words.noon)})\b`)
const prefix = String.raw`(?:(?<!\w)(?:${any(words.clock)})\.?\s*)?`
export const hourMinute = new RegExp(
  String.raw`${prefix}(?<![\d.:])(\d{1,2})\s?[.:]\s?(\d{2})(?![\d.:])(?:\s*(am|pm)\b)?`,
)
export const halfTo = new RegExp(String.raw`${prefix}\b(?:${any(words.halfBefore)})\s+(\d{1,2})(?![\d.:])`)
export const hourHalf = new RegExp(String.raw`${prefix}(?<![\d.:])(\d{1,2})\s*(am|pm)\b`)
export const clockHour = new RegExp(String.raw`(?<!\w)(?:${any(words.clock)})\.?\s*(\d{1,2})(?![\d.:])`)
export const hourPart = new RegExp(String.raw`(?<![\d.:])(\d{1,2})(?=\s+(?:in the\s+|at\s+)?(?:${any(words.parts)})\b)`)
export const partOfDay = new RegExp(
  String.raw`\b(?:(?:in the|at|${same})\s+)?(${any(words.parts)})\b(?:\s+(?:${same})\b)?`,
)
export const bareHour = /(?<![\d.:])(\d{1,2})(?![\d.:])/
