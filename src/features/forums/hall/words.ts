import type { ForumQuestionState, HallPhase } from '../../../generated/prisma/client.ts'
import type { TextKey, Voice } from '../../../platform/texts.ts'

/** The names of the phases, in chat and on the screen. */
export const phaseKey = {
  join: 'forums:phase_join',
  write: 'forums:phase_write',
  vote: 'forums:phase_vote',
  questions: 'forums:phase_questions',
  closing: 'forums:phase_closing',
} as const satisfies Record<HallPhase, string>

/** What people do in each. */
export const hintKey = {
  join: 'forums:hint_join',
  write: 'forums:hint_write',
  vote: 'forums:hint_vote',
  questions: 'forums:hint_questions',
  closing: 'forums:hint_closing',
} as const satisfies Record<HallPhase, string>

/** What the card of the forum says of it meanwhile. */
export const cardKey = {
  join: 'forums:cardHall_join',
  write: 'forums:cardHall_write',
  vote: 'forums:cardHall_vote',
  questions: 'forums:cardHall_questions',
  closing: 'forums:cardHall_closing',
} as const satisfies Record<HallPhase, string>

/** Where a question stands. */
export const questionKey = {
  waiting: 'forums:question_waiting',
  open: 'forums:question_open',
  rejected: 'forums:question_rejected',
  answered: 'forums:question_answered',
  ticket: 'forums:question_ticket',
} as const satisfies Record<ForumQuestionState, string>

/** What questions are usually rejected for: what is kept of such a reason is its name. */
export const declineReasons = {
  topic: 'forums:rejectTopic',
  repeated: 'forums:rejectRepeated',
  personal: 'forums:rejectPersonal',
} as const satisfies Record<string, TextKey>

/** A reason as it is read in a language: one of those, or the facilitator's own words. */
export function declineText(label: Voice['label'], reason: string): string {
  const found = Object.entries(declineReasons).find(([name]) => name === reason)
  return found === undefined ? reason : label(found[1])
}
