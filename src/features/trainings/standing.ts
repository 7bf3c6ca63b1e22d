import type { EnrolmentState } from '../../generated/prisma/client.ts'
import type { Voice } from '../../platform/texts.ts'
import { enrolmentStateKey } from '../../shared/trainings/trainings.ts'
import type { Whole } from '../../shared/trainings/trainings.ts'

type Taken = Pick<Whole, 'state' | 'sessions'>
interface Standing {
  state: EnrolmentState
  /** At how many of its sessions they were. */
  attended: number
}

/** Where somebody stands with a training: how far their enrolment has got, and once it is over, whether they were there. */
export function standingWords(voice: Voice, training: Taken, { state, attended }: Standing): string {
  if (!isPast(training, state, attended)) return voice.label(enrolmentStateKey[state])
  return attended > 0
    ? voice.label('trainings:wasThere', { attended, sessions: training.sessions.length })
    : voice.label('trainings:wasAbsent')
}

/** The same as a mark. */
export function standingMark(training: Taken, { state, attended }: Standing): string {
  if (!isPast(training, state, attended)) return marks[state]
  return attended > 0 ? '✅' : '✖️'
}

/** Whether it is over, and they were there or should have been. */
function isPast({ state: held }: Taken, state: EnrolmentState, attended: number): boolean {
  return held === 'held' && (attended > 0 || state === 'enrolled' || state === 'confirmed')
}

const marks: Record<EnrolmentState, string> = {
  invited: '✉️',
  asked: '⏳',
  waiting: '⏳',
  enrolled: '☑️',
  confirmed: '✅',
  declined: '✖️',
  refused: '✖️',
}
