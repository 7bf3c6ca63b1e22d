import type { TrainingSession } from '../../../generated/prisma/client.ts'

const hour = 3_600_000

/** When people are reminded before a session; of later sessions not as early as of the first. */
const steps = [
  { name: 'd7', before: 7 * 24 * hour, firstOnly: true },
  { name: 'd1', before: 24 * hour, firstOnly: false },
  { name: 'h2', before: 2 * hour, firstOnly: false },
] as const

export type StepName = (typeof steps)[number]['name']
type Session = Pick<TrainingSession, 'id' | 'startsAt'>

/** A reminder of one session. */
export interface Step<Of extends Session> {
  name: StepName
  session: Of
  isFirst: boolean
  at: Date
}

/** All reminders of a training, by their time. */
export function stepsOf<Of extends Session>(sessions: Of[]): Step<Of>[] {
  const sorted = sessions.toSorted((one, other) => one.startsAt.getTime() - other.startsAt.getTime())
  return sorted
    .flatMap((session, index) =>
      steps
        .filter(({ firstOnly }) => index === 0 || !firstOnly)
        .map(({ name, before }) => ({
          name,
          session,
          isFirst: index === 0,
          at: new Date(session.startsAt.getTime() - before),
        })),
    )
    .toSorted((one, other) => one.at.getTime() - other.at.getTime())
}

/**
 * What is to be sent now of what has come up since a moment: of each session that has not begun the latest only, for what was
 * missed before it is of no use any more.
 */
export function dueSteps<Of extends Session>(sessions: Of[], since: Date, now: Date): Step<Of>[] {
  const due = stepsOf(sessions).filter(({ at, session }) => at >= since && at <= now && session.startsAt > now)
  return due.filter((step) => !due.some((later) => later.session.id === step.session.id && later.at > step.at))
}

/** When the next reminder after now comes up; undefined: there is none. */
export function nextStep(sessions: Session[], now: Date): Date | undefined {
  return stepsOf(sessions).find(({ at }) => at > now)?.at
}

/** When something is to be done next for an open training: a reminder, or its end. */
export function nextTime(sessions: (Session & { endsAt: Date })[], now: Date): Date {
  const end = Math.max(...sessions.map(({ endsAt }) => endsAt.getTime()))
  return new Date(Math.min(end, nextStep(sessions, now)?.getTime() ?? end))
}
