import { Temporal } from 'temporal-polyfill'
import type { TrainingPurpose } from '../../../generated/prisma/client.ts'
import type { Definition } from '../../../shared/questionnaires/definition.ts'
import type { TextKey } from '../../../platform/texts.ts'

/** In the order in which they come. */
export const purposes = ['before', 'reaction', 'after', 'followup', 'public'] as const satisfies TrainingPurpose[]

export const purposeKey: Record<TrainingPurpose, TextKey> = {
  before: 'trainings:purposeBefore',
  reaction: 'trainings:purposeReaction',
  after: 'trainings:purposeAfter',
  followup: 'trainings:purposeFollowup',
  public: 'trainings:purposePublic',
}

/** Which questionnaires can serve a purpose, by what they are for. */
export const usesFor: Record<TrainingPurpose, Definition['use'][]> = {
  before: ['test'],
  reaction: ['reaction'],
  after: ['test'],
  followup: ['followup', 'test'],
  public: ['satisfaction'],
}

const day = 86_400_000
/** The test before opens so long before the first session. */
const ahead = 3 * day
/** The test after stays open so long. */
const testOpen = 7 * day
/** The follow-up comes so many months after the last session. */
const later = 3

/** When the round of a purpose opens and closes, by when its training begins and ends. */
export function timesOf(
  purpose: TrainingPurpose,
  { begins, ends }: { begins: Date; ends: Date },
  { openMinutes }: Pick<Definition, 'openMinutes'>,
  timeZone: string,
): { opensAt: Date; closesAt: Date } {
  const openFrom = (opensAt: Date, length: number) => ({ opensAt, closesAt: new Date(opensAt.getTime() + length) })
  const usual = openMinutes * 60_000
  switch (purpose) {
    case 'before':
      return { opensAt: new Date(begins.getTime() - ahead), closesAt: begins }
    case 'reaction':
      return openFrom(ends, usual)
    case 'after':
      return openFrom(ends, testOpen)
    case 'followup':
    case 'public': {
      const at = Temporal.Instant.fromEpochMilliseconds(ends.getTime()).toZonedDateTimeISO(timeZone)
      return openFrom(new Date(at.add({ months: later }).epochMilliseconds), usual)
    }
  }
}

/**
 * Whether answers bear no name: those of a test do, for both measurements have to be matched. What is thought of a training
 * is asked without names wherever that can be promised, the follow-up where its questionnaire says so.
 */
export function isNameless(
  purpose: TrainingPurpose,
  { use, isAnonymous, questions }: Pick<Definition, 'use' | 'isAnonymous' | 'questions'>,
  hasKey: boolean,
): boolean {
  if (use === 'test' || !hasKey) return false
  // Such questions name who answers: no round that asks them can be without names.
  if (questions.some(({ kind, role }) => kind === 'file' || role === 'share' || role === 'help')) return false
  return isAnonymous || purpose === 'reaction' || purpose === 'public'
}
