import type { Parcel } from './sendQueue.ts'

/** A change that leaves nothing of what a message showed before. */
const whole = 'editMessageText'
const partial = 'editMessageReplyMarkup'

/**
 * Whether an answer that changes a message makes an earlier change of the same message pointless: nobody has to see it on the
 * way to what it becomes. Of announcements nothing is left out, for what became of each is counted.
 */
export function overtakes(later: Parcel, earlier: Parcel): boolean {
  if (earlier.lane !== 'answer' || later.method !== whole) return false
  if (earlier.method !== whole && earlier.method !== partial) return false
  const changed = changedBy(earlier)
  return changed !== null && changed === changedBy(later)
}

/** The number in its chat of the message that is changed. */
export function changedBy({ messageId, payload }: Pick<Parcel, 'messageId' | 'payload'>): number | null {
  if (messageId !== null) return messageId
  return payload !== null && 'message_id' in payload && typeof payload.message_id === 'number'
    ? payload.message_id
    : null
}
