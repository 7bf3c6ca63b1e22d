import type { Ticket, TicketEvent, TicketEventKind, TicketState } from '../../generated/prisma/client.ts'
import type { Office } from '../workdays/office.ts'

/** What happened, as far as anything follows from it. */
export type Happening = Pick<TicketEvent, 'id' | 'kind' | 'at' | 'byAuthor' | 'officerId' | 'unitId' | 'number'>

/** What follows from everything that happened to a ticket. */
export type Standing = Pick<
  Ticket,
  | 'state'
  | 'unitId'
  | 'holderId'
  | 'mergedIntoId'
  | 'isInspected'
  | 'limitDays'
  | 'openedAt'
  | 'spent'
  | 'runningSince'
  | 'responded'
  | 'firstDueAt'
  | 'dueAt'
  | 'remindAt'
  | 'reminders'
  | 'reopenings'
  | 'endedAt'
  | 'closedAt'
  | 'rating'
  | 'lastEventId'
>

/** What time is reckoned by. */
export interface Reckoning {
  office: Office
  /** Working days until the first response. */
  firstDays: number
}

/** Shares of the limit at which the unit is reminded; at the last one the planners are told, too. */
export const reminderShares = [0.5, 0.8, 1] as const

const open: readonly TicketState[] = ['new', 'verified', 'forwarded', 'working', 'waiting', 'reopened']
const ended: readonly TicketState[] = ['answered', 'closed', 'rejected']
/** In which states the clock runs. */
const running: readonly TicketState[] = ['new', 'verified', 'forwarded', 'working', 'reopened']

/** In which states something may happen. */
const allowed: Record<TicketEventKind, readonly TicketState[]> = {
  submitted: [],
  verified: ['new'],
  forwarded: open,
  taken: ['new', 'verified', 'forwarded', 'working', 'reopened'],
  inspected: open,
  asked: ['new', 'verified', 'forwarded', 'working', 'reopened'],
  replied: [...open, ...ended],
  // Also once more, to what its author wrote after the first answer.
  answered: [...open, ...ended],
  rejected: open,
  reopened: ended,
  rated: ['answered', 'closed'],
  closed: ['answered'],
  merged: open,
  reminded: running,
  withdrawn: [...open, ...ended],
}

/** Whether something may happen to a ticket as it stands: one that was merged, or whose author is gone, only stays. */
export function mayHappen({ state, mergedIntoId }: Pick<Standing, 'state' | 'mergedIntoId'>, kind: TicketEventKind) {
  if (mergedIntoId !== null && kind !== 'withdrawn') return false
  return allowed[kind].includes(state)
}

/** Whether it waits for somebody of the government. */
export function isOpen({ state }: Pick<Standing, 'state'>): boolean {
  return open.includes(state)
}

/** What follows from all that happened to a ticket, in its order; the first is that it was submitted. */
export function standingOf(happenings: Happening[], reckoning: Reckoning): Standing {
  const standing = happenings.reduce<Standing | null>((sofar, next) => after(sofar, next, reckoning), null)
  if (standing === null) throw new RangeError('A ticket to which nothing happened')
  return standing
}

/** What follows from one thing more. */
export function after(before: Standing | null, happening: Happening, reckoning: Reckoning): Standing {
  const { office } = reckoning
  const { at, number, kind } = happening
  if (before === null) {
    const openedWork = BigInt(office.timeAt(at))
    return timed(
      {
        state: 'new',
        unitId: null,
        holderId: null,
        mergedIntoId: null,
        isInspected: false,
        limitDays: Number(number ?? 0),
        openedAt: at,
        spent: 0n,
        runningSince: openedWork,
        responded: null,
        firstDueAt: null,
        dueAt: null,
        remindAt: null,
        reminders: 0,
        reopenings: 0,
        endedAt: null,
        closedAt: null,
        rating: null,
        lastEventId: happening.id,
      },
      reckoning,
    )
  }
  const work = BigInt(office.timeAt(at))
  const state = stateAfter(before, happening)
  const spent = before.runningSince === null ? before.spent : before.spent + larger(0n, work - before.runningSince)
  const runs = running.includes(state)
  const isEnd = kind === 'answered' || kind === 'rejected' || kind === 'merged'
  return timed(
    {
      ...before,
      state,
      unitId: kind === 'forwarded' ? happening.unitId : before.unitId,
      holderId: holderAfter(before, happening),
      mergedIntoId: kind === 'merged' ? number : before.mergedIntoId,
      isInspected: before.isInspected || kind === 'inspected',
      limitDays: kind === 'inspected' ? Number(number ?? before.limitDays) : before.limitDays,
      spent,
      runningSince: runs ? work : null,
      responded: before.responded ?? (isResponse(kind) ? spent : null),
      reminders: remindersAfter(before, happening, Number(spent) / reckoning.office.day),
      reopenings: before.reopenings + (kind === 'reopened' ? 1 : 0),
      endedAt: isEnd ? at : kind === 'reopened' ? null : before.endedAt,
      closedAt: state === 'closed' ? (before.closedAt ?? at) : null,
      rating: kind === 'rated' ? Number(number ?? 0) : kind === 'reopened' ? null : before.rating,
      lastEventId: happening.id,
    },
    reckoning,
  )
}

/** Milliseconds of office time that it has taken by so much office time. */
export function spentBy({ spent, runningSince }: Pick<Standing, 'spent' | 'runningSince'>, time: number): number {
  return Number(spent) + (runningSince === null ? 0 : Math.max(0, time - Number(runningSince)))
}

function stateAfter(before: Standing, { kind, byAuthor }: Happening): TicketState {
  switch (kind) {
    case 'submitted':
      return 'new'
    case 'verified':
    case 'answered':
    case 'rejected':
    case 'reopened':
    case 'forwarded':
      return kind
    case 'taken':
      return 'working'
    case 'asked':
      return 'waiting'
    case 'replied':
      return before.state === 'waiting' && byAuthor ? goneOn(before) : before.state
    case 'closed':
    case 'merged':
    case 'withdrawn':
      return 'closed'
    case 'inspected':
    case 'rated':
    case 'reminded':
      return before.state
  }
}

/** Where it was before its author was asked. */
function goneOn({ holderId, unitId }: Standing): TicketState {
  if (holderId !== null) return 'working'
  return unitId === null ? 'verified' : 'forwarded'
}

function holderAfter(before: Standing, { kind, officerId }: Happening): bigint | null {
  if (kind === 'taken') return officerId
  return kind === 'forwarded' ? null : before.holderId
}

/**
 * Where it is reopened after its limit, it is said once more that this has passed; under another limit, what has not passed
 * of it yet is said anew. `days`: working days that were spent.
 */
function remindersAfter({ reminders }: Standing, { kind, number }: Happening, days: number): number {
  if (kind === 'reopened') return Math.min(reminders, reminderShares.length - 1)
  if (kind === 'inspected')
    return Math.min(reminders, reminderShares.filter((share) => days >= share * Number(number ?? 0)).length)
  return kind === 'reminded' ? Number(number ?? reminders) : reminders
}

/** What the author gets to see that somebody is at it. */
function isResponse(kind: TicketEventKind): boolean {
  return ['verified', 'forwarded', 'taken', 'asked', 'answered', 'rejected', 'merged'].includes(kind)
}

/** With the moments that follow from the clock. */
function timed(standing: Standing, { office, firstDays }: Reckoning): Standing {
  const { runningSince, spent, limitDays, reminders, responded } = standing
  if (runningSince === null) return { ...standing, firstDueAt: null, dueAt: null, remindAt: null }
  // Also of what is spent already: how late it is has to stay the same, whatever happens meanwhile.
  const whenSpent = (days: number) =>
    office.momentAt(Number(runningSince) + Math.round(days * office.day) - Number(spent))
  const share = reminderShares[reminders]
  return {
    ...standing,
    firstDueAt: responded === null ? whenSpent(firstDays) : null,
    dueAt: whenSpent(limitDays),
    remindAt: share === undefined ? null : whenSpent(limitDays * share),
  }
}

const larger = (a: bigint, b: bigint) => (a > b ? a : b)
