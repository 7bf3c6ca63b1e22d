import { eventsChannel } from '../../../platform/events/events.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { withheldChannel } from '../../../platform/outbox/holding.ts'

/** People are told, what waited is withdrawn, and rounds are planned anew. */
export function wakeAll(turn: Turn): void {
  turn.wake('outbox')
  turn.wake(withheldChannel)
  turn.wake(eventsChannel)
}
