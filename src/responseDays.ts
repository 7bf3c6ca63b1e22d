import { responseKinds } from './platform/work.ts'
import type { ResponseDays } from './platform/work.ts'

/**
 * The limits of complaint handling in Indonesian public service, in working days: 3 to the first response, 5 for information,
 * 14 for what needs no inspection, 60 for what does. Every government sets its own.
 */
const usual: ResponseDays = { first: 3, question: 5, appreciation: 5, suggestion: 14, complaint: 14, inspection: 60 }
/** More than a year nobody waits: it is a slip. */
const most = 365

/** Reads limits such as "first=3,question=5", with the usual ones for those left out; null: it is none, or says one twice. */
export function readResponseDays(text: string): ResponseDays | null {
  const given: Partial<ResponseDays> = {}
  for (const part of text
    .toLowerCase()
    .split(/[\s,;]+/)
    .filter((one) => one !== '')) {
    const [, name, number] = /^([a-z]+)[=:](\d{1,3})$/.exec(part) ?? []
    const kind = responseKinds.find((one) => one === name)
    if (kind === undefined || given[kind] !== undefined || Number(number) < 1 || Number(number) > most) return null
    given[kind] = Number(number)
  }
  return { ...usual, ...given }
}
