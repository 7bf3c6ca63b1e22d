import type { Forum } from '../../../generated/prisma/client.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'

/** In an anonymous forum nothing that the bot says to a participant leaves a row. */
export function keepQuiet(turn: Turn, { isNamed }: Pick<Forum, 'isNamed'>): void {
  if (!isNamed) turn.hush()
}
