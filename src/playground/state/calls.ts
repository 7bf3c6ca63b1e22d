import type { CallRecord } from '../types.ts'

/** The latest calls of the Bot API. */
export interface Calls {
  all(): CallRecord[]
  add(call: Omit<CallRecord, 'number'>): CallRecord
}

const kept = 500

/** No calls yet; only the latest 500 are kept, and only in memory. */
export function openCalls(): Calls {
  const calls: CallRecord[] = []
  let count = 0
  return {
    all: () => calls.slice(-kept),
    add(call) {
      count += 1
      const record = { number: count, ...call }
      calls.push(record)
      // A batch at a time: shifting an array on every call costs more than the call.
      if (calls.length >= 2 * kept) calls.splice(0, calls.length - kept)
      return record
    },
  }
}
