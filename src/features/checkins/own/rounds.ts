import { fromColumn } from '../../../platform/calendar.ts'
import type { Db } from '../../../platform/database/database.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { Audience, isSelected } from '../../../shared/audiences/audience.ts'
import { isOnLeave } from '../../../shared/people/leave.ts'
import { Definition } from '../../../shared/questionnaires/definition.ts'

const isCheckin = { questionnaire: { use: 'checkin' } } as const

/** The open check-ins in which somebody is asked and has not finished, the first to close first. */
export async function openFor(db: Db, personId: bigint, now: Date) {
  const rounds = await db.round.findMany({
    where: {
      state: 'open',
      closesAt: { gt: now },
      version: isCheckin,
      participations: { some: { personId, isFinished: false } },
    },
    orderBy: [{ closesAt: 'asc' }, { id: 'asc' }],
    include: { version: { select: { definition: true } } },
  })
  return rounds.map(({ version, ...round }) => ({ round, definition: Definition.parse(version.definition) }))
}

/** The next check-in that is for somebody, and why they are not told of it: they have stopped such, or are on leave until a day. */
export interface Next {
  at: Date
  untold: 'stopped' | { leaveUntil: string } | null
}

/** The next check-in that is for who speaks; null: none is planned. Who is told of it is as in `openRound`. */
export async function nextFor(turn: Pick<Turn, 'db' | 'who' | 'settings' | 'groups' | 'now'>): Promise<Next | null> {
  const { db, who, now } = turn
  const planned = await db.round.findMany({
    where: { state: 'planned', version: isCheckin },
    select: { opensAt: true, audience: true },
  })
  const series = await db.roundSeries.findMany({
    where: { nextAt: { gt: now }, endedAt: null, ...isCheckin },
    select: { nextAt: true, audience: true },
  })
  const all = [
    ...planned.map(({ opensAt, audience }) => ({ at: opensAt, audience: Audience.parse(audience) })),
    ...series.flatMap(({ nextAt, audience }) =>
      nextAt === null ? [] : { at: nextAt, audience: Audience.parse(audience) },
    ),
  ]
  const isMine = await isSelected(
    db,
    who.telegramId,
    all.map(({ audience }) => audience),
    turn,
  )
  const times = all.filter((_, index) => isMine[index] === true).map(({ at }) => at.getTime())
  if (times.length === 0) return null
  const at = new Date(Math.min(...times))
  return { at, untold: await untoldAt(turn, at) }
}

async function untoldAt(
  { db, who, settings }: Pick<Turn, 'db' | 'who' | 'settings'>,
  at: Date,
): Promise<Next['untold']> {
  const { muted, leaveUntil } = await db.person.findUniqueOrThrow({
    where: { telegramId: who.telegramId },
    select: { muted: true, leaveUntil: true },
  })
  if (muted.includes('checkins')) return 'stopped'
  if (leaveUntil === null || !isOnLeave(leaveUntil, at, settings.timeZone)) return null
  return { leaveUntil: fromColumn(leaveUntil) }
}
